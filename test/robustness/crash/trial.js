/** Kills a target at a random moment, and looks at what is left. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasEnded, startCommand, startEmulator } from '../lib/emulator.js';
import { mustRun } from './commands.js';
import { putFixture } from './targets.js';

const POLL_MS = 10;

/** Moments later than the usual end are tried, too. */
const LATEST = 1.15;

const untilChanged = async ({ isChanged }, port, digest) => {
  while (!(await isChanged(port, digest))) await sleep(POLL_MS);
};

/** Starts an emulator on the old data and makes it take the new. @returns how long that takes, in milliseconds */
const timeChange = async (target, place) => {
  const [digest] = (await place.identity()).split(' ');
  const emulator = await startEmulator(...target.serve(place));
  const started = performance.now();
  await Promise.all([target.change(place, emulator.port), untilChanged(target, emulator.port, digest)]);
  const ms = performance.now() - started;
  await emulator.stop();
  return ms;
};

const timed = async (run) => {
  const started = performance.now();
  await run();
  return performance.now() - started;
};

/**
 * Runs a target undisturbed: makes the old data, then the new.
 *
 * @returns what tells the old data from the new, and how long the change takes
 */
export const prepare = async (target, place) => {
  if (target.write !== undefined) {
    await mustRun(...target.write(place, 'old'));
    const old = await place.identity();
    place.save();
    const ms = await timed(() => mustRun(...target.write(place, 'new')));
    return { old, new: await place.identity(), ms };
  }
  putFixture(place, 'old');
  const startMs = await timed(() => place.identity(target.serve(place)));
  const old = await place.identity();
  if (target.change === undefined) return { old, new: old, ms: startMs };
  place.save();
  const ms = await timeChange(target, place);
  return { old, new: await place.identity(), ms };
};

/** Kills the target at a moment of its work, which is a share of the time that it takes. */
const killAt = async (target, place, ms) => {
  if (target.change !== undefined) {
    const emulator = await startEmulator(...target.serve(place));
    // A connection that breaks is what is tested.
    void Promise.resolve(target.change(place, emulator.port)).catch(() => undefined);
    await sleep(ms);
    await emulator.kill('SIGKILL');
    return true;
  }
  const args = target.serve === undefined ? target.write(place, 'new') : ['--port', '0', ...target.serve(place)];
  const child = startCommand(args, { stdio: ['ignore', 'ignore', 'ignore'] });
  await Promise.race([sleep(ms), once(child, 'exit')]);
  if (hasEnded(child)) return false;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  return true;
};

/** The next run, which is left alone. It must give the new data, and leave nothing beside it. */
const nextRun = async (target, place) => {
  if (target.write !== undefined) await mustRun(...target.write(place, 'new'));
  else return place.identity(target.serve(place));
  return place.identity();
};

const nameOf = (identity, known, isFirst) => {
  if (isFirst || identity === known.old) return 'old';
  return identity === known.new ? 'new' : undefined;
};

/**
 * @param {{ old: string, new: string, ms: number }} known
 * @returns {Promise<{ wasKilled: boolean, found: 'old' | 'new' }>} `wasKilled` is false if the work was done before
 * @throws if anything is wrong with what is left
 */
export const tryOnce = async (target, place, known, random) => {
  place.restore();
  const ms = known.ms * LATEST * random.next();
  const fail = (reason) => {
    throw new Error(`killed after ${Math.round(ms)} of ${Math.round(known.ms)} ms: ${reason}`);
  };
  const wasKilled = await killAt(target, place, ms);
  // Before the first load there may be nothing, which only the next run fills.
  const isFirst = target.serve !== undefined && target.change === undefined;
  const identity = isFirst ? undefined : await place.identity().catch((error) => fail(error.message));
  const found = nameOf(identity, known, isFirst);
  if (found === undefined) fail(`neither the old nor the new data: ${identity.slice(0, 200)}`);
  if (target.staysOld && found !== 'old') fail('the file holds data that was never for it');
  const next = await nextRun(target, place).catch((error) => fail(error.message));
  const wanted = target.staysOld ? known.old : known.new;
  if (next !== wanted) fail(`the next run does not give the ${target.staysOld ? 'old' : 'new'} data`);
  if (place.left.length > 0) fail(`the next run leaves ${place.left.join(', ')}`);
  return { wasKilled, found };
};
