/** Sends many cases to one emulator, and says what went wrong. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../lib/connection.js';
import { startEmulator } from '../lib/emulator.js';
import { makeCase } from './cases.js';
import { Client } from './send-case.js';

/** Cases that are under way at a time. */
const CLIENTS = 8;
/** A reply may take this long. */
const MOST_MS = 1000;
/** A check of a fixture is given up after this time, with room for the start of a thread. */
const MOST_CHECK_MS = 35_000;
/** How long the other processes of a busy machine may hold a request up. */
const MOST_BUSY_MS = 30_000;
/** Bytes that a longer run may hold more than a short one: caches that fill up, and the scatter of collections. */
const MOST_GROWTH = 24 * 2 ** 20;
const MOST_HANDLES = 4;
/** The share of the cases after which everything has been used once. */
const WARM = 0.25;
const MOST_REPEATS = 3;

/** Removes everything that cases have put into the emulator. */
const removeAll = async (port) => {
  const { json } = await ask(port, 'GET', '/__emulator/sandboxes');
  for (const { name } of json) await ask(port, 'DELETE', `/__emulator/sandboxes/${name}`);
};

/** Waits until closed connections are gone and large data sets are removed, which take several turns. */
const settle = async (emulator) => {
  let [handles, same] = [emulator.handles(), 0];
  for (let reading = 0; reading < 100 && same < 5; reading += 1) {
    await sleep(100);
    same = emulator.handles() === handles ? same + 1 : 0;
    handles = emulator.handles();
  }
};

const stateOf = async (emulator) => {
  await removeAll(emulator.port);
  await settle(emulator);
  const { rss, inUse, stoodMs } = await emulator.report();
  return { rss, inUse, stoodMs, handles: emulator.handles() };
};

/**
 * A case that was slow beside others is slow only if it is slow alone, too. The time of the processor counts, because other
 * processes may keep this machine busy, unless the emulator does nothing.
 */
const isSlowAlone = async (emulator, sent) => {
  const most = sent.loads ? MOST_CHECK_MS : MOST_MS;
  let used = 0;
  for (let repeat = 0; repeat < MOST_REPEATS; repeat += 1) {
    const client = new Client(emulator.port);
    const before = emulator.processorMs();
    const { ms } = await client.send(sent);
    used = emulator.processorMs() - before;
    client.close();
    if (used < most && ms < most + MOST_BUSY_MS) return undefined;
  }
  return `takes more than ${most} ms, also alone: ${used} ms of the processor`;
};

/** What must hold at the end. @returns the reason why it does not; undefined if it does */
const judgeEnd = (emulator, warm, last) => {
  if (emulator.failures.length > 0) return `the log has a failure: ${emulator.failures[0]}`;
  const growth = last.inUse - warm.inUse;
  if (growth > MOST_GROWTH) return `memory grew by ${Math.round(growth / 2 ** 20)} MiB`;
  if (last.handles > warm.handles + MOST_HANDLES) return `handles grew from ${warm.handles} to ${last.handles}`;
  return undefined;
};

/** Sends cases from several clients, until all are sent or one fails. */
const sendAll = async (emulator, { seed, first, count }, progress) => {
  const result = { cases: 0, requests: 0, replies: 0, slowestMs: 0, kinds: {}, failure: undefined };
  const slow = [];
  let next = first;
  const work = async () => {
    const client = new Client(emulator.port);
    while (next < first + count && result.failure === undefined) {
      const number = next++;
      const sent = makeCase(seed, number);
      try {
        const { replies, ms } = await client.send(sent);
        result.replies += replies;
        if (ms > MOST_MS) slow.push({ number, sent });
        else result.slowestMs = Math.max(result.slowestMs, ms);
      } catch (error) {
        result.failure ??= {
          number,
          reason: emulator.hasEnded() ? `the emulator has ended: ${emulator.end()}` : error.message,
        };
      }
      result.cases += 1;
      result.requests += sent.requests.length;
      result.kinds[sent.kind] = (result.kinds[sent.kind] ?? 0) + 1;
      if (result.cases % 10_000 === 0) progress(`${result.cases} cases`);
    }
    client.close();
  };
  await Promise.all(Array.from({ length: CLIENTS }, work));
  for (const { number, sent } of slow) {
    if (result.failure !== undefined) break;
    const reason = await isSlowAlone(emulator, sent);
    if (reason !== undefined) result.failure = { number, reason };
  }
  return { ...result, slowBesideOthers: slow.length };
};

const add = (one, other) => ({
  cases: one.cases + other.cases,
  requests: one.requests + other.requests,
  replies: one.replies + other.replies,
  slowestMs: Math.max(one.slowestMs, other.slowestMs),
  slowBesideOthers: one.slowBesideOthers + other.slowBesideOthers,
});

/**
 * @param {{ seed: number, first?: number, count: number, args?: string[] }} run the cases `first` to `first + count`, and
 *   flags of the emulator
 * @param {(text: string) => void} progress
 * @returns the figures, and the failure if there is one
 */
export const fuzz = async ({ seed, first = 0, count, args = [] }, progress = () => undefined) => {
  const emulator = await startEmulator('--auth', 'off', '--log-level', 'info', ...args);
  const started = performance.now();
  try {
    const warmCount = Math.ceil(count * WARM);
    const beginning = await sendAll(emulator, { seed, first, count: warmCount }, progress);
    if (beginning.failure !== undefined) return { ...beginning, log: emulator.log() };
    const warm = await stateOf(emulator);
    const rest = await sendAll(emulator, { seed, first: first + warmCount, count: count - warmCount }, progress);
    if (rest.failure !== undefined) return { ...rest, log: emulator.log() };
    const last = await stateOf(emulator);
    const sum = { ...add(beginning, rest), seconds: (performance.now() - started) / 1000, warm, last };
    const stopped = await emulator.stop();
    const reason = judgeEnd(emulator, warm, last) ?? (stopped === 0 ? undefined : `SIGTERM ended it with ${stopped}`);
    return { ...sum, failure: reason && { reason }, log: emulator.log() };
  } finally {
    if (!emulator.hasEnded()) await emulator.kill('SIGKILL');
  }
};
