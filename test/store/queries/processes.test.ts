import fc from 'fast-check';
import t from 'tap';
import type { DataSet } from '../../../src/model/dataset.js';
import type { Process } from '../../../src/model/rows.js';
import { Store } from '../../../src/store/datasets/store.js';
import type { StoredDataset } from '../../../src/store/datasets/stored-dataset.js';
import type { ProcessList } from '../../../src/store/queries/processes.js';
import { EMPTY, ORIGIN, process } from '../helper.js';
import { read } from './helper.js';

/** The processes of a service instance are found, whatever the ids, and however many data sets lie side by side. */

/** Ids around the powers of two at which SQLite or JavaScript stores a number in another way. */
const SERVICE_INSTANCES = [31, 32, 43, 52, 53]
  .flatMap((bits) => [-1, 0, 1].map((more) => 2 ** bits + more))
  .concat([1, 2, 3])
  .filter(Number.isSafeInteger)
  .sort((a, b) => a - b);
const NEVER = [0, -1, -(2 ** 43), 2n ** 63n - 1n, -(2n ** 63n), 7];
const BUSINESSES = [1, 2, 2 ** 53 - 1];

/** By service instance, and by id. */
const processes = (name: string): fc.Arbitrary<Process[]> =>
  fc
    .array(fc.record({ at: fc.constantFrom(...SERVICE_INSTANCES), bizId: fc.constantFrom(...BUSINESSES) }), {
      maxLength: 40,
    })
    .map((rows) => rows.map(({ at, bizId }, id) => process(id, at, bizId, { bk_process_name: name })))
    .map((rows) => rows.sort((a, b) => a.relation.service_instance_id - b.relation.service_instance_id));

const dataOf = (rows: Process[]): DataSet => ({ ...EMPTY, processes: rows });

/** The answers of all queries over the processes of a data set. */
const answersOf = ({ reader, contents }: StoredDataset) => ({
  lists: [...SERVICE_INSTANCES, ...NEVER].map((id) => ({
    id: String(id),
    whole: reader.processes.ofServiceInstance(id, undefined).data?.toString(),
    byBusiness: [...BUSINESSES, 0, -1, 9].map((bizId) => {
      const { data, elsewhere } = reader.processes.ofServiceInstance(id, bizId);
      return { data: data?.toString(), elsewhere };
    }),
    businesses: reader.processes.businessesOf(id),
    again: contents.processesOf(Number(id)),
  })),
  owner: reader.processes.firstOwner(),
  all: [...contents.processes],
});

/** The same answers, worked out from the rows. */
const expectedOf = (rows: Process[]): ReturnType<typeof answersOf> => {
  const of = (id: number | bigint) => rows.filter(({ relation }) => relation.service_instance_id === id);
  const inBusiness = (list: Process[], bizId: number) => list.filter(({ relation }) => relation.bk_biz_id === bizId);
  const text = (list: Process[]) => (list.length === 0 ? undefined : JSON.stringify(list));
  const businesses = (list: Process[]) =>
    [...new Set(list.map(({ relation }) => relation.bk_biz_id))].sort((a, b) => a - b);
  const owner = rows[0]?.relation;
  return {
    lists: [...SERVICE_INSTANCES, ...NEVER].map((id) => ({
      id: String(id),
      whole: text(of(id)),
      byBusiness: [...BUSINESSES, 0, -1, 9].map((bizId) => {
        const list = inBusiness(of(id), bizId);
        return { data: text(list), elsewhere: list.length === 0 ? 0 : of(id).length - list.length };
      }),
      businesses: businesses(of(id)),
      again: of(id),
    })),
    owner: owner && { bk_biz_id: owner.bk_biz_id, service_instance_id: owner.service_instance_id },
    all: rows,
  };
};

