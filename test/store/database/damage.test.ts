import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import t from 'tap';
import { Connection } from '../../../src/store/database/connection.js';
import { explainOpening, explainSqlite } from '../../../src/store/database/explain-sqlite.js';
import { Store } from '../../../src/store/datasets/store.js';
import { StoreError } from '../../../src/util/store-error.js';
import { EMPTY, instance, ORIGIN, process } from '../helper.js';

const DAMAGED =
  'is damaged: put a copy in its place, delete it so that it is made anew, or name another file with --db';

/** Fills a file with so many processes. */
const fill = async (file: string, count: number, attributes: object = {}): Promise<Buffer> => {
  const processes = Array.from({ length: count }, (_, index) => process(index + 1, index + 1, 1, attributes));
  await Store.fill(file, { ...EMPTY, service_instances: [instance(1, 1, 1)], processes }, ORIGIN);
  return readFileSync(file);
};

const PAGE = 4096;

t.test('a damaged file is refused when it is opened, and not left locked', async (t) => {
  const dir = t.testdir();
  const file = join(dir, 'a.db');
  const whole = await fill(file, 2000);
  const middle = Math.floor(whole.length / 2 / PAGE) * PAGE;
  const cases: [name: string, bytes: Buffer, reason: string][] = [
    ['other bytes in the middle', Buffer.from(whole).fill(0xff, middle, middle + 5 * PAGE), DAMAGED],
    ['zeros in the middle', Buffer.from(whole).fill(0, middle, middle + 5 * PAGE), DAMAGED],
    ['other bytes at the end', Buffer.from(whole).fill(0xff, whole.length - PAGE), DAMAGED],
    ['other bytes in the schema', Buffer.from(whole).fill(0xff, 100, PAGE), DAMAGED],
    ['half of the file', whole.subarray(0, middle), DAMAGED],
    ['a few bytes too short', whole.subarray(0, -100), DAMAGED],
    ['only the first page', whole.subarray(0, PAGE), DAMAGED],
    ['only the header', whole.subarray(0, 100), DAMAGED],
    ['another size of pages', Buffer.concat([whole.subarray(0, 16), Buffer.of(0x20, 0), whole.subarray(18)]), DAMAGED],
    ['a summary that is cut off', summaryCutOff(dir, whole), DAMAGED],
    ['a few bytes', whole.subarray(0, 10), 'is not a SQLite database; name another file with --db'],
    ['text', Buffer.from('hello\n'.repeat(2000)), 'is not a SQLite database; name another file with --db'],
  ];
  for (const [name, bytes, reason] of cases) {
    writeFileSync(file, bytes);
    t.throws(() => Store.open(file), { message: `${file} ${reason}`, problem: 'damaged' }, name);
    t.strictSame(readFileSync(file), bytes, `${name}: the file is as it was`);
    writeFileSync(file, whole);
    const again = Store.open(file);
    t.equal(again.summary?.counts.processes, 2000, `${name}: a copy in its place is served`);
    again.close();
  }
});

const summaryCutOff = (dir: string, whole: Buffer): Buffer => {
  const file = join(dir, 'summary.db');
  writeFileSync(file, whole);
  new Sqlite(file).exec(`PRAGMA journal_mode = DELETE; UPDATE datasets SET summary = '{"counts'`).close();
  return readFileSync(file);
};

t.test('the log of another database is refused, and a log that is none does no harm', async (t) => {
  const dir = t.testdir();
  const file = join(dir, 'a.db');
  const whole = await fill(file, 2000);
  const other = join(dir, 'other.db');
  await fill(other, 3000, { bk_process_name: 'other' });
  const db = new Sqlite(other);
  db.exec(`PRAGMA wal_autocheckpoint = 0; UPDATE processes SET property = property || ' '`);
  writeFileSync(`${file}-wal`, readFileSync(`${other}-wal`));
  db.close();
  t.throws(() => Store.open(file), new StoreError({ code: 'DATABASE_DAMAGED', path: file }));

  writeFileSync(file, whole);
  writeFileSync(`${file}-wal`, 'no log\n'.repeat(1000));
  const store = Store.open(file);
  t.equal(store.summary?.counts.processes, 2000);
  store.close();
});

