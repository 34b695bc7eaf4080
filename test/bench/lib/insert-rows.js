/**
 * Inserts the finished rows of a database into a new one with the same schema and settings, and prints how many
 * milliseconds the inserting alone took:
 *
 *     node insert-rows.js FROM TO [--bare]
 *
 * With `--bare`, without a journal on the disk, and without ever waiting for it.
 */
import Sqlite from 'better-sqlite3';

/** As many as the emulator writes in one transaction. */
const ROWS_AT_A_TIME = 2000;

const [from, to, bare] = process.argv.slice(2);
const source = new Sqlite(from, { readonly: true });
const target = new Sqlite(to);

target.exec(`
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA page_size = ${source.pragma('page_size', { simple: true })};
  PRAGMA journal_mode = ${bare ? 'MEMORY' : source.pragma('journal_mode', { simple: true })};
  PRAGMA synchronous = ${bare ? 'OFF' : 'NORMAL'};`);
const schema = source.prepare(
  "SELECT name, type, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'",
);
const parts = schema.all();
for (const { sql } of parts) target.exec(sql);

let ms = 0;
const timed = (work) => {
  const started = performance.now();
  work();
  ms += performance.now() - started;
};

const copy = (table) => {
  const read = source.prepare(`SELECT * FROM "${table}"`).raw();
  const insert = target.prepare(`INSERT INTO "${table}" VALUES (?${', ?'.repeat(read.columns().length - 1)})`);
  const insertAll = target.transaction((rows) => {
    for (const row of rows) insert.run(...row);
  });
  let rows = [];
  for (const row of read.iterate()) {
    rows.push(row);
    if (rows.length < ROWS_AT_A_TIME) continue;
    timed(() => insertAll(rows));
    rows = [];
  }
  timed(() => insertAll(rows));
};

for (const { name, type } of parts) if (type === 'table') copy(name);
timed(() => target.close());
source.close();
console.log(JSON.stringify({ ms }));
