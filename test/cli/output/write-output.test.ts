import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { platform } from 'node:process';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { BUILT, collector, COUNTED, ended, runs, start, startShell } from '../helper.js';

/** The output of `generate` and `export`. */

const COMMANDS = ['generate', 'export'] as const;
/** Little work. */
const LITTLE = {
  generate: ['--service-instances', '20'],
  export: ['--fixtures', fileURLToPath(new URL('../../../fixtures/documented.yaml', import.meta.url))],
} as const;
/** Some work, so that there is a progress line before the end of it. */
const MUCH = ['--service-instances', '10000', '--processes-per-instance', '1'];

t.test('an output that cannot be written is reported before the work begins', async (t) => {
  const dir = t.testdir({
    'there.yaml': 'old',
    folder: {},
    'folder.yaml': {},
    'circle.yaml': t.fixture('symlink', 'circle.yaml'),
  });
  const long = 'x'.repeat(300);
  const cases: [name: string, out: string, flags: string[], status: number, message: string | RegExp][] = [
    [
      'a file that is there',
      'there.yaml',
      [],
      1,
      'there.yaml is there already; name another file with --out, or replace it with --force',
    ],
    ['a folder', 'folder', [], 1, 'folder is a folder; name a file in it with --out'],
    ['a folder, by force', 'folder.yaml', ['--force'], 1, 'folder.yaml is a folder; name a file in it with --out'],
    [
      'a folder that is not there',
      'no/such/a.yaml',
      [],
      1,
      /^no\/such\/a.yaml cannot be written: there is no folder no\/such; make it, or name another file {2}\[OUTPUT_NO_FOLDER\]$/,
    ],
    ['a file in place of a folder', 'there.yaml/a.yaml', [], 1, /^there.yaml\/a.yaml cannot be written: ENOTDIR/],
    ['a link to itself', 'circle.yaml', [], 1, /^circle.yaml cannot be written: ELOOP/],
    ['a name that is too long', `${long}.yaml`, [], 1, /^x+\.yaml cannot be written: ENAMETOOLONG/],
    ['a name that is too long by what is added', `${long.slice(50)}.json`, [], 1, /cannot be written: ENAMETOOLONG/],
    [
      'a file that is named as a folder',
      'new.yaml/',
      ['--format', 'yaml'],
      1,
      /^new.yaml\/ is a folder; name a file in it with --out {2}\[OUTPUT_IS_FOLDER\]$/,
    ],
    [
      'an ending that says nothing',
      'a.txt',
      [],
      2,
      /^--out a.txt ends in neither .yaml, .yml nor .json; say --format yaml or --format json {2}\[OUTPUT_UNKNOWN_FORMAT\]$/,
    ],
  ];
  for (const command of COMMANDS) {
    for (const [name, out, flags, expected, message] of cases) {
      const { status, out: written, err } = await runs([command, '--out', `${dir}/${out}`, ...flags]);
      t.equal(status, expected, `${command}: ${name}`);
      t.equal(written, '', `${command}: ${name}`);
      t.match(err.replaceAll(`${dir}/`, '').replace(/^bk-esb-emulator: |\n$/g, ''), message, `${command}: ${name}`);
      t.notMatch(err, /\n +at /, `${command}: ${name}: no stack trace`);
    }
  }
  t.ok(readFileSync(`${dir}/there.yaml`, 'utf8') === 'old');
  t.strictSame(
    readdirSync(dir).sort(),
    ['circle.yaml', 'folder', 'folder.yaml', 'there.yaml'],
    'no other file is left',
  );
});

t.test('a format, by flag or by ending, and a place', async (t) => {
  const dir = t.testdir();
  for (const command of COMMANDS) {
    const [yaml, json] = [
      await runs([command, ...LITTLE[command]]),
      await runs([command, ...LITTLE[command], '--format', 'json']),
    ];
    for (const { status, err } of [yaml, json]) {
      t.equal(status, 0);
      t.match(err, /^standard output: (20|3) service instances /);
    }
    t.match(yaml.out, /^(businesses|modules):\n {2}- /);
    t.doesNotThrow(() => JSON.parse(json.out) as unknown);
    for (const [name, flags, expected] of [
      ['a.json', [], json],
      ['a.JSON', [], json],
      ['a.yaml', [], yaml],
      ['a.yml', [], yaml],
      ['a.txt', ['--format', 'json'], json],
      ['b.json', ['--format', 'yaml'], yaml],
    ] as const) {
      const file = `${dir}/${command}-${name}`;
      const { status, out, err } = await runs([command, ...LITTLE[command], '--out', file, ...flags]);
      t.equal(status, 0);
      t.equal(out, '');
      t.ok(err.startsWith(`${file}: `), err);
      t.ok(readFileSync(file, 'utf8') === expected.out, `${command} ${name}`);
    }
    const dash = await runs([command, ...LITTLE[command], '--out', '-']);
    t.ok(dash.out === yaml.out);
    t.match(dash.err, /^standard output: /);
  }
  t.equal(readdirSync(dir).length, 12, 'no other file is left');
});

