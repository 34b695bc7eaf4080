import { createEmulator, type Emulator } from '../../emulator/emulator.js';
import { describeOrigin } from '../../sandboxes/describe-origin.js';
import { VERSION } from '../../emulator/version.js';
import type { Language } from '../../model/language.js';
import { SETTINGS, type Settings } from '../../settings/settings.js';
import { lastingFile } from '../../store/database/database-file.js';
import { EXIT_STATUS, type CliProcess } from '../cli-process.js';
import type { Command } from '../command.js';
import { leaveUnread } from '../output/leave-unread.js';

const CREDENTIALS = { bk_app_code: 'esb_test', bk_app_secret: 'xxx', bk_username: 'xxx' };

/** The parts of the banner below its first line. */
interface BannerWords {
  settings: (contract: string, auth: string) => string;
  /** `stubs` is 0 for none. */
  data: (counts: { instances: number; processes: number; stubs: number }, origin: string) => string;
  filled: (file: string, origin: string) => string;
  note: string;
  upstream: (url: string, mode: Settings['upstreamMode'], record: string | undefined) => string;
  page: string;
  docs: string;
  control: string;
  request: string;
}

const BANNER: Readonly<Record<Language, BannerWords>> = {
  en: {
    settings: (contract, auth) => `contract ${contract}, auth ${auth}; `,
    data: ({ instances, processes, stubs }, origin) =>
      `service instances: ${instances}, processes: ${processes}${stubs === 0 ? '' : `, stubs: ${stubs}`} (${origin})`,
    filled: (file, origin) => `${file}, filled from ${origin}`,
    note: 'note  ',
    upstream: (url, mode, record) =>
      `live  ${url} answers ${mode === 'all' ? 'all calls' : 'what the emulator does not know'}` +
      (record === undefined ? '' : `, recorded into ${record}`),
    page: 'page  ',
    docs: 'docs  ',
    control: 'control needs a token, made for this run: ',
    request: 'try   ',
  },
  zh: {
    settings: (contract, auth) => `契约 ${contract}，认证模式 ${auth}；`,
    data: ({ instances, processes, stubs }, origin) =>
      `服务实例 ${instances} 个，进程 ${processes} 个${stubs === 0 ? '' : `，桩 ${stubs} 个`}（${origin}）`,
    filled: (file, origin) => `${file}，数据来自 ${origin}`,
    note: '注意  ',
    upstream: (url, mode, record) =>
      `上游  ${mode === 'all' ? '所有调用' : '模拟器不认识的调用'}由 ${url} 响应` +
      (record === undefined ? '' : `，并录制到 ${record}`),
    page: '页面  ',
    docs: '文档  ',
    control: '控制接口需要令牌（为本次运行生成）：',
    request: '试试  ',
  },
};

/**
 * A curl command to paste. Replies end without a line break, so `echo` gives the prompt a line of its own. There is none if
 * the user's fixtures decide which credentials are valid.
 */
const curlLine = ({ url, example }: Emulator, { auth, fixtures }: Settings): string | undefined => {
  if (example === undefined || (auth === 'strict' && fixtures.length > 0)) return undefined;
  const body = JSON.stringify({ ...CREDENTIALS, ...example });
  return `curl -s ${url}/api/c/compapi/v2/cc/list_process_instance/ -d '${body}'; echo`;
};

/**
 * The lines that a person starts the emulator to see. The first is the same in every language, because programs that start
 * the emulator look for the address in it.
 */
export const banner = (emulator: Emulator, settings: Settings): string => {
  const { url, data } = emulator;
  const { service_instances: instances, processes, stubs } = data.counts;
  const { upstream, upstreamMode, record } = settings;
  const file = lastingFile(settings.db);
  const words = BANNER[settings.lang];
  const origin = describeOrigin(data.origin, settings.lang);
  const token = settings.controlToken === undefined ? emulator.controlToken : undefined;
  const request = curlLine(emulator, settings);
  return (
    [
      `bk-esb-emulator ${VERSION} listens on ${url}`,
      words.settings(settings.contract, settings.auth) +
        words.data({ instances, processes, stubs }, file === undefined ? origin : words.filled(file, origin)),
      ...(emulator.difference === undefined ? [] : [words.note + emulator.difference]),
      ...(upstream === undefined ? [] : [words.upstream(upstream, upstreamMode, record)]),
      `${words.page}${url}/`,
      `${words.docs}${url}/docs`,
      ...(token === undefined
        ? []
        : [`${words.control}curl -s -H 'Authorization: Bearer ${token}' ${url}/__emulator; echo`]),
      ...(request === undefined ? [] : [words.request + request]),
    ].join('\n  ') + '\n'
  );
};

/** @param started returns undefined while the data is loaded; the process then exits at once */
const closeOnSignal = (cli: CliProcess, started: () => Emulator | undefined): void => {
  let isClosing = false;
  cli.onStop(() => {
    const emulator = started();
    if (emulator === undefined) return cli.exit(EXIT_STATUS.ok);
    // A second signal does not wait for requests in flight.
    void emulator.close(isClosing ? 0 : undefined).then(() => leaveUnread(cli));
    isClosing = true;
  });
};

export const serve: Command<Settings> = {
  name: 'serve',
  summary: {
    en: 'Answers requests. This is also what is done without a command.',
    zh: '提供服务；不写命令时也执行它。',
  },
  usage: '[flags]',
  description: {
    en: 'Answers requests until it gets SIGTERM, SIGINT (Ctrl+C) or SIGHUP.',
    zh: '提供服务，直到收到 SIGTERM、SIGINT（Ctrl+C）或 SIGHUP。',
  },
  examples: [
    { about: { en: 'Answer with the default data', zh: '用默认数据提供服务' }, line: 'bk-esb-emulator' },
    {
      about: {
        en: 'Answer with fixtures of your own, and load them again when they change',
        zh: '用自己的 fixture 提供服务，改动后自动重新加载',
      },
      line: 'bk-esb-emulator --fixtures my-fixtures/ --watch',
    },
    {
      about: {
        en: 'Answer as a live ESB with CMDB 3.14, without credentials, on a free port',
        zh: '像搭配 CMDB 3.14 的真实 ESB 那样返回，不校验认证信息，使用任一空闲端口',
      },
      line: 'bk-esb-emulator --contract cmdb-3.14 --auth off --port 0',
    },
  ],
  settings: SETTINGS,
  run: async (settings, _operands, cli) => {
    // A signal may come before there is an emulator to close.
    const running: { emulator?: Emulator } = {};
    closeOnSignal(cli, () => running.emulator);
    running.emulator = await createEmulator(settings);
    cli.stdout.write(banner(running.emulator, settings));
    return EXIT_STATUS.ok;
  },
};
