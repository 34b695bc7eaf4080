/** Many clients use one emulator for a long time, and everything about it changes meanwhile. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../lib/emulator.js';
import { createRandom } from '../lib/random.js';
import { callAgainAndAgain } from './caller.js';
import { memoryOf } from './memory.js';
import { reloadAgainAndAgain, writeFixture } from './reloader.js';
import { SoakedSandbox } from './sandbox.js';
import { followAgainAndAgain } from './stream-reader.js';
import { testAgainAndAgain } from './tester.js';
import { Timeline } from './timeline.js';

const SANDBOXES = 20;
/** One in so many sandboxes is left alone, and follows the baseline. */
const LEFT_ALONE = 5;
/** The event loop may stand for this long by default. The time that it waits for a processor does not count. */
const MOST_STOOD_MS = 500;

const createReport = () => {
  const counts = {};
  const times = [];
  let failure;
  let done = false;
  return {
    isDone: () => done,
    finish: () => (done = true),
    counts,
    times,
    add: (ms) => times.push(ms),
    count: (name) => (counts[name] = (counts[name] ?? 0) + 1),
    fail: (reason) => (failure ??= reason),
    hasFailed: () => failure !== undefined,
    failure: () => failure,
  };
};

const sum = (counts) => Object.values(counts).reduce((all, count) => all + count, 0);

/** Each fault that was asked for has struck a caller, and nothing else has failed. */
const judgeFaults = ({ name, asked, seen }) => {
  const kinds = new Set([...Object.keys(asked), ...Object.keys(seen)]);
  const wrong = [...kinds].filter((kind) => (asked[kind] ?? 0) !== (seen[kind] ?? 0));
  return wrong.map(
    (kind) => `${name}: ${kind} was asked for ${asked[kind] ?? 0} times, and seen ${seen[kind] ?? 0} times`,
  )[0];
};

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/**
 * @param {{ seed: number, minutes: number, connections: number, pause: number, mostStoodMs?: number }} options `pause` is
 *   the mean time between two requests of a connection, in milliseconds
 * @returns the figures, and the failure if there is one
 */
export const soak = async (
  { seed, minutes, connections, pause, mostStoodMs = MOST_STOOD_MS },
  progress = () => undefined,
) => {
  const home = mkdtempSync(join(tmpdir(), 'bk-esb-soak-'));
  const folder = join(home, 'fixtures');
  mkdirSync(folder);
  let generation = 1;
  const nextGeneration = () => (generation += 1);
  writeFixture(folder, generation);
  const emulator = await startEmulator('--fixtures', folder, '--watch', '--auth', 'off', '--log-level', 'warn');
  try {
    const { port } = emulator;
    const baseline = new Timeline(generation);
    const sandboxes = Array.from({ length: SANDBOXES }, (_, index) => new SoakedSandbox(`s${index}`, baseline));
    const report = createReport();
    const started = performance.now();
    const until = started + minutes * 60_000;
    const watched = memoryOf(emulator, { started, until }, report, progress);
    const callers = Array.from({ length: connections }, (_, index) =>
      callAgainAndAgain(
        { port, sandbox: sandboxes[index % SANDBOXES], random: createRandom(seed, index), pauseMs: pause, until },
        report,
      ),
    );
    const testers = sandboxes
      .filter((_, index) => index % LEFT_ALONE > 0)
      .map((sandbox, index) =>
        testAgainAndAgain({ port, sandbox, random: createRandom(seed, -1 - index), nextGeneration, until }, report),
      );
    const readers = sandboxes.map((sandbox) => followAgainAndAgain({ port, sandbox, until }, report));
    // Callers stop last, so that they meet the last faults.
    await Promise.all([...testers, reloadAgainAndAgain({ port, folder, baseline, nextGeneration, until }, report)]);
    report.finish();
    await Promise.all([...callers, ...readers]);
    const { memory, stoodMs, failure: leak } = await watched;
    const seconds = (performance.now() - started) / 1000;
    const stopped = await emulator.stop();
    const failure =
      report.failure() ??
      sandboxes.map(judgeFaults).find((reason) => reason !== undefined) ??
      (emulator.failures.length > 0 ? `the log has a failure: ${emulator.failures[0]}` : undefined) ??
      leak ??
      (stoodMs > mostStoodMs ? `the event loop stood for ${Math.round(stoodMs)} ms` : undefined) ??
      (stopped === 0 ? undefined : `SIGTERM ended it with ${stopped}`);
    const times = Float64Array.from(report.times).sort();
    return {
      failure,
      seconds,
      requests: times.length,
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
      slowest: times.at(-1),
      asked: sandboxes.reduce((all, { asked }) => all + sum(asked), 0),
      seen: sandboxes.reduce((all, { seen }) => all + sum(seen), 0),
      counts: report.counts,
      stoodMs,
      memory,
      log: emulator.log(),
    };
  } finally {
    if (!emulator.hasEnded()) await emulator.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
};
