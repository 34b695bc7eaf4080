/** Watches the memory of an emulator. */
import { setTimeout as sleep } from 'node:timers/promises';

const SAMPLE_MS = 1000;
const PROGRESS_MS = 30_000;
/** Shorter runs say nothing about a trend. */
const FEWEST_SAMPLES = 60;
/** What resident memory may grow by over the second half, by the line through its samples. */
const MOST_GROWTH_MIB = 24;

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

/**
 * Samples resident memory until a time.
 *
 * @returns the figures in MiB, and the failure if memory is not flat over the second half
 */
export const memoryOf = async (emulator, { started, until }, report, progress) => {
  const samples = [];
  let said = started;
  while (performance.now() < until && !report.hasFailed()) {
    await sleep(Math.min(SAMPLE_MS, until - performance.now()));
    if (emulator.hasEnded()) return { memory: {}, failure: `the emulator has ended: ${emulator.end()}` };
    samples.push(emulator.residentMiB());
    if (performance.now() - said < PROGRESS_MS) continue;
    said = performance.now();
    progress(
      `${Math.round((said - started) / 1000)} s: ${report.times.length} requests, ${Math.round(samples.at(-1))} MiB`,
    );
  }
  const half = samples.slice(Math.floor(samples.length / 2));
  const growth = slopeOf(half) * half.length;
  const memory = { middle: half[0], last: half.at(-1), peak: Math.max(...samples), growth };
  const isTrend = samples.length >= FEWEST_SAMPLES && growth > MOST_GROWTH_MIB;
  return {
    memory,
    failure: isTrend ? `resident memory grew by ${Math.round(growth)} MiB over the second half` : undefined,
  };
};
