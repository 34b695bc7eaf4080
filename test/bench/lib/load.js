/** Load on a server: wrk, on a core of its own. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LOAD_CORE } from './pinning.js';
import { run } from './processes.js';
import { parseWrk } from './wrk-output.js';

const SCRIPT = fileURLToPath(new URL('load.lua', import.meta.url));
/** Of one run of wrk, so that the next one knows how fast the server is by then. */
const LONGEST_S = 10;
/** Until V8 has compiled what it will, and most of a large file that is read through a map is in it. */
export const WARM_UP_S = 5;
/** A reply that is late is late, and not lost. */
const TIMEOUT = '30s';

/** What to tell a person who has no wrk; undefined where it is there. */
export const whyNoLoad = () =>
  spawnSync('wrk', ['--version']).error === undefined
    ? undefined
    : 'wrk is missing, which puts the load on the servers: "apt-get install wrk" on Debian and Ubuntu, ' +
      '"brew install wrk" on macOS';

/**
 * @typedef {object} Load
 * @property {string} path may have `{n}` in it
 * @property {string} body may have `{n}` in it, for which a number between `from` and `to` is put
 * @property {number} [from]
 * @property {number} [to]
 */

/**
 * @param {string} url of the server
 * @param {Load} load
 * @param {{ clients: number, seconds: number, seed?: number }} much
 */
export const putLoad = async (url, { path, body, from = 1, to = 1 }, { clients, seconds, seed = 1 }) => {
  const { text } = await run(LOAD_CORE, 'wrk', [
    ...['-t', '1', '-c', String(clients), '-d', `${seconds}s`, '--timeout', TIMEOUT, '--latency', '-s', SCRIPT, url],
    ...['--', path, body, ...[seed, from, to].map(String)],
  ]);
  return parseWrk(text);
};

/**
 * wrk knows no count, only time: this is bounded by both.
 *
 * @param {number} least how many requests; at most what a second more lets through
 */
export const putRequests = async (url, load, clients, least) => {
  let seconds = 1;
  for (let sent = 0; sent < least;) {
    const { requests, rate } = await putLoad(url, load, { clients, seconds });
    sent += requests;
    seconds = Math.min(LONGEST_S, Math.max(1, Math.floor((least - sent) / rate)));
  }
};
