import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import t from 'tap';
import type { Process } from '../../src/model/rows.js';
import type { Filling } from '../../src/store/filling.js';
import { Store, type StoredData } from '../../src/store/store.js';
import { EMPTY, ORIGIN, process } from './helper.js';

/** Lists of processes are found, whatever the ids, and however many data sets lie beside. */

/** Around the powers of two at which a number is kept in another way. */
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

const fillingOf = (rows: Process[]): Filling => ({ ...EMPTY, processes: rows });

/** All that can be asked of the lists of a data set. */
const answersOf = ({ reader, contents }: StoredData) => ({
  lists: [...SERVICE_INSTANCES, ...NEVER].map((id) => ({
    id: String(id),
    whole: reader.processes(id, undefined).data?.toString(),
    byBusiness: [...BUSINESSES, 0, -1, 9].map((bizId) => {
      const { data, elsewhere } = reader.processes(id, bizId);
      return { data: data?.toString(), elsewhere };
    }),
    businesses: reader.businessesOfProcesses(id),
    again: contents.processesOf(Number(id)),
  })),
  owner: reader.someServiceInstance(),
  all: [...contents.processLists()],
});

/** The same, of the rows. */
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
    owner: owner && {
      bk_biz_id: businesses(of(owner.service_instance_id))[0] as number,
      service_instance_id: owner.service_instance_id,
    },
    all: SERVICE_INSTANCES.filter((id) => of(id).length > 0).map((id) => ({
      serviceInstanceId: id,
      processes: of(id),
    })),
  };
};

t.test('each data set answers from its own lists, whatever their ids', async (t) => {
  const property = fc.asyncProperty(processes('a'), processes('b'), processes('c'), async (...sets) => {
    const store = Store.open();
    try {
      const stored = await Promise.all(sets.map((rows) => store.add(fillingOf(rows), ORIGIN)));
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
      // In the place of the one that is gone.
      stored[0] = await store.add(fillingOf(sets[2]), ORIGIN);
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
  const add = (): Promise<StoredData> => store.add(fillingOf(rows), ORIGIN);
  const stored: StoredData[] = [];
  while (stored.length < 1200) stored.push(await add());
  for (const index of [0, 1023, 1024, 1199]) {
    t.strictSame(answersOf(stored[index] as StoredData), expectedOf(rows), `number ${index}`);
  }
});

t.test('numbers of data sets go round', async (t) => {
  const file = `${t.testdir()}/esb.db`;
  const rows = SERVICE_INSTANCES.map((id, index) => process(index, id, 1));
  const first = Store.open(file);
  const { digest } = await first.replace(fillingOf(rows), ORIGIN);
  first.close();
  const late = new Sqlite(file);
  const last = 2 ** 20 - 2;
  late.exec(`UPDATE datasets SET dataset = ${last}; UPDATE process_lists SET place = place + (${last - 1} << 43);
    UPDATE divided_process_lists SET dataset = ${last}`);
  late.close();

  const store = Store.open(file);
  t.strictSame(answersOf(store.current as StoredData), expectedOf(rows));
  const beside = await store.add(fillingOf(rows), ORIGIN);
  t.strictSame(answersOf(beside), expectedOf(rows));
  t.strictSame(answersOf(store.current as StoredData), expectedOf(rows), 'it is beside the last one');
  t.equal((await store.replace(fillingOf(rows), ORIGIN)).digest, digest);
  t.strictSame(answersOf(store.current as StoredData), expectedOf(rows));
  t.strictSame(answersOf(beside), expectedOf(rows), 'the last one is gone');
  beside.release();
  store.close();
  const after = new Sqlite(file, { readonly: true });
  t.teardown(() => after.close());
  t.strictSame(after.prepare('SELECT dataset FROM datasets').pluck().all(), [2]);
  t.strictSame(after.prepare('SELECT DISTINCT place >> 43 FROM process_lists').pluck().all(), [2]);
});

t.test('a list that goes on over pages is read to its end', async (t) => {
  const ids = Array.from({ length: 1300 }, (_, index) => 1 + index * (index % 2 ? 1 : 2 ** 33)).sort((a, b) => a - b);
  const rows = ids.flatMap((id, index) => [1, index % 3 ? 1 : 2].map((bizId) => process(index, id, bizId)));
  const store = Store.open();
  t.teardown(() => store.close());
  const { contents } = await store.add(fillingOf(rows), ORIGIN);
  const found = [...contents.processLists()];
  t.strictSame(
    found.map(({ serviceInstanceId }) => serviceInstanceId),
    ids,
  );
  t.ok(found.every(({ processes: list }) => list.length === 2));
});
