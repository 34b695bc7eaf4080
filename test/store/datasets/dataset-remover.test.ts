import { setImmediate as nextTurn } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import t from 'tap';
import { Connection } from '../../../src/store/database/connection.js';
import type { DataSet } from '../../../src/model/dataset.js';
import { Store } from '../../../src/store/datasets/store.js';
import type { StoredDataset } from '../../../src/store/datasets/stored-dataset.js';
import { EMPTY, ORIGIN } from '../helper.js';

/** Large data sets leave turn by turn, so that a server goes on answering. */

/** More than a few turns take. */
const MANY = 9000;
const FEW = 10;

const businesses = (count: number): DataSet => ({
  ...EMPTY,
  businesses: Array.from({ length: count }, (_, index) => ({ bk_biz_id: index + 1, bk_biz_name: `b${index + 1}` })),
});

/** How many rows a file has of each data set, and whether each counts as finished. */
const rowsIn = (file: string): { dataset: number; isFinished: number; rows: number }[] => {
  const db = new Sqlite(file, { readonly: true });
  const rows = db
    .prepare(
      `SELECT dataset, summary IS NOT NULL AS isFinished, (SELECT count(*) FROM businesses b WHERE b.dataset = d.dataset)
       AS rows FROM datasets d ORDER BY dataset`,
    )
    .all();
  db.close();
  return rows as ReturnType<typeof rowsIn>;
};

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await nextTurn();
};

const names = (stored: StoredDataset | undefined): string[] =>
  stored === undefined ? [] : Array.from(stored.contents.businesses, ({ bk_biz_name: name }) => name);

t.test('a small data set is gone at once, a large one after some turns', async (t) => {
  for (const [count, expected] of [
    [FEW, []],
    [MANY, [{ dataset: 2, isFinished: 0, rows: MANY - 2000 }]],
  ] as const) {
    const file = `${t.testdir({})}/esb.db`;
    const store = Store.open(file);
    await store.replace(businesses(FEW), ORIGIN);
    (await store.add(businesses(count), ORIGIN)).release();
    store.close();
    const kept = { dataset: 1, isFinished: 1, rows: FEW };
    t.strictSame(rowsIn(file), [kept, ...expected], 'as it was left');

    const again = Store.open(file);
    t.equal(names(again.current).length, FEW, 'half a data set is none');
    await turns();
    again.close();
    t.strictSame(rowsIn(file), [kept], 'what was left is removed');
  }
});

t.test('several leave, while others come, are read and leave', async (t) => {
  const file = `${t.testdir({})}/esb.db`;
  const store = Store.open(file);
  await store.replace(businesses(FEW), ORIGIN);
  const large = await Promise.all([MANY, MANY + 1, MANY + 2].map((count) => store.add(businesses(count), ORIGIN)));
  for (const stored of large.slice(0, 2)) stored.release();
  const next = await store.add(businesses(3), ORIGIN);
  t.strictSame(names(next), ['b1', 'b2', 'b3'], 'none of the rows that are leaving');
  t.equal(names(large[2]).length, MANY + 2);
  large[2]?.release();
  await turns();
  t.strictSame(names(next), ['b1', 'b2', 'b3']);
  t.equal(names(store.current).length, FEW);
  next.release();
  store.close();
  t.strictSame(rowsIn(file), [{ dataset: 1, isFinished: 1, rows: FEW }]);
});

t.test('a load that is given up leaves nothing', async (t) => {
  const file = `${t.testdir({})}/esb.db`;
  const store = Store.open(file);
  await store.replace(businesses(FEW), ORIGIN);
  const giving = new AbortController();
  const loading = store.add(businesses(MANY), ORIGIN, giving.signal);
  await nextTurn();
  await nextTurn();
  giving.abort();
  await t.rejects(loading, { name: 'AbortError' });
  await turns();
  store.close();
  t.strictSame(rowsIn(file), [{ dataset: 1, isFinished: 1, rows: FEW }]);
});

t.test('a store that is closed during a load gives that up', async (t) => {
  const store = Store.open();
  const loading = store.add(businesses(MANY), ORIGIN);
  await nextTurn();
  store.close();
  await t.rejects(loading);
});

t.test('what cannot be removed is removed when the file is opened again', async (t) => {
  const file = `${t.testdir({})}/esb.db`;
  const store = Store.open(file);
  await store.replace(businesses(FEW), ORIGIN);
  const large = await store.add(businesses(MANY), ORIGIN);
  large.release();
  const results = t.capture(Connection.prototype, 'exec', () => {
    throw new Error('the disk is full');
  });
  await turns();
  t.equal(results().length, 1, 'it is not tried again and again');
  results.restore();
  store.close();
  t.strictSame(rowsIn(file).at(-1), { dataset: 2, isFinished: 0, rows: MANY - 2000 });
  const again = Store.open(file);
  await turns();
  again.close();
  t.strictSame(rowsIn(file), [{ dataset: 1, isFinished: 1, rows: FEW }]);
});
