import { STATUS, type Command } from './command.js';
import { amount } from './progress.js';
import type { Collected } from '../fixtures/validate/collect.js';
import type { Problem } from '../util/problem.js';

const FORMATS = ['text', 'json'] as const;

interface CheckSettings {
  format: (typeof FORMATS)[number];
}

/** What a check found. */
interface Report {
  files: string[];
  /** Rows by collection, nested ones included; null where something is wrong. */
  rows: Record<string, number> | null;
  problems: readonly Problem[];
}

const countRows = ({ rows }: Collected): Record<string, number> =>
  Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.length]));

const reportOn = async (paths: readonly string[]): Promise<Report> => {
  const [{ inspectFiles }, { readFiles }] = await Promise.all([
    import('../fixtures/load/load.js'),
    import('../fixtures/read/source.js'),
  ]);
  const unread: Problem[] = [];
  const read = await readFiles(paths, unread);
  const { all, problems } = inspectFiles(read, unread);
  const rows = problems.length > 0 ? null : countRows(all);
  return { files: read.map(({ file }) => file), rows, problems };
};

const textOf = async ({ files, rows, problems }: Report): Promise<string> => {
  const { problemText } = await import('../util/problem.js');
  if (rows !== null) {
    const found = Object.entries(rows).filter(([, count]) => count > 0);
    const list = found.map(([name, count]) => `${name}: ${count}`).join(', ');
    return `no problems in ${amount(files.length, 'file')}${list === '' ? ' (no rows)' : ` (${list})`}\n`;
  }
  const broken = new Set(problems.map(({ file }) => file)).size;
  return `${problems.map(problemText).join('\n')}\n${amount(problems.length, 'problem')} in ${amount(broken, 'file')}\n`;
};

const run: Command['run'] = async (settings, paths, { out }) => {
  const { format } = settings as unknown as CheckSettings;
  const report = await reportOn(paths);
  out.write(format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : await textOf(report));
  return report.rows === null ? STATUS.failure : STATUS.ok;
};

export const check: Command = {
  name: 'check',
  summary: 'finds all that is wrong with fixtures',
  usage: 'PATH… [flags]',
  about: `Finds all that is wrong with fixture files and folders, which are checked together as "--fixtures" loads them.
Each problem is a line: file, line, column, the place in the data, what is wrong.
Ends with status 0 where there is none, and with 1 where there are some.`,
  settings: {
    format: { flag: 'format', kind: 'choice', choices: FORMATS, about: 'for people, or for tools', flagOnly: true },
  },
  defaults: { format: 'text' },
  words: 'PATH',
  run,
};
