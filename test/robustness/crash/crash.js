/** Kills commands and servers again and again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../lib/random.js';
import { writeInputs } from './data.js';
import { Place } from './place.js';
import { TARGETS } from './targets.js';
import { prepare, tryOnce } from './trial.js';

/** Moments for each kill, at most: most are before the end of the work. */
const MOST_TRIALS = 5;

/** Kills one target several times. A kill that comes after the end of its work is tried again, with another moment. */
const killSeveralTimes = async (target, place, { share, randomOf }, seen) => {
  const known = await prepare(target, place);
  for (let trial = 0; seen.kills < share && trial < share * MOST_TRIALS; trial += 1) {
    const { wasKilled, found } = await tryOnce(target, place, known, randomOf(trial));
    if (!wasKilled) continue;
    seen.kills += 1;
    seen[found] += 1;
  }
};

/**
 * @param {{ seed: number, count: number }} run `count` is the number of kills; each target has its share
 * @returns the figures, and the failure if there is one
 */
export const crash = async ({ seed, count }, progress = () => undefined) => {
  const home = mkdtempSync(join(tmpdir(), 'bk-esb-crash-'));
  const inputs = join(home, 'inputs');
  writeInputs(inputs);
  const figures = {};
  const targets = TARGETS.slice(0, count);
  try {
    for (const [index, target] of targets.entries()) {
      const place = new Place(join(home, String(index)), inputs, target);
      const share = Math.floor(count / targets.length) + (index < count % targets.length ? 1 : 0);
      const randomOf = (trial) => createRandom(seed, index * 10_000 + trial);
      const seen = { kills: 0, old: 0, new: 0 };
      figures[target.name] = seen;
      try {
        await killSeveralTimes(target, place, { share, randomOf }, seen);
      } catch (error) {
        return { figures, failure: `${target.name}, after ${seen.kills} kills: ${error.message}` };
      }
      progress(`${target.name}: ${seen.kills} kills, old data after ${seen.old}, new after ${seen.new}`);
    }
    return { figures, failure: undefined };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};
