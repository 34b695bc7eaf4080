import { setImmediate as nextTurn } from 'node:timers/promises';
import t from 'tap';
import { Mutex } from '../../../src/util/async/mutex.js';
import { collectGarbage } from '../../collect-garbage.js';

t.test('tasks run one after the other, whether they succeed or fail', async (t) => {
  const mutex = new Mutex();
  const order: number[] = [];
  const task = (number: number) =>
    mutex.runExclusive(async () => {
      order.push(number);
      await nextTurn();
      order.push(number);
      if (number === 1) throw new Error('it fails');
      return number;
    });
  const results = await Promise.allSettled([1, 2, 3].map(task));
  t.match(results, [{ reason: { message: 'it fails' } }, { value: 2 }, { value: 3 }]);
  t.strictSame(order, [1, 1, 2, 2, 3, 3]);
});

t.test('it keeps no result', async (t) => {
  const mutex = new Mutex();
  const ref = new WeakRef(await mutex.runExclusive(() => ({ rows: 1 })));
  await nextTurn();
  collectGarbage();
  t.equal(ref.deref(), undefined);
});
