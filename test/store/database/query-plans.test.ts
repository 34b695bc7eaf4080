import Sqlite from 'better-sqlite3';
import t from 'tap';
import { Store } from '../../../src/store/datasets/store.js';

/**
 * No statement of a store reads more rows than it has to: none scans a table, and none sorts in a temporary B-tree. The
 * list is complete, because a connection knows all its statements.
 */

const file = `${t.testdir()}/esb.db`;
const store = Store.open(file);
const { statements } = store;
store.close();

const db = new Sqlite(file, { readonly: true });
t.teardown(() => db.close());

/** Table-valued functions and subqueries are scanned by nature: their rows are those that are asked for. */
const isHarmless = (step: string): boolean =>
  !/SCAN|TEMP B-TREE/.test(step) || /^SCAN (asked|\(subquery-\d+\))( |$)/.test(step);

t.ok(statements.length > 40, 'the statements of reading, writing and removing');
for (const sql of new Set(statements)) {
  t.test(sql.replace(/\s+/g, ' ').trim(), (t) => {
    const places = sql.match(/\?/g)?.map(() => null) ?? [];
    const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...places);
    t.strictSame(
      plan.map(({ detail }) => detail).filter((step) => !isHarmless(step)),
      [],
      plan.map(({ detail }) => detail).join(' | '),
    );
    t.end();
  });
}
