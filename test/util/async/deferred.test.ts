import t from 'tap';
import { deferred } from '../../../src/util/async/deferred.js';

t.test('a deferred promise settles when it is told to', async (t) => {
  const kept = deferred<number>();
  kept.resolve(7);
  t.equal(await kept.promise, 7);
  const broken = deferred<number>();
  broken.reject(new Error('no'));
  await t.rejects(broken.promise, { message: 'no' });
});
