import t from 'tap';
import { newSeed } from './lib/random.js';
import { slopeOf } from './soak/memory.js';
import { soak } from './soak/soak.js';

/** A short run of `npm run soak`. */

interface Outcome {
  failure: string | undefined;
  requests: number;
  asked: number;
  seen: number;
  log: string;
}

t.test('the slope of a line through values', (t) => {
  t.equal(slopeOf([5]), 0);
  t.equal(slopeOf([1, 3, 5, 7]), 2);
  t.equal(slopeOf([4, 4, 4]), 0);
  t.end();
});

t.test('no wrong answer, and no failure that no fault asked for, while everything changes', async (t) => {
  const seed = newSeed();
  // Other tests that run beside this one use the disk, for which the loop has to wait, too.
  const load = { seed, minutes: 0.1, connections: 100, pause: 50, mostStoodMs: 2000 };
  const outcome = (await soak(load)) as Outcome;
  t.equal(outcome.failure, undefined, `again: npm run soak -- --seed ${seed} --minutes 0.1`, { log: outcome.log });
  t.ok(outcome.requests > 100, `${outcome.requests} requests`);
  t.equal(outcome.seen, outcome.asked);
});
