import t from 'tap';
import { toDataSet } from '../../src/demo/dataset.js';
import { generate } from '../../src/demo/generate.js';
import { MakingThreads } from '../../src/demo/making-threads.js';
import { movedWith, PACK, packsOf } from '../../src/demo/packing.js';
import { fitShape } from '../../src/demo/shapes.js';
import type { Packed } from '../../src/store/packed.js';
import { Store } from '../../src/store/store.js';

const ORIGIN = { origin: 'a test', seed: null };

t.test('threads make what is made without them', async (t) => {
  const cases: [serviceInstances: number, threads: number][] = [
    [0, 2],
    [1, 1],
    [PACK, 2],
    [PACK + 1, 3],
    [5 * PACK - 1, 2],
  ];
  for (const [serviceInstances, count] of cases) {
    const shape = fitShape({ serviceInstances });
    const store = Store.open();
    t.teardown(() => store.close());
    const rows = () => toDataSet(generate(7, shape));
    const expected = await store.replace(rows(), ORIGIN);
    t.equal(expected.counts.service_instances, serviceInstances);
    const threads = new MakingThreads({ seed: 7, shape }, count);
    t.teardown(() => threads.stop());
    const filled = await store.replace({ ...rows(), service_instances: [], packed_instances: threads.packs() }, ORIGIN);
    t.strictSame(filled, expected, `${serviceInstances} by ${count}`);
  }
});

t.test('no pack is large, however many processes a service instance may have', (t) => {
  for (const processesPerInstance of [0, 5, 100]) {
    const shape = fitShape({ serviceInstances: 12_000, processesPerInstance });
    const packs = [...packsOf({ seed: 1, shape, share: 0, shares: 1 })];
    t.equal(
      packs.reduce((count, pack) => count + pack.count, 0),
      12_000,
    );
    t.ok(packs.every(({ bytes }) => bytes.buffer.byteLength < 5 * 2 ** 20));
    for (const pack of packs) t.strictSame(movedWith(pack), [pack.numbers.buffer, pack.bytes.buffer]);
    t.strictSame(movedWith(undefined), [], 'nothing at the end');
  }
  t.end();
});

t.test('threads that stop half way say so', async (t) => {
  const threads = new MakingThreads({ seed: 1, shape: fitShape({ serviceInstances: 100_000 }) }, 2);
  const taken: Packed[] = [];
  const taking = async () => {
    for await (const packed of threads.packs()) {
      taken.push(packed);
      await threads.stop();
    }
  };
  await t.rejects(taking(), { message: 'a thread that makes service instances has stopped' });
  t.ok(taken.length > 0 && taken.length < 10, 'they do not run ahead');
});

t.test('an error in a thread is one of who waits for it', async (t) => {
  const threads = new MakingThreads({ seed: 0.5, shape: fitShape({}) }, 2);
  t.teardown(() => threads.stop());
  await t.rejects(threads.packs().next(), { message: 'seed must be an integer, not 0.5' });
});
