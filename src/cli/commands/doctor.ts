import { UsageError } from '../../settings/usage-error.js';
import { shownText } from '../../util/secrets/hide-secrets.js';
import { EXIT_STATUS } from '../cli-process.js';
import type { Command } from '../command.js';
import { explainFailure } from '../explain-failure.js';

const FORMATS = ['text', 'json'] as const;

interface DoctorSettings {
  credentials: string | undefined;
  timeout: number;
  format: (typeof FORMATS)[number];
}

export const doctor: Command<DoctorSettings> = {
  name: 'doctor',
  summary: { en: 'Tells which contract an address follows.', zh: '判断某个地址遵循哪个契约。' },
  usage: 'URL [flags]',
  description: {
    en: `Sends ten harmless requests to an ESB, live or emulated, and tells which contract it follows and how it differs.
Each request is a line: its name, the contracts that its reply fits, the time, the reply.
The exit status is 0 if the address follows a contract, 1 if it does not, 2 if it cannot be reached.`,
    zh: `向真实或模拟的 ESB 发送十个无害的请求，判断它遵循哪个契约、有何不同。
每个请求占一行：名称、返回符合的契约、耗时、返回。
遵循某个契约时退出码为 0，不遵循为 1，无法连接为 2。`,
  },
  examples: [
    {
      about: { en: 'Look at an emulator', zh: '检查模拟器' },
      line: 'bk-esb-emulator doctor http://127.0.0.1:8000',
    },
    {
      about: { en: 'Give the result to a tool', zh: '把结果交给其他工具' },
      line: 'bk-esb-emulator doctor http://127.0.0.1:8000 --format json',
    },
  ],
  settings: {
    credentials: {
      flag: 'credentials',
      kind: 'string',
      placeholder: 'JSON',
      default: undefined,
      defaultText: { en: 'placeholders', zh: '占位值' },
      description: {
        en: 'The credentials, a JSON object that is sent as X-Bkapi-Authorization. The variable keeps them out of the list of processes.',
        zh: '认证信息：作为 X-Bkapi-Authorization 发送的 JSON 对象。用环境变量可避免出现在进程列表中。',
      },
    },
    timeout: {
      flag: 'timeout',
      kind: 'integer',
      min: 1,
      max: 600,
      placeholder: 'SECONDS',
      default: 10,
      description: { en: 'How long a reply may take, in seconds.', zh: '等待一个返回的最长时间（秒）。' },
      flagOnly: true,
    },
    format: {
      flag: 'format',
      kind: 'choice',
      choices: FORMATS,
      default: 'text',
      description: {
        en: 'Write the result for people (text), or for tools (json).',
        zh: '结果的格式：供人阅读（text），或供工具使用（json）。',
      },
      flagOnly: true,
    },
  },
  operands: 'URL',
  run: async ({ credentials, timeout, format }, [address, other], { stdout, stderr, lang }) => {
    if (other !== undefined) {
      throw new UsageError({ code: 'COMMAND_UNEXPECTED_ARGUMENT', command: 'doctor', argument: shownText(other) });
    }
    const [{ examine }, { readAddress, readCredentials }, { jsonReport, textReport }] = await Promise.all([
      import('../../doctor/examine.js'),
      import('../../target/target.js'),
      import('../../doctor/report.js'),
    ]);
    try {
      const url = readAddress(address as string);
      const target = { url, credentials: readCredentials(credentials), timeoutMs: timeout * 1000 };
      const examination = await examine(target);
      const report = format === 'json' ? jsonReport(examination, url) : textReport(examination, url, lang);
      stdout.write(`${report}\n`);
      return examination.conclusion === examination.nearest ? EXIT_STATUS.ok : EXIT_STATUS.failure;
    } catch (error) {
      stderr.write(`bk-esb-emulator: ${explainFailure(error, lang)}\n`);
      return EXIT_STATUS.usage;
    }
  },
};
