import type { Collected } from '../../fixtures/validate/collect.js';
import type { Problem } from '../../util/problem.js';
import { EXIT_STATUS } from '../cli-process.js';
import type { Command } from '../command.js';
import { amount } from '../output/amounts.js';

const FORMATS = ['text', 'json'] as const;

interface CheckSettings {
  format: (typeof FORMATS)[number];
}

/** The result of a check. `--format json` prints it as it is. */
interface Report {
  files: string[];
  /** Number of rows by collection, with nested rows; null if there is a problem. */
  rows: Record<string, number> | null;
  problems: readonly Problem[];
}

const countRows = ({ rows }: Collected): Record<string, number> =>
  Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.length]));

const checkFiles = async (paths: readonly string[]): Promise<Report> => {
  const [{ inspectFiles }, { hideInProblem }, { readFiles }] = await Promise.all([
    import('../../fixtures/load/load.js'),
    import('../../util/problem.js'),
    import('../../fixtures/read/files/read-files.js'),
  ]);
  const unread: Problem[] = [];
  const read = await readFiles(paths, unread);
  const { all, problems } = inspectFiles(read, unread);
  const rows = problems.length > 0 ? null : countRows(all);
  return { files: read.map(({ file }) => file), rows, problems: problems.map(hideInProblem) };
};

const reportText = async ({ files, rows, problems }: Report): Promise<string> => {
  const { problemText } = await import('../../util/problem.js');
  if (rows !== null) {
    const found = Object.entries(rows).filter(([, count]) => count > 0);
    const list = found.map(([name, count]) => `${name}: ${count}`).join(', ');
    return `no problems in ${amount(files.length, 'file')}${list === '' ? ' (no rows)' : ` (${list})`}\n`;
  }
  const broken = new Set(problems.map(({ file }) => file)).size;
  return `${problems.map(problemText).join('\n')}\n${amount(problems.length, 'problem')} in ${amount(broken, 'file')}\n`;
};

export const check: Command<CheckSettings> = {
  name: 'check',
  summary: { en: 'Finds everything that is wrong with fixtures.', zh: '找出 fixture 中的全部问题。' },
  usage: 'PATH… [flags]',
  description: {
    en: `Finds everything that is wrong with fixture files and folders. They are checked together, as "--fixtures" loads them.
Each problem is a line: file, line, column, the place in the data, the reason.
The exit status is 0 if there is no problem, and 1 if there are some.`,
    zh: `找出 fixture 文件和目录中的全部问题。它们会像用“--fixtures”加载时那样放在一起检查。
每个问题占一行：文件、行号、列号、在数据中的位置、原因。
没有问题时退出码为 0，有问题时为 1。`,
  },
  examples: [
    {
      about: { en: 'Check all fixtures in a folder', zh: '检查目录中的全部 fixture' },
      line: 'bk-esb-emulator check my-fixtures/',
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
  },
  operands: 'PATH',
  run: async ({ format }, paths, { stdout }) => {
    const report = await checkFiles(paths);
    stdout.write(format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : await reportText(report));
    return report.rows === null ? EXIT_STATUS.failure : EXIT_STATUS.ok;
  },
};
