/** Load on a server by wrk, which has a core of its own. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LOAD_CORE } from '../servers/pinning.js';
import { run } from '../servers/processes.js';
import { parseWrk } from './wrk-output.js';

const SCRIPT = fileURLToPath(new URL('load.lua', import.meta.url));
/** `sendRequests` runs wrk at most this long at a time, because it estimates each run from the rate of the last one. */
const MAX_RUN_S = 10;
/** After this, V8 has compiled the hot code, and most of a large database is in the page cache. */
export const WARM_UP_S = 5;
/** wrk counts a reply that is later than this as an error. */
const TIMEOUT = '30s';

/** @returns {string | undefined} how to install wrk if it is missing */
export const whyNoWrk = () =>
  spawnSync('wrk', ['--version']).error === undefined
    ? undefined
    : 'wrk, the load generator, is missing: "apt-get install wrk" on Debian and Ubuntu, ' +
      '"brew install wrk" on macOS';

/**
 * @typedef {object} Load
 * @property {string} path may have `{n}` in it
 * @property {string} body may have `{n}` in it; both become the same random number between `from` and `to`
 * @property {number} [from]
 * @property {number} [to]
 */

/**
 * @param {string} url of the server
 * @param {Load} load
 * @param {{ clients: number, seconds: number, seed?: number }} amount
 */
export const runLoad = async (url, { path, body, from = 1, to = 1 }, { clients, seconds, seed = 1 }) => {
  const { text } = await run(LOAD_CORE, 'wrk', [
    ...['-t', '1', '-c', String(clients), '-d', `${seconds}s`, '--timeout', TIMEOUT, '--latency', '-s', SCRIPT, url],
    ...['--', path, body, ...[seed, from, to].map(String)],
  ]);
  return parseWrk(text);
};

/**
 * Sends a number of requests. wrk knows only durations, so that there may be as many more as a second lets through.
 *
 * @param {number} count the least number of requests
 */
export const sendRequests = async (url, load, clients, count) => {
  let seconds = 1;
  for (let sent = 0; sent < count;) {
    const { requests, rate } = await runLoad(url, load, { clients, seconds });
    sent += requests;
    seconds = Math.min(MAX_RUN_S, Math.max(1, Math.floor((count - sent) / rate)));
  }
};
