/** A client with one connection that calls a sandbox again and again, and knows the right answers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection, NoReply } from '../lib/connection.js';
import { MalformedReply } from '../lib/read-reply.js';
import { whole } from '../fuzz/encode.js';
import { LPI, LSI, lpiRequest, lsiRequest, MOST_SHARED_ID } from './generation.js';

const TIMEOUT_MS = 60_000;
const MOST_PAGE = 12;
/** All connections are open after this time. */
const CONNECT_MS = 10_000;

/** A failure that was seen, by the name of the fault that gives it; undefined if there is none. */
const failureOf = ({ status, body }) => {
  if (status === 502) return 'bad-gateway';
  if (status === 500) return 'esb-error';
  let reply;
  try {
    reply = JSON.parse(body.toString());
  } catch {
    return 'malformed';
  }
  return { 1306429: 'rate-limited', 1199997: 'cmdb-rate-limited', 1199998: 'cmdb-internal' }[reply.code];
};

/** A connection that a fault breaks. */
const breakageOf = (error) => {
  if (error instanceof NoReply && /^closed/.test(error.message)) return 'reset';
  return error instanceof MalformedReply && /^a body of/.test(error.message) ? 'truncated' : undefined;
};

const requestOf = (random) =>
  random.chance(0.7)
    ? [LPI, lpiRequest(random.between(1, MOST_SHARED_ID))]
    : [LSI, lsiRequest(random.below(MOST_SHARED_ID + 8), random.between(1, MOST_PAGE))];

/**
 * @param {{ port: number, sandbox: import('./sandbox.js').SoakedSandbox, random: object, pauseMs: number, until: number }} caller
 * @param {{ add: (ms: number) => void, fail: (reason: string) => void, hasFailed: () => boolean, isDone: () => boolean }} report
 *   `isDone`: nobody waits for calls any longer
 */
export const callAgainAndAgain = async ({ port, sandbox, random, pauseMs, until }, report) => {
  let connection;
  // The queue of connections that are not accepted yet is short, and a client that meets a full one waits for seconds.
  await sleep(random.below(Math.min(CONNECT_MS, (until - performance.now()) / 10)));
  while (!report.isDone() && !report.hasFailed()) {
    await sleep(random.below(2 * pauseMs));
    if (!connection?.isUsable) {
      connection?.close();
      connection = new Connection(port);
    }
    const [path, request] = requestOf(random);
    const body = Buffer.from(JSON.stringify(request));
    const from = performance.now();
    try {
      await connection.send(whole({ method: 'POST', target: sandbox.prefix + path, body }));
      const reply = await connection.receive({ timeoutMs: TIMEOUT_MS });
      const now = performance.now();
      report.add(now - from);
      connection.checkRest();
      const failure = failureOf(reply);
      if (failure !== undefined) sandbox.see(failure);
      else if (!sandbox.isRight(request, JSON.parse(reply.body.toString()).data, from, now)) {
        report.fail(
          `a wrong answer from ${sandbox.name} to ${JSON.stringify(request)}: ${reply.body.toString().slice(0, 1000)}`,
        );
      }
    } catch (error) {
      const breakage = breakageOf(error);
      if (breakage === undefined) report.fail(`${sandbox.name}: ${error.message}`);
      else sandbox.see(breakage);
      connection.close();
      connection = undefined;
    }
  }
  connection?.close();
};
