/** Servers to be measured, as processes of their own, on a port that was free. */
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ask } from './http.js';
import { SERVER_CORE } from './pinning.js';
import { end, hasEnded, start } from './processes.js';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
export const EMULATOR = at('../../../dist/cli.js');

const POLL_MS = 1;
const PATIENCE_MS = 60_000;

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const answers = async (url, request) => {
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
 * @property {{ path: string, method?: string, body?: string }} ready a request that it answers with 200 once it is up
 * @property {string} folder for what it writes
 * @property {number} [patience] milliseconds
 * @property {number} [pollMs]
 */

/**
 * Starts a server, and waits until it answers.
 *
 * @param {Command} server
 */
export const launch = async ({ name, command, args, ready, folder, patience = PATIENCE_MS, pollMs = POLL_MS }) => {
  const port = await freePort();
  const log = join(folder, `${name}-${port}.log`);
  const output = openSync(log, 'w');
  const started = performance.now();
  const child = start(SERVER_CORE, command, args(port), { output, cwd: folder });
  closeSync(output);
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url + ready.path, ready))) {
    if (hasEnded(child) || performance.now() - started > patience) {
      await end(child);
      const told = readFileSync(log, 'utf8').trim().slice(-1000);
      throw new Error(`${name} did not answer ${ready.path}; it said:\n${told}`);
    }
    await sleep(pollMs);
  }
  return { name, url, pid: child.pid, startMs: performance.now() - started, end: () => end(child) };
};

/** @param {string[]} [args] beside its defaults */
export const launchEmulator = (folder, args = [], { node = [], ...more } = {}) =>
  launch({
    name: 'emulator',
    command: process.execPath,
    args: (port) => [...node, EMULATOR, '--port', String(port), ...args],
    ready: { path: '/readyz' },
    folder,
    ...more,
  });

/** The headers that are the server's own business. */
const OWN = new Set(['date', 'connection', 'keep-alive', 'content-length']);

/** @param {'bare-fastify' | 'bare-http'} kind */
export const launchBare = (kind, folder, { headers, text }) => {
  const file = join(folder, `${kind}.json`);
  const given = Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN.has(name)));
  writeFileSync(file, JSON.stringify({ headers: given, body: text }));
  return launch({
    name: kind,
    command: process.execPath,
    args: (port) => [at(`../contenders/${kind}.js`), String(port), file],
    ready: kind === 'bare-fastify' ? { path: '/readyz' } : { path: '/', method: 'POST', body: '{}' },
    folder,
  });
};