t.test('damage in a large file is met when it is read, and told once', async (t) => {
  const file = join(t.testdir(), 'large.db');
  const whole = await fill(file, 34, { description: 'x'.repeat(2 ** 20) });
  t.ok(whole.length > 16 * 2 ** 20);
  // The pages that hold the ids of the index, near the end.
  writeFileSync(file, Buffer.from(whole).fill(0xff, PAGE * 40));
  const store = Store.open(file);
  const told: string[] = [];
  store.onDamage = ({ message }) => told.push(message);
  for (let times = 0; times < 2; times += 1) {
    t.throws(() => store.data.processes.firstOwner(), new StoreError({ code: 'DATABASE_DAMAGED', path: file }));
    t.throws(
      () => store.data.processes.ofServiceInstance(34, 1),
      new StoreError({ code: 'DATABASE_DAMAGED', path: file }),
    );
    t.throws(() => [...store.contents.processes], new StoreError({ code: 'DATABASE_DAMAGED', path: file }));
  }
  t.strictSame(told, [`${file} ${DAMAGED}`]);
  store.close();
});

t.test('why SQLite fails, in words', (t) => {
  const cases: [code: string, message: RegExp, problem: string][] = [
    ['SQLITE_CORRUPT_INDEX', /^a.db is damaged: /, 'damaged'],
    ['SQLITE_FULL', /^a.db cannot be written: the disk is full; make room, or name another file with --db$/, 'full'],
    ['SQLITE_IOERR_WRITE', /^a.db cannot be written: look at the room on the disk and the limits of/, 'full'],
    ['SQLITE_IOERR_READ', /^a.db cannot be read or written: look at the disk, or name another/, 'unusable'],
    ['SQLITE_IOERR_LOCK', /^a.db cannot be written: check that/, 'unusable'],
    ['SQLITE_READONLY_DIRECTORY', /^a.db cannot be written: check that/, 'unusable'],
    ['SQLITE_BUSY_RECOVERY', /^a.db is in use by another process; stop that, or name another/, 'unusable'],
  ];
  for (const [code, message, problem] of cases) t.match(explainSqlite('a.db', { code }), { message, problem }, code);
  t.equal(explainSqlite('a.db', new TypeError('a mistake')), undefined);
  for (const [message, expected] of [
    ['something new', /^a.db cannot be opened: something new; name another file with --db$/],
    ['Cannot open database because the directory does not exist', /^a.db cannot be written: check that its folder/],
  ] as const) {
    t.match(explainOpening('a.db', new TypeError(message)), { message: expected }, message);
  }
  const store = Connection.open(':memory:');
  for (const ask of ['get', 'all', 'run'] as const) {
    t.throws(
      () => store.rows('SELECT missing')[ask](),
      { name: 'SqliteError', message: 'no such column: missing' },
      ask,
    );
  }
  t.throws(() => store.exec('NOTHING'), { name: 'SqliteError' });
  t.end();
});

t.test('a log that could not be written back is emptied with its file, which holds nothing', (t) => {
  const dir = t.testdir({ real: {} });
  const file = join(dir, 'real/a.db');
  symlinkSync(file, join(dir, 'link.db'));
  const connection = Connection.open(join(dir, 'link.db'));
  connection.close();
  connection.discardLog();
  t.ok(readFileSync(file).length > 0, 'without a log, the file stays');
  writeFileSync(`${file}-wal`, 'the disk was full');
  connection.discardLog();
  t.strictSame([readFileSync(file).length, sizeOfLog(file)], [0, undefined]);
  Connection.open(':memory:').discardLog();
  t.end();
});

const sizeOfLog = (file: string): number | undefined => {
  try {
    return readFileSync(`${file}-wal`).length;
  } catch {
    return undefined;
  }
};

t.test('a folder in place of a log', async (t) => {
  const file = join(t.testdir(), 'a.db');
  await fill(file, 1);
  mkdirSync(`${file}-wal`);
  t.throws(() => Store.open(file), {
    message: `${file} cannot be written: check that its folder exists and that you may write there`,
  });
});
