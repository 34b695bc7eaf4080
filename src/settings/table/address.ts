import type { SettingTable } from '../setting.js';
import type { Settings } from '../values.js';

export const ADDRESS_SETTINGS: SettingTable<
  Pick<Settings, 'host' | 'port' | 'addressFile' | 'cors' | 'bodyLimit' | 'requestTimeout'>
> = {
  host: {
    flag: 'host',
    kind: 'string',
    placeholder: 'ADDRESS',
    default: '127.0.0.1',
    description: {
      en: 'The address to listen on; 0.0.0.0 means all addresses of this machine.',
      zh: '监听地址；0.0.0.0 表示本机的所有地址。',
    },
  },
  port: {
    flag: 'port',
    kind: 'integer',
    min: 0,
    max: 65535,
    placeholder: 'N',
    default: 8000,
    description: {
      en: 'The port to listen on; 0 means any free one.',
      zh: '监听端口；0 表示任选一个空闲端口。',
    },
  },
  addressFile: {
    flag: 'address-file',
    kind: 'string',
    placeholder: 'FILE',
    default: undefined,
    description: {
      en: 'A file that holds the address, such as http://127.0.0.1:8000, while requests are answered.',
      zh: '用来保存地址（如 http://127.0.0.1:8000）的文件；模拟器就绪后才会有，停止后删除。',
    },
  },
  cors: {
    flag: 'cors',
    kind: 'origin',
    placeholder: 'ORIGIN',
    default: '*',
    description: {
      en: 'The origin whose pages may call the ESB, such as http://localhost:3000; * means any.',
      zh: '允许哪个来源的页面调用 ESB，例如 http://localhost:3000；* 表示任意来源。',
    },
  },
  bodyLimit: {
    flag: 'body-limit',
    kind: 'integer',
    min: 1,
    max: 1024 ** 3,
    placeholder: 'BYTES',
    default: 10 * 1024 * 1024,
    description: {
      en: 'The largest request body that is read, in bytes.',
      zh: '可接收的请求体大小上限，单位为字节。',
    },
  },
  requestTimeout: {
    flag: 'request-timeout',
    kind: 'integer',
    min: 0,
    max: 86_400,
    placeholder: 'SECONDS',
    default: 60,
    description: {
      en: 'The time in which a request must have arrived whole, in seconds, or it gets 408; 0 means any time.',
      zh: '请求必须在多少秒内完整到达，否则返回 408；0 表示不限时。',
    },
  },
};
