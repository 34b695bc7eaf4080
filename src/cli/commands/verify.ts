import { UsageError } from '../../settings/usage-error.js';
import { FixtureError, problemText, wordProblem, type Problem } from '../../util/problem.js';
import { EXIT_STATUS, type CommandProcess } from '../cli-process.js';
import type { Command } from '../command.js';
import { explainFailure } from '../explain-failure.js';
import { Failure } from '../failure.js';

const FORMATS = ['text', 'json'] as const;

interface VerifySettings {
  against: string | undefined;
  credentials: string | undefined;
  ignore: readonly string[];
  all: boolean;
  timeout: number;
  format: (typeof FORMATS)[number];
}

const readRecorded = async (paths: readonly string[], { stderr, lang }: CommandProcess) => {
  const [{ CAPTURES, mayBeOther }, { readFiles }, { readCalls }] = await Promise.all([
    import('../../captures/capture-files.js'),
    import('../../fixtures/read/files/read-files.js'),
    import('../../verify/calls/read-calls.js'),
  ]);
  const problems: Problem[] = [];
  const files = await readFiles(paths, problems, CAPTURES);
  const read = readCalls(files, mayBeOther(paths), problems);
  if (problems.length > 0) throw new FixtureError(problems, 'CAPTURE_INVALID');
  for (const note of read.notes) stderr.write(`${problemText(wordProblem(note, lang), lang)}\n`);
  return read;
};

const run = async (settings: VerifySettings, paths: readonly string[], cli: CommandProcess): Promise<number> => {
  const { against, credentials, ignore, all, timeout, format } = settings;
  if (against === undefined)
    throw new UsageError({
      code: 'COMMAND_NEEDS_FLAG',
      command: 'verify',
      flag: '--against URL',
      example: verify.examples[0].line,
    });
  const [
    { readAddress, readCredentials },
    { readIgnored },
    { verifyCalls },
    { isAllSame, jsonReport, leftOutLines, textReport },
  ] = await Promise.all([
    import('../../target/target.js'),
    import('../../verify/compare/ignored.js'),
    import('../../verify/verify-calls.js'),
    import('../../verify/report.js'),
  ]);
  const target = { url: readAddress(against), credentials: readCredentials(credentials), timeoutMs: timeout * 1000 };
  const isIgnored = readIgnored(ignore.flatMap((names) => names.split(',')).map((name) => name.trim()));
  const read = await readRecorded(paths, cli);
  const sent = read.calls.filter(({ mayChange }) => all || !mayChange);
  const changing = read.calls.filter(({ mayChange }) => !all && mayChange);
  const leftOut = [
    ...read.leftOut,
    ...changing.map(({ component }) => ({ reason: 'may-change', name: component }) as const),
  ];
  if (sent.length === 0) {
    for (const line of leftOutLines(leftOut, cli.lang)) cli.stderr.write(`${line}\n`);
    throw new Failure({ code: 'VERIFY_NOTHING_TO_SEND', leftOut: leftOut.length });
  }
  const verification = await verifyCalls(sent, target, isIgnored);
  const report =
    format === 'json' ? jsonReport(verification, leftOut, target.url) : textReport(verification, leftOut, cli.lang);
  cli.stdout.write(`${report}\n`);
  return isAllSame(verification) ? EXIT_STATUS.ok : EXIT_STATUS.failure;
};

export const verify: Command<VerifySettings> = {
  name: 'verify',
  summary: {
    en: 'Sends recorded requests again, and compares the replies.',
    zh: '重新发送录制的请求，并比较返回。',
  },
  usage: 'RECORDED… --against URL [flags]',
  description: {
    en: `Sends recorded requests to an ESB, live or emulated, one after the other, and compares each reply with the recorded one, field by field. A file, or each file in a folder, is one that --record has written, or of any kind that import reads.
Recorded credentials are not sent. Neither is a request that may change something, unless --all is given. The request_id is not compared.
The exit status is 0 if all replies are the same, 1 if one differs, 2 if the address cannot be reached or nothing can be sent.`,
    zh: `把录制的请求依次发送到真实或模拟的 ESB，逐个字段比较返回与录制的返回。每个文件（或目录中的每个文件）由 --record 写下，或是 import 能读取的任一种。
不会发送录制的认证信息；可能改动数据的请求也不发送，除非指定 --all。request_id 不比较。
全部相同时退出码为 0，有不同为 1，无法连接或没有可发送的请求为 2。`,
  },
  examples: [
    {
      about: { en: 'Is the live system still as it was recorded?', zh: '真实系统是否仍与录制时一致？' },
      line: 'bk-esb-emulator verify recorded/ --against http://paas.example.com',
    },
    {
      about: { en: 'How true is an emulator to the recordings?', zh: '模拟器与录制的返回有多一致？' },
      line: 'bk-esb-emulator verify recorded/ --against http://127.0.0.1:8000',
    },
  ],
  settings: {
    against: {
      flag: 'against',
      kind: 'string',
      placeholder: 'URL',
      default: undefined,
      description: {
        en: 'The address of the ESB. A path in front of /api may follow the host.',
        zh: 'ESB 的地址；主机名后可以有 /api 之前的路径。',
      },
      flagOnly: true,
    },
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
    ignore: {
      flag: 'ignore',
      kind: 'strings',
      placeholder: 'NAME,…',
      default: [],
      description: {
        en: 'Fields that are not compared: names at any depth, or paths such as data.info[].last_time. May be repeated.',
        zh: '不比较的字段：任意层级的名称，或 data.info[].last_time 这样的路径。可重复指定。',
      },
      flagOnly: true,
    },
    all: {
      flag: 'all',
      kind: 'switch',
      default: false,
      description: {
        en: 'Send requests that may change something, too: all but those whose name says that they read (list, search, find, get …).',
        zh: '也发送可能改动数据的请求，即名称不表示读取（list、search、find、get 等）的请求。',
      },
      flagOnly: true,
    },
    timeout: {
      flag: 'timeout',
      kind: 'integer',
      min: 1,
      max: 600,
      placeholder: 'SECONDS',
      default: 30,
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
  operands: 'RECORDED',
  run: async (settings, paths, cli) => {
    try {
      return await run(settings, paths, cli);
    } catch (error) {
      // Status 1 says that a reply differs.
      cli.stderr.write(`bk-esb-emulator: ${explainFailure(error, cli.lang)}\n`);
      return EXIT_STATUS.usage;
    }
  },
};