t.test('each data set answers from its own processes, whatever their ids', async (t) => {
  const property = fc.asyncProperty(processes('a'), processes('b'), processes('c'), async (...sets) => {
    const store = Store.open();
    try {
      const stored = await Promise.all(sets.map((rows) => store.add(dataOf(rows), ORIGIN)));
      const check = (from: number) => {
        for (const [index, data] of stored.entries()) {
          const expected = JSON.stringify(expectedOf(sets[index] as Process[]));
          const answers = JSON.stringify(answersOf(data));
          if (index >= from && answers !== expected) throw new Error(`${index}: ${answers}, not ${expected}`);
        }
      };
      check(0);
      stored[0]?.release();
      check(1);
      stored[0] = await store.add(dataOf(sets[2]), ORIGIN);
      sets[0] = sets[2];
      check(0);
      t.equal(stored[0].summary.digest, stored[2]?.summary.digest);
    } finally {
      store.close();
    }
  });
  await t.resolves(fc.assert(property, { numRuns: 100 }));
});

t.test('there may be very many data sets', async (t) => {
  const rows = SERVICE_INSTANCES.map((id, index) => process(index, id, 1));
  const store = Store.open();
  t.teardown(() => store.close());
  const add = (): Promise<StoredDataset> => store.add(dataOf(rows), ORIGIN);
  const stored: StoredDataset[] = [];
  while (stored.length < 1200) stored.push(await add());
  for (const index of [0, 1023, 1024, 1199]) {
    t.strictSame(answersOf(stored[index] as StoredDataset), expectedOf(rows), `number ${index}`);
  }
});

t.test('processes of many pages are read to the end', async (t) => {
  const rows = Array.from({ length: 1300 }, (_, index) => process(Math.floor(index / 3), 1 + Math.floor(index / 9), 1));
  const store = Store.open();
  t.teardown(() => store.close());
  const { contents } = await store.add(dataOf(rows), ORIGIN);
  t.strictSame([...contents.processes], rows);
});

const idsOf = ({ data }: ProcessList): number[] =>
  (JSON.parse(data?.toString() ?? '[]') as Process[]).map(({ relation }) => relation.bk_process_id);

t.test('the processes of a service instance, in one business or in any', async (t) => {
  const { processes } = await read(t, {
    processes: [process(3, 1, 1), process(4, 1, 2), process(5, 1, 1), process(1, 2, 2)],
  });
  t.strictSame(idsOf(processes.ofServiceInstance(1, 1)), [3, 5]);
  t.strictSame(idsOf(processes.ofServiceInstance(1, 2)), [4]);
  t.strictSame(idsOf(processes.ofServiceInstance(1, undefined)), [3, 4, 5], 'those of all businesses, by id');
  t.strictSame(idsOf(processes.ofServiceInstance(2, undefined)), [1]);
  t.equal(processes.ofServiceInstance(1, 0).data, undefined, 'business 0 is no business');
  t.equal(processes.ofServiceInstance(1, -1).data, undefined);
  t.equal(processes.ofServiceInstance(3, undefined).data, undefined);
  t.equal(processes.ofServiceInstance(2n ** 62n, 1n).data, undefined);
  t.equal(processes.ofServiceInstance(1, 1).elsewhere, 1, 'one of its three is in another business');
  t.equal(processes.ofServiceInstance(1, 2).elsewhere, 2);
  t.equal(processes.ofServiceInstance(1, 3).elsewhere, 0, 'it has none in business 3');
  t.equal(processes.ofServiceInstance(1, undefined).elsewhere, 0);
  t.equal(processes.ofServiceInstance(2, 2).elsewhere, 0);
  t.strictSame(processes.businessesOf(1), [1, 2]);
  t.strictSame(processes.businessesOf(2), [2]);
  t.strictSame(processes.businessesOf(3), []);
});

t.test('processes by their ids', async (t) => {
  const gone: Process = { ...process(8, 1, 1), property: null };
  const { processes } = await read(t, {
    processes: [process(3, 1, 1), process(5, 1, 1), gone, process(3, 2, 1), process(4, 2, 2)],
  });
  const row = (id: number, serviceInstanceId: number) => ({
    bk_process_id: id,
    service_instance_id: serviceInstanceId,
    property: JSON.stringify({ bk_process_id: id }),
  });
  t.strictSame(processes.byIds(1, [5, 3, 5, 99, 2n ** 62n]), [row(3, 1), row(5, 1)], 'each once, by id');
  t.strictSame(processes.byIds(2, [3, 4]), [row(4, 2)], 'of the business only');
  t.strictSame(processes.byIds(1, [8]), [], 'one that is gone has no attributes');
  t.strictSame(processes.byIds(1, []), []);
});
