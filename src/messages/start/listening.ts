import { entry } from '../entry.js';

export interface Address {
  host: string;
  port: number;
}

const EXAMPLES: readonly Address[] = [{ host: '127.0.0.1', port: 8000 }];

const HOST = {
  en: 'Give `127.0.0.1` for this machine alone, `0.0.0.0` for all of its addresses, or one that `ip address` shows.',
  zh: '只供本机使用时写 `127.0.0.1`，监听所有地址时写 `0.0.0.0`，或写 `ip address` 列出的地址。',
};

/** Addresses at which the emulator cannot listen. `port: 0` is what a program writes for `--port 0`. */
export const LISTENING = {
  LISTEN_PORT_IN_USE: entry<Address>({
    en: ({ host, port }) =>
      `port ${port} on ${host} is in use; choose another one with --port, or 0 for any free one (in process: port: 0)`,
    zh: ({ host, port }) =>
      `${host} 的端口 ${port} 已被占用；请用 --port 换一个，或用 0 表示任一空闲端口（进程内：port: 0）`,
    cure: {
      en: 'Another program, or another emulator, listens there. Stop it, or choose another port; 0 takes any free one, and `url` tells which.',
      zh: '该端口已有其他程序或另一个模拟器在监听。请停止它或换一个端口；0 表示任一空闲端口，实际地址见 `url`。',
    },
    examples: EXAMPLES,
  }),
  LISTEN_PORT_NOT_ALLOWED: entry<Address>({
    en: ({ host, port }) => `port ${port} on ${host} may not be used; choose another one with --port`,
    zh: ({ host, port }) => `不允许使用 ${host} 的端口 ${port}；请用 --port 换一个`,
    cure: {
      en: 'Ports below 1024 are often for the administrator alone. Choose one from 1024 on.',
      zh: '1024 以下的端口通常只有管理员可以使用，请选择 1024 或更大的端口。',
    },
    examples: [{ host: '127.0.0.1', port: 80 }],
  }),
  LISTEN_NO_SUCH_ADDRESS: entry<{ host: string }>({
    en: ({ host }) => `${host} is no address of this machine; see --host`,
    zh: ({ host }) => `${host} 不是本机的地址；见 --host`,
    cure: HOST,
    examples: [{ host: '192.0.2.1' }],
  }),
};