t.test('--force replaces a file, which keeps its mode, and a link stays one', async (t) => {
  const dir = t.testdir({ 'a.yaml': 'old', 'link.yaml': t.fixture('symlink', 'a.yaml') });
  chmodSync(`${dir}/a.yaml`, 0o600);
  for (const command of COMMANDS) {
    for (const name of ['a.yaml', 'link.yaml']) {
      writeFileSync(`${dir}/a.yaml`, 'old');
      const { status } = await runs([command, ...LITTLE[command], '--force', '--out', `${dir}/${name}`]);
      t.equal(status, 0);
      t.match(readFileSync(`${dir}/a.yaml`, 'utf8'), /^(businesses|modules):\n/);
      t.equal(statSync(`${dir}/a.yaml`).mode & 0o777, 0o600);
      t.ok(lstatSync(`${dir}/link.yaml`).isSymbolicLink());
    }
  }
  t.strictSame(readdirSync(dir).sort(), ['a.yaml', 'link.yaml']);
  const bad = t.testdirName + '/dangling.yaml';
  symlinkSync('nowhere.yaml', bad);
  t.equal((await runs(['export', ...LITTLE.export, '--out', bad])).status, 0);
  t.match(readFileSync(bad, 'utf8'), /^(businesses|modules):\n/, 'a dangling link is replaced');
});

t.test('a device is written directly', { skip: platform === 'win32' }, async (t) => {
  for (const command of COMMANDS) {
    const { status, err } = await runs([command, ...LITTLE[command], '--out', '/dev/null', '--format', 'json']);
    t.equal(status, 0);
    t.match(err, /^\/dev\/null: (20|3) service instances /);
    t.ok(statSync('/dev/null').isCharacterDevice());
  }
});

t.test('a full disk is reported', { skip: existsSync('/dev/full') ? false : 'no /dev/full here' }, async (t) => {
  for (const command of COMMANDS) {
    const { status, err } = await runs([command, ...LITTLE[command], '--out', '/dev/full', '--format', 'json']);
    t.equal(status, 1);
    t.equal(
      err,
      'bk-esb-emulator: /dev/full cannot be written: ENOSPC: no space left on device, write  [OUTPUT_CANNOT_BE_WRITTEN]\n',
    );
  }
  t.strictSame(await ended(startShell('"$@" generate > /dev/full')), {
    out: '',
    err: 'bk-esb-emulator: standard output cannot be written: ENOSPC: no space left on device, write  [OUTPUT_CANNOT_BE_WRITTEN]\n',
    end: 1,
  });
});

t.test('a file that fails half way is removed, and an existing one is unchanged', async (t) => {
  const dir = t.testdir({ 'there.json': 'old' });
  const cases: [name: string, error: Error, message: RegExp][] = [
    [
      'there.json',
      Object.assign(new Error('EIO: a broken disk'), { code: 'EIO' }),
      /written: EIO: a broken disk {2}\[OUTPUT_CANNOT_BE_WRITTEN\]\n$/,
    ],
    [
      'new.json',
      Object.assign(new Error('EIO: a broken disk'), { code: 'EIO' }),
      /written: EIO: a broken disk {2}\[OUTPUT_CANNOT_BE_WRITTEN\]\n$/,
    ],
    ['new.json', new TypeError('a mistake of the emulator'), /TypeError: a mistake of the emulator\n +at /],
  ];
  for (const [name, error, message] of cases) {
    // A progress line that throws is the only failure in the middle that works on every machine.
    const { stream: stderr, text } = collector();
    const write = stderr.write.bind(stderr);
    stderr.write = (line: string) => {
      if (line.startsWith('generating')) throw error;
      return write(line);
    };
    const { status } = await runs(['generate', ...MUCH, '--force', '--out', `${dir}/${name}`], { stderr });
    t.equal(status, 1);
    t.match(text(), message);
  }
  t.strictSame(readdirSync(dir), ['there.json']);
  t.ok(readFileSync(`${dir}/there.json`, 'utf8') === 'old');
});

