/** Watches the memory of an emulator. */
import { setTimeout as sleep } from 'node:timers/promises';

const SAMPLE_MS = 1000;
const PROGRESS_MS = 30_000;
/** In shorter runs, the heap of V8 still grows to the size that suits the load. */
const FEWEST_SAMPLES = 240;
/** What resident memory may grow by over the second half, by the line through its samples. */
const MOST_GROWTH_MIB = 24;
/** What memory in use, after a collection, may grow by over the second half. */
const MOST_MORE_IN_USE = 16 * 2 ** 20;

/** The slope of a line through evenly spaced values, by least squares, for one step. */
export const slopeOf = (values) => {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [above, below] = [0, 0];
  for (const [index, value] of values.entries()) {
    above += (index - middle) * (value - mean);
    below += (index - middle) ** 2;
  }
  return below === 0 ? 0 : above / below;
};

const judge = ({ growth, inUse: [middle, last] }, samples) => {
  if (last - middle > MOST_MORE_IN_USE) {
    return `memory in use grew by ${Math.round((last - middle) / 2 ** 20)} MiB over the second half`;
  }
  const isTrend = samples.length >= FEWEST_SAMPLES && growth > MOST_GROWTH_MIB;
  return isTrend ? `resident memory grew by ${Math.round(growth)} MiB over the second half` : undefined;
};

/**
 * Samples resident memory until a time. Collects garbage in the middle and at the end.
 *
 * @returns the figures in MiB, how long the event loop stood, and the failure if memory is not flat over the second half
 */
export const memoryOf = async (emulator, { started, until }, report, progress) => {
  const samples = [];
  const reports = [];
  let said = started;
  while (performance.now() < until && !report.hasFailed()) {
    await sleep(Math.min(SAMPLE_MS, until - performance.now()));
    if (emulator.hasEnded()) return { memory: {}, failure: `the emulator has ended: ${emulator.end()}` };
    samples.push(emulator.residentMiB());
    if (reports.length === 0 && performance.now() > (started + until) / 2) reports.push(await emulator.report());
    if (performance.now() - said < PROGRESS_MS) continue;
    said = performance.now();
    progress(
      `${Math.round((said - started) / 1000)} s: ${report.times.length} requests, ${Math.round(samples.at(-1))} MiB`,
    );
  }
  reports.push(await emulator.report());
  const half = samples.slice(Math.floor(samples.length / 2));
  const growth = slopeOf(half) * half.length;
  const inUse = [reports[0].inUse, reports.at(-1).inUse];
  const memory = { middle: half[0], last: half.at(-1), peak: Math.max(...samples), growth, inUse };
  const stoodMs = Math.max(...reports.map((report) => report.stoodMs));
  return { memory, stoodMs, failure: judge(memory, samples) };
};
