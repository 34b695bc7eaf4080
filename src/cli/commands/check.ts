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
  summary: 'finds all that is wrong with fixtures',
  usage: 'PATH… [flags]',
  description: `Finds all that is wrong with fixture files and folders, which are checked together as "--fixtures" loads them.
Each problem is a line: file, line, column, the place in the data, what is wrong.
Ends with status 0 where there is none, and with 1 where there are some.`,
  settings: {
    format: {
      flag: 'format',
      kind: 'choice',
      choices: FORMATS,
      default: 'text',
      description: 'for people, or for tools',
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