t.test('the reader of the output may end early', async (t) => {
  const dir = t.testdir({ 'broken.yaml': `hosts:\n${'  - {}\n'.repeat(20_000)}` });
  const cases: [args: string, first: RegExp, status: number][] = [
    ['generate', /^businesses:\n$/, 0],
    ['export --format json', /^\{\n$/, 0],
    [`check '${dir}/broken.yaml'`, /^20000 problems in the fixtures\n$/, 1],
  ];
  await Promise.all(
    cases.map(async ([args, first, status]) => {
      const { out, err, end } = await ended(startShell(`"$@" ${args} | head -n 1; exit "\${PIPESTATUS[0]}"`));
      t.match(out, first, args);
      t.equal(err, '', `${args}: nothing is printed, no summary either`);
      t.equal(end, status, args);
    }),
  );
  for (const command of COMMANDS) {
    const write: Writable['_write'] = (_chunk, _encoding, done) => done(Object.assign(new Error(), { code: 'EPIPE' }));
    const { status, err } = await runs([command, ...LITTLE[command]], { stdout: new Writable({ write }) });
    t.equal(status, 0, command);
    t.equal(err, '', command);
  }
  const deaf = await ended(
    startShell(`"$@" generate ${MUCH.join(' ')} --out '${dir}/a.json' 2>&1 >/dev/null | head -n 1`),
  );
  t.match(deaf.out, /^generating: 10 %/);
  t.ok(readFileSync(`${dir}/a.json`, 'utf8').endsWith(']\n}\n'), 'the reader of the progress may end early, too');
});

t.test('a signal leaves no unfinished file, and an existing file unchanged', async (t) => {
  const dir = t.testdir({ there: { 'a.yaml': 'old' }, new: {} });
  const db = `${dir}/large.db`;
  t.equal((await runs(['generate', ...MUCH, '--db', db])).status, 0);
  const cases: [args: string[], folder: string, signal: NodeJS.Signals, command: typeof BUILT][] = [
    [['generate', '--service-instances', '12000', '--force'], 'there', 'SIGINT', BUILT],
    [['generate', '--service-instances', '12000'], 'new', 'SIGTERM', BUILT],
    [['export', '--db', db], 'new', 'SIGHUP', BUILT],
  ];
  for (const [args, folder, signal, command] of cases) {
    const child = start([...args, '--out', `${dir}/${folder}/a.yaml`], { command });
    t.teardown(() => child.kill('SIGKILL'));
    const closed = once(child, 'close');
    // The first line of progress.
    await once(child.stderr, 'data');
    t.equal(readdirSync(`${dir}/${folder}`).filter((name) => name.endsWith('.tmp')).length, 1, 'it is being written');
    child.kill(signal);
    t.strictSame(await closed, [1, null], `${args.join(' ')} ${signal}`);
    t.strictSame(readdirSync(`${dir}/${folder}`), folder === 'there' ? ['a.yaml'] : []);
  }
  t.ok(readFileSync(`${dir}/there/a.yaml`, 'utf8') === 'old');
  // A database that was only read is good for the next.
  mkdirSync(`${dir}/after`);
  t.equal((await runs(['export', '--db', db, '--out', `${dir}/after/a.json`])).status, 0);
});

t.test('on a terminal, a bar', { skip: existsSync('/usr/bin/script') ? false : 'no script(1) here' }, async (t) => {
  const child = startShell(
    `script -qec "$(printf '%q ' "$@") generate ${MUCH.join(' ')} --out /dev/null --format json" /dev/null`,
    COUNTED,
  );
  child.stdin.end();
  const { out, end } = await ended(child);
  t.match(out, /^\rgenerating ░+ \d+ % {2}[\d,]+ of 10,000, [\d,]+ a second, [\d.,]+ s left\x1b\[K\r/);
  t.match(out, /\r\x1b\[K\/dev\/null: 10,000 service instances and .*\r\n$/, 'which is gone in the end');
  t.equal(end, 0);
});
