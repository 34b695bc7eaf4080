import type { Collected } from '../../fixtures/validate/collect.js';
import type { Inspection } from '../../fixtures/load/load.js';
import type { Language } from '../../model/language.js';
import { FixtureError, isError, wordProblem, type Problem, type WordedProblem } from '../../util/problem.js';
import { EXIT_STATUS } from '../cli-process.js';
import type { Command } from '../command.js';
import { amount } from '../output/amounts.js';

const FORMATS = ['text', 'json'] as const;

interface CheckSettings {
  format: (typeof FORMATS)[number];
  strict: boolean;
}

/** The result of a check. `--format json` prints it as it is. */
interface Report {
  files: string[];
  /** Number of rows by collection, with nested rows; null if there is an error. */
  rows: Record<string, number> | null;
  problems: readonly WordedProblem[];
}

const countRows = ({ rows }: Collected): Record<string, number> =>
  Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.length]));

/** The files that were read, their rows and their problems. */
type Checked = Inspection & { files: string[] };

const checkFiles = async (paths: readonly string[]): Promise<Checked> => {
  const [{ inspectFiles }, { readFiles }] = await Promise.all([
    import('../../fixtures/load/load.js'),
    import('../../fixtures/read/files/read-files.js'),
  ]);
  const unread: Problem[] = [];
  const read = await readFiles(paths, unread);
  return { ...inspectFiles(read, unread), files: read.map(({ file }) => file) };
};

const jsonReport = ({ all, problems, files }: Checked, language: Language): string => {
  const rows = problems.some(isError) ? null : countRows(all);
  const report: Report = { files, rows, problems: problems.map((problem) => wordProblem(problem, language)) };
  return JSON.stringify(report, null, 2);
};

/** The same text as that of a start with these fixtures. */
const textReport = ({ all, problems, files }: Checked, language: Language): string => {
  if (problems.length > 0) return new FixtureError(problems).textIn(language, Infinity);
  const found = Object.entries(countRows(all)).filter(([, count]) => count > 0);
  const list = found.map(([name, count]) => `${name}: ${count}`).join(', ');
  return language === 'zh'
    ? `${files.length} 个文件没有问题（${list === '' ? '没有数据' : list}）`
    : `no problems in ${amount(files.length, 'file')} (${list === '' ? 'no rows' : list})`;
};

export const check: Command<CheckSettings> = {
  name: 'check',
  summary: { en: 'Finds everything that is wrong with fixtures.', zh: '找出 fixture 中的全部问题。' },
  usage: 'PATH… [flags]',
  description: {
    en: `Finds everything that is wrong with fixture files and folders. They are checked together, as "--fixtures" loads them.
Each problem is a line: file, line, column, the place in the data, the reason.
A warning names what is served as it is written, but is probably a mistake.
The exit status is 0 if there is no problem, or warnings alone, and 1 otherwise.`,
    zh: `找出 fixture 文件和目录中的全部问题。它们会像用“--fixtures”加载时那样放在一起检查。
每个问题占一行：文件、行号、列号、在数据中的位置、原因。
警告表示会按原样返回、但很可能写错的内容。
没有问题或只有警告时退出码为 0，否则为 1。`,
  },
  examples: [
    {
      about: { en: 'Check all fixtures in a folder', zh: '检查目录中的全部 fixture' },
      line: 'bk-esb-emulator check my-fixtures/',
    },
    {
      about: { en: 'Fail on warnings, too, as in CI', zh: '有警告也算失败，适合 CI' },
      line: 'bk-esb-emulator check my-fixtures/ --strict',
    },
    {
      about: { en: 'Give the result to a tool', zh: '把结果交给其他工具' },
      line: 'bk-esb-emulator check my-fixtures/ --format json',
    },
  ],
  settings: {
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
    strict: {
      flag: 'strict',
      kind: 'switch',
      default: false,
      description: {
        en: 'End with status 1 if there are warnings, too.',
        zh: '有警告时退出码也为 1。',
      },
      flagOnly: true,
    },
  },
  operands: 'PATH',
  run: async ({ format, strict }, paths, { stdout, lang }) => {
    const checked = await checkFiles(paths);
    stdout.write(`${format === 'json' ? jsonReport(checked, lang) : textReport(checked, lang)}\n`);
    const failures = strict ? checked.problems : checked.problems.filter(isError);
    return failures.length > 0 ? EXIT_STATUS.failure : EXIT_STATUS.ok;
  },
};
