/** Servers to measure. Each is a process of its own, on a free port. */
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ask } from './http-client.js';
import { SERVER_CORE } from './pinning.js';
import { end, hasEnded, start } from './processes.js';

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const ROOT = pathOf('../../../');
/** The built program in a checkout of the project. */
const programOf = (checkout) => join(checkout, 'dist/cli.js');
export const EMULATOR = programOf(ROOT);

const POLL_MS = 1;
const START_TIMEOUT_MS = 60_000;

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const isReady = async (url, request) => {
  try {
    return (await ask(url, request)).status === 200;
  } catch {
    return false;
  }
};

/**
 * @typedef {object} Command
 * @property {string} name
 * @property {string} command
 * @property {(port: number) => string[]} args
 * @property {{ path: string, method?: string, body?: string }} ready a request that is answered with 200 once it is up
 * @property {string} folder for its log
 */

/**
 * Starts a server and waits until it answers.
 *
 * @param {Command} server
 * @throws with the end of its log if it does not answer within a minute
 */
export const launch = async ({ name, command, args, ready, folder }) => {
  const port = await freePort();
  const log = join(folder, `${name}-${port}.log`);
  const output = openSync(log, 'w');
  const started = performance.now();
  const child = start(SERVER_CORE, command, args(port), { output, cwd: folder });
  closeSync(output);
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(url + ready.path, ready))) {
    if (hasEnded(child) || performance.now() - started > START_TIMEOUT_MS) {
      await end(child);
      const lastOutput = readFileSync(log, 'utf8').trim().slice(-1000);
      throw new Error(`${name} did not answer ${ready.path}; its last output:\n${lastOutput}`);
    }
    await sleep(POLL_MS);
  }
  return { name, url, pid: child.pid, startMs: performance.now() - started, end: () => end(child) };
};

/**
 * @param {string} folder for its log
 * @param {readonly string[]} [args] flags of `serve`
 * @param {{ node?: readonly string[], checkout?: string, name?: string }} [options] `node` are flags of Node; `checkout`
 *   is another built checkout of the project
 */
export const launchEmulator = (folder, args = [], { node = [], checkout = ROOT, name = 'emulator' } = {}) =>
  launch({
    name,
    command: execPath,
    args: (port) => [...node, programOf(checkout), '--port', String(port), ...args],
    ready: { path: '/readyz' },
    folder,
  });

/** Headers that a server sets by itself. */
const AUTOMATIC = new Set(['date', 'connection', 'keep-alive', 'content-length']);

/**
 * Starts a server of `contenders/`.
 *
 * @param {'bare-fastify' | 'fastify-sqlite'} name
 * @param {string} folder
 * @param {{ headers: import('node:http').IncomingHttpHeaders }} input see `contenders/input.js`
 */
export const launchContender = (name, folder, { headers, ...input }) => {
  const file = join(folder, `${name}.json`);
  const ownHeaders = Object.fromEntries(Object.entries(headers).filter(([header]) => !AUTOMATIC.has(header)));
  writeFileSync(file, JSON.stringify({ ...input, headers: ownHeaders }));
  return launch({
    name,
    command: execPath,
    args: (port) => [pathOf(`../contenders/${name}.js`), String(port), file],
    ready: { path: '/readyz' },
    folder,
  });
};
