import { readdirSync, writeFileSync } from 'node:fs';
import { chdir, cwd } from 'node:process';
import t, { type Test } from 'tap';
import { explainFailure } from '../../src/cli/explain-failure.js';
import { checkOutput, writeOutput } from '../../src/cli/output/write-output.js';
import { readFiles } from '../../src/fixtures/read/files/read-files.js';
import { readInput } from '../../src/fixtures/read/read-input.js';
import { createEmulator } from '../../src/index.js';
import { Store } from '../../src/store/datasets/store.js';
import { FixtureError, type Problem } from '../../src/util/problem.js';
import { collector, runs } from './helper.js';

/**
 * Every path that a user gives names that file and no other, or is refused in one line. better-sqlite3 trims the name of a
 * file, Node.js cannot write names that are not UTF-8, and other programs read `file:` and `-` in their own ways.
 */

/** What becomes of a path: undefined if it is taken as it is, else the message, in which PATH stands for it. */
interface Expected {
  database?: string | RegExp;
  output?: string | RegExp;
  /** The file cannot be made by the test. */
  input?: string | RegExp;
}

const UNREAD = 'PATH: is no file; name one, or /dev/stdin to read standard input';
const URI = 'PATH is a URI; give the path alone';
const NO_UTF8 = 'PATH is not a name in UTF-8; give the file another name';
const NO_FOLDER = 'PATH cannot be written: there is no folder no; make it, or name another file';
const TRIMMED = 'PATH ends in white space, and a database of that name cannot be opened; name another file with --db';
const LONG = /^PATH:? cannot be (opened|written|read): ENAMETOOLONG: name too long/;
const FOLDER_DB = 'PATH is a folder; name a file in it with --db';
const FOLDER_OUT = 'PATH is a folder; name a file in it with --out';

const PATHS: Record<string, Expected> = {
  ' lead': {},
  '\tlead': {},
  'trail ': { database: TRIMMED },
  'trail\n': { database: TRIMMED },
  'trail\u00A0': { database: TRIMMED },
  ' ': { database: TRIMMED },
  'mid dle': {},
  'new\nline': {},
  'a?mode=memory&cache=shared': {},
  'a%20b': {},
  'a#b': {},
  'it\'s "quoted"': {},
  数据: {},
  'file:a': { database: URI, output: URI, input: URI.replace('PATH', 'PATH:') },
  'file:///a': { database: URI, output: URI, input: URI.replace('PATH', 'PATH:') },
  'FILE:a?mode=memory': { database: URI, output: URI, input: URI.replace('PATH', 'PATH:') },
  './file:a': {},
  './-': {},
  '-': { database: 'PATH is no file; name one with --db', input: UNREAD },
  'caf\uFFFD': { database: NO_UTF8, output: NO_UTF8, input: NO_UTF8.replace('PATH', 'PATH:') },
  folder: { database: FOLDER_DB, output: FOLDER_OUT, input: /^PATH: there is no .* file in this folder/ },
  'folder/': { database: FOLDER_DB, output: FOLDER_OUT, input: /^PATH: there is no .* file in this folder/ },
  'other/': { database: FOLDER_DB, output: FOLDER_OUT, input: 'PATH: there is no such file or folder' },
  '.': { database: FOLDER_DB, output: FOLDER_OUT, input: /^PATH: there is no .* file in this folder/ },
  'no/a': {
    database: 'PATH cannot be written: check that its folder exists and that you may write there',
    output: NO_FOLDER,
    input: 'PATH: there is no such file or folder',
  },
  ['x'.repeat(300)]: { database: LONG, output: LONG, input: LONG },
};

const before = cwd();
t.teardown(() => chdir(before));

const listing = (): string[] => readdirSync('.').sort();

/** The message of an error. The name of the file is at its beginning, and may be elsewhere too. */
const messageOf = async (use: () => unknown): Promise<string | undefined> => {
  try {
    await use();
    return undefined;
  } catch (error) {
    return explainFailure(error, 'en')
      .replace(/^1 problem in the \w+\n {2}/, '')
      .replace(/ {2}\[[A-Z\d_]+\]$/, '');
  }
};

