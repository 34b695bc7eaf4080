import fc from 'fast-check';
import t from 'tap';
import { finishServiceInstance } from '../../src/store/finish.js';
import { Packer, type Packed } from '../../src/store/packed.js';
import type { PlacedServiceInstance, Process } from '../../src/model/rows.js';
import type { Filling } from '../../src/store/filling.js';
import { Store } from '../../src/store/store.js';
import type { Summary } from '../../src/store/write.js';
import { EMPTY, instance, ORIGIN, process } from './helper.js';

/** However service instances and processes come, the same rows are stored. */

type Case = { id: number; name: string; isThere: boolean; bizIds: number[] }[];

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('nginx', '接入网关', '"\n\ud800', '蓝'.repeat(20_000)),
);
const cases: fc.Arbitrary<Case> = fc
  .uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 30 }),
      name: text,
      isThere: fc.boolean(),
      bizIds: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }),
    }),
    { selector: ({ id }) => id },
  )
  .map((rows) => rows.sort((a, b) => a.id - b.id));

const processesOf = ({ id, name, bizIds }: Case[number]): Process[] =>
  bizIds.map((bizId, index) => process(id * 10 + index, id, bizId, { bk_process_name: name }));

const placedOf = ({ id, name }: Case[number]): PlacedServiceInstance => instance(id, 1 + (id % 2), id % 3, name);
const placed = (rows: Case): PlacedServiceInstance[] => rows.filter(({ isThere }) => isThere).map(placedOf);
const nested = (rows: Case): PlacedServiceInstance[] =>
  rows.filter(({ isThere }) => isThere).map((row) => ({ ...placedOf(row), processes: processesOf(row) }));

async function* packs(rows: readonly PlacedServiceInstance[], each: number): AsyncGenerator<Packed> {
  const packer = new Packer();
  for (let from = 0; from < rows.length; from += each) {
    await Promise.resolve();
    for (const row of rows.slice(from, from + each)) packer.add(finishServiceInstance(row));
    yield packer.take();
  }
}

const loaded = async (data: Partial<Filling>): Promise<{ summary: Summary; stored: unknown }> => {
  const store = Store.open();
  try {
    const summary = await store.replace({ ...EMPTY, ...data }, ORIGIN);
    const ids = Array.from({ length: 32 }, (_, id) => id);
    const stored = [
      [...store.contents.serviceInstances()],
      ids.map((id) => [undefined, 1, 2, 3].map((bizId) => store.data.processes(id, bizId))),
      [1, 2].flatMap((bizId) => [0, 1, 2].map((template) => store.data.serviceInstances(bizId, template, 0, 50))),
    ];
    return { summary, stored };
  } finally {
    store.close();
  }
};

t.test('it does not matter whether processes come with their service instances, apart, or packed', async (t) => {
  const property = fc.asyncProperty(cases, fc.integer({ min: 1, max: 4 }), fc.nat(30), async (rows, each, border) => {
    const lone = rows.filter(({ isThere }) => !isThere).flatMap(processesOf);
    const apart = await loaded({ service_instances: placed(rows), processes: rows.flatMap(processesOf) });
    const beside = await loaded({ service_instances: nested(rows), processes: lone });
    const below = rows.filter(({ id }) => id <= border);
    const above = rows.filter(({ id }) => id > border);
    const packed = await loaded({
      service_instances: nested(below),
      packed_instances: packs(nested(above), each),
      processes: lone,
    });
    for (const other of [beside, packed]) {
      if (JSON.stringify(other) !== JSON.stringify(apart)) throw new Error(JSON.stringify({ apart, other }));
    }
  });
  await t.resolves(fc.assert(property, { numRuns: 100 }));
});

t.test('equal digests are of equal data only', async (t) => {
  const digestOf = async (data: Partial<Filling>): Promise<string> => (await loaded(data)).summary.digest;
  const one = { ...instance(1, 1, 1, 'a'), processes: [process(1, 1, 1, { bk_process_name: 'a' })] };
  const digests = await Promise.all([
    digestOf({}),
    digestOf({ service_instances: [one] }),
    digestOf({ service_instances: [instance(1, 1, 1, 'a')] }),
    digestOf({ processes: one.processes }),
    digestOf({ service_instances: [{ ...one, set_template_id: 9 }] }),
    digestOf({ service_instances: [{ ...one, processes: [process(1, 1, 1, { bk_process_name: 'b' })] }] }),
    digestOf({ service_instances: [{ ...one, processes: [process(1, 1, 2, { bk_process_name: 'a' })] }] }),
    digestOf({ businesses: [{ bk_biz_id: 1, bk_biz_name: 'a' }] }),
    digestOf({ hosts: [{ bk_host_id: 1, bk_host_name: 'a', bk_host_innerip: '', bk_cloud_id: 0 }] }),
  ]);
  t.equal(new Set(digests).size, digests.length);
});

t.test('who waits for service instances holds nobody up, and stores nothing where they do not come', async (t) => {
  const store = Store.open();
  t.teardown(() => store.close());
  const before = await store.replace(
    { ...EMPTY, processes: [process(1, 1, 1, { bk_process_name: 'before' })] },
    ORIGIN,
  );
  let breakOff: () => void = () => undefined;
  const breaking = new Promise<void>((resolve) => (breakOff = resolve));
  async function* broken(): AsyncGenerator<Packed> {
    yield* packs([instance(1, 1, 1, 'a')], 1);
    await breaking;
    throw new Error('the source broke off');
  }
  const loading = store.replace({ ...EMPTY, packed_instances: broken() }, ORIGIN);
  const other = await store.add({ ...EMPTY, processes: [process(2, 2, 1, { bk_process_name: 'other' })] }, ORIGIN);
  t.match(other.reader.processes(2, 1).data?.toString(), '"other"', 'others load meanwhile');
  breakOff();
  await t.rejects(loading, { message: 'the source broke off' });
  t.equal(store.summary, before);
  t.match(store.data.processes(1, 1).data?.toString(), '"before"');
});

t.test('a text may be larger than what is usually packed', async (t) => {
  const large = '蓝'.repeat(6e6);
  const rows = [instance(1, 1, 1, 'a'), instance(2, 1, 1, large), instance(3, 1, 1, 'b')];
  const { summary } = await loaded({ packed_instances: packs(rows, 3) });
  t.strictSame(summary, (await loaded({ service_instances: rows })).summary);
});
