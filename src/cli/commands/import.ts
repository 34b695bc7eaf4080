import type { Imported } from '../../captures/import-captured.js';
import type { InjectRequest } from '../../emulator/inject-into.js';
import type { Fixture } from '../../fixtures/read/read-input.js';
import type { Problem } from '../../util/problem.js';
import type { Language } from '../../model/language.js';
import { EXIT_STATUS } from '../cli-process.js';
import type { Command } from '../command.js';
import { amount, grouped } from '../output/amounts.js';
import { formatOf, OUTPUT_SETTINGS, outputName, type OutputSettings } from '../output/output-settings.js';
import { checkOutput, writeOutput } from '../output/write-output.js';

type ImportSettings = OutputSettings & { setTemplateId: number | undefined };

/** A part of a text about so many; empty if there are none. */
const ifAny = (count: number, part: string): string => (count === 0 ? '' : part);

const DONE: Readonly<Record<Language, (counts: Imported['counts']) => string>> = {
  en: ({ serviceInstances, processes, uncaptured, replies, passedOver, stubs }) =>
    `: ${amount(serviceInstances, 'service instance')}${ifAny(uncaptured, ` (${grouped(uncaptured)} without processes)`)} ` +
    `and ${amount(processes, 'process')}, from captured replies: ${grouped(replies)}` +
    ifAny(stubs, `; ${amount(stubs, 'stub')} of recorded calls`) +
    ifAny(passedOver, `; ${amount(passedOver, 'other')} passed over`),
  zh: ({ serviceInstances, processes, uncaptured, replies, passedOver, stubs }) =>
    `：服务实例 ${grouped(serviceInstances)} 个${ifAny(uncaptured, `（其中 ${grouped(uncaptured)} 个没有抓取进程）`)}，` +
    `进程 ${grouped(processes)} 个，来自 ${grouped(replies)} 个抓取的返回` +
    ifAny(stubs, `；另有录制的桩 ${grouped(stubs)} 个`) +
    ifAny(passedOver, `；另有 ${grouped(passedOver)} 个被跳过`),
};

/** The recorded calls that an emulator with the rows would answer in another way. */
const notesOnAnswers = async ({ fixture, emulated }: Imported): Promise<Problem[]> => {
  const [first, ...others] = emulated;
  if (first === undefined) return [];
  const [{ createEmulator }, { answeredOtherwise }] = await Promise.all([
    import('../../emulator/emulator.js'),
    import('../../captures/answered-otherwise.js'),
  ]);
  const esb = await createEmulator({ fixtures: [fixture as Fixture], journalSize: 0 });
  try {
    return await answeredOtherwise([first, ...others], async (contract, request) => {
      esb.configure({ contract });
      const { statusCode, body } = await esb.inject(request as InjectRequest);
      return { status: statusCode, body };
    });
  } finally {
    await esb.close();
  }
};

const run: Command<ImportSettings>['run'] = async (settings, paths, cli) => {
  const { setTemplateId } = settings;
  checkOutput(settings);
  const format = formatOf(settings);
  const [
    { CAPTURES, mayBeOther },
    { importCaptured },
    { skippedFile },
    { FixtureError, problemText, wordProblem },
    { readFiles },
    { fixtureText },
  ] = await Promise.all([
    import('../../captures/capture-files.js'),
    import('../../captures/import-captured.js'),
    import('../../captures/skipped-file.js'),
    import('../../util/problem.js'),
    import('../../fixtures/read/files/read-files.js'),
    import('../../fixtures/write/text.js'),
  ]);
  const problems: Problem[] = [];
  const files = await readFiles(paths, problems, CAPTURES);
  const isOptional = mayBeOther(paths);
  const wrong = problems.filter(({ file }) => !isOptional(file));
  if (wrong.length > 0) throw new FixtureError(wrong, 'CAPTURE_INVALID');

  const template = setTemplateId === undefined ? {} : { setTemplateId };
  const imported = importCaptured(files, { ...template, mayBeOther: isOptional });
  const { fixture, notes, counts } = imported;
  notes.push(...problems.map(skippedFile), ...(await notesOnAnswers(imported)));
  if (!(await writeOutput(settings, fixtureText(fixture, format), cli))) return EXIT_STATUS.ok;
  for (const note of notes) cli.stderr.write(`${problemText(wordProblem(note, cli.lang), cli.lang)}\n`);
  cli.stderr.write(`${outputName(settings, cli.lang)}${DONE[cli.lang](counts)}\n`);
  return EXIT_STATUS.ok;
};

export const importCommand: Command<ImportSettings> = {
  name: 'import',
  summary: {
    en: 'Makes a fixture from replies captured from a live ESB.',
    zh: '把从真实 ESB 抓取的返回转成 fixture。',
  },
  usage: 'CAPTURED… [flags]',
  description: {
    en: `Makes a fixture from replies captured from a live ESB. A file, or each file in a folder, is one of these, whatever its name:
  - a reply, as "curl -o reply.json" keeps it, or several replies
  - a list of { "request": …, "response": … }, or one of these on each line (.jsonl)
  - a HAR file, as browsers and proxies save it (.har), or a session of Charles (.chlsj)
  - a log of curl -i or curl -v, as "curl -v … > curl.log 2>&1" writes it
  - a file that --record has written; calls of components that are not emulated become stubs
Rows are merged by id. Credentials are removed. Contradictions, gaps and skipped files are reported on standard error.`,
    zh: `把从真实 ESB 抓取的返回转成 fixture。每个文件（或目录中的每个文件）是以下之一，文件名不限：
  - 一个返回（如“curl -o reply.json”所保存的），或多个返回
  - { "request": …, "response": … } 的列表，或每行一个（.jsonl）
  - 浏览器或代理保存的 HAR 文件（.har），或 Charles 会话（.chlsj）
  - curl -i 或 curl -v 的日志，例如“curl -v … > curl.log 2>&1”
  - --record 写下的文件；未模拟的组件的调用成为桩
相同 id 的行会合并，认证信息会去除；相互矛盾、缺失之处和跳过的文件写到标准错误。`,
  },
  examples: [
    {
      about: { en: 'Make a fixture from a HAR file of a browser', zh: '把浏览器保存的 HAR 文件转成 fixture' },
      line: 'bk-esb-emulator import captured.har --out captured.yaml',
    },
    {
      about: { en: 'Make one from calls that --record kept', zh: '把 --record 录制的调用转成 fixture' },
      line: 'bk-esb-emulator import recorded/ --out recorded.yaml',
    },
    {
      about: {
        en: 'Make one from replies that curl kept, of service instances of set template 11',
        zh: '把 curl 保存的、集群模板 11 的服务实例的返回转成 fixture',
      },
      line: 'bk-esb-emulator import replies/ --set-template-id 11 --out replies.yaml',
    },
  ],
  settings: {
    setTemplateId: {
      flag: 'set-template-id',
      kind: 'integer',
      min: 1,
      max: Number.MAX_SAFE_INTEGER,
      placeholder: 'N',
      default: undefined,
      description: {
        en: 'The set template of replies that were captured without their requests.',
        zh: '抓取时没有保存请求的返回属于哪个集群模板。',
      },
      flagOnly: true,
    },
    ...OUTPUT_SETTINGS,
  },
  operands: 'CAPTURED',
  run,
};
