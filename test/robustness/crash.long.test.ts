import t from 'tap';
import { crash } from './crash/crash.js';
import { newSeed } from './lib/random.js';

/** A short run of `npm run crash`: each command and each server is killed once. */

interface Outcome {
  figures: Record<string, { kills: number }>;
  failure: string | undefined;
}

t.test('after a kill, the old or the new data is there as a whole', async (t) => {
  const seed = newSeed();
  const { failure, figures } = (await crash({ seed, count: 7 })) as Outcome;
  t.equal(failure, undefined, `again: npm run crash -- --seed ${seed} --count 7`);
  for (const [name, { kills }] of Object.entries(figures)) t.equal(kills, 1, name);
});