const check = (t: Test, message: string | undefined, path: string, expected: string | RegExp | undefined): void => {
  const shown = message?.startsWith(path) ? `PATH${message.slice(path.length)}` : message;
  if (expected === undefined) t.equal(shown, undefined, JSON.stringify(path));
  else t.match(shown, expected, JSON.stringify(path));
  t.notMatch(shown ?? '', /\n/, 'one line');
};

const writeText = async (out: string): Promise<void> => {
  const settings = { out, format: 'yaml', force: false } as const;
  checkOutput(settings);
  const { stream } = collector();
  await writeOutput(settings, ['{}'], {
    stdout: stream,
    stderr: stream,
    columns: undefined,
    env: {},
    lang: 'en',
    onStop: () => undefined,
    exit: () => {
      throw new Error('exit');
    },
    peakMemory: () => 0,
  });
};

for (const [place, write] of [
  ['database', (path: string) => Store.open(path).close()],
  ['output', writeText],
] as const) {
  t.test(`the ${place} is the file that was named, or none`, async (t) => {
    for (const [path, expected] of Object.entries(PATHS)) {
      // As an output it stands for standard output.
      if (path === '-' && place === 'output') continue;
      chdir(t.testdir({ folder: {} }));
      check(t, await messageOf(() => write(path)), path, expected[place]);
      const made = expected[place] === undefined ? [path.replace('./', '')] : [];
      t.strictSame(listing(), ['folder', ...made].sort(), JSON.stringify(path));
    }
  });
}

t.test('the file that is read is the one that was named, or none', async (t) => {
  for (const [path, { input }] of Object.entries(PATHS)) {
    chdir(t.testdir({ folder: {} }));
    if (input === undefined) writeFileSync(path, path);
    for (const read of [readFiles, readInput] as const) {
      const message = await messageOf(async () => {
        const problems: Problem[] = [];
        const files = await read([path], problems);
        if (problems.length > 0) throw new FixtureError(problems);
        t.strictSame(files, [{ file: path, bytes: Buffer.from(path) }]);
      });
      check(t, message, path, input);
    }
  }
});

t.test('a command reports a path that it cannot use in one line, and makes no file', async (t) => {
  const little = ['generate', '--service-instances', '1'];
  const cases: [args: string[], status: number, err: RegExp, files: string[]][] = [
    [[...little, '--db', ' lead.db'], 0, /^ lead\.db: 1 service instance /, [' lead.db']],
    [[...little, '--db', 'trail.db '], 1, /^bk-esb-emulator: trail\.db {2}ends in white space, .*\n$/, []],
    [['export', '--db', 'file:a.db'], 1, /^bk-esb-emulator: file:a\.db is not there; name the database .*\n$/, []],
    [['check', '-'], 1, /^$/, []],
    [['--fault', 'file:a.yaml'], 1, /^bk-esb-emulator: 1 problem in the faults\n {2}file:a\.yaml: is a URI; .*\n$/, []],
  ];
  for (const [args, status, err, files] of cases) {
    chdir(t.testdir());
    const outcome = await runs(args);
    t.match(outcome, { status, err }, args.join(' '));
    t.strictSame(listing(), files);
  }
});

t.test('paths that only a program can give', async (t) => {
  for (const options of [{ db: 'a\0b' }, { fixtures: ['a\0b'] }, { faults: ['a\0b'] }]) {
    t.match(await messageOf(() => createEmulator(options)), /^a\0b:? has a zero byte, which no path has$/);
  }
  t.equal(await messageOf(() => createEmulator({ fixtures: [''] })), 'the path is empty');
  const text = await messageOf(() => createEmulator({ fixtures: ['hosts:\n- bk_host_id: 1'] }));
  t.match(text, /is the text of a fixture; give its path/);
});
