/** The processes that a measurement starts. They all end with this process, even if the measurement fails. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { env } from 'node:process';
import { pinned } from './pinning.js';

/** A process that is still running this long after SIGTERM is killed. */
const GRACE_MS = 10_000;

const running = new Set();

/** The environment without settings of the emulator and of Node. */
const environment = Object.fromEntries(
  Object.entries(env).filter(([name]) => !/^(BK_ESB_|NODE_OPTIONS$|_TAPJS)/.test(name)),
);

/**
 * @param {number | string} core
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ output?: number | 'pipe' | 'ignore', cwd?: string }} [options] `output` is an open file, for example
 */
export const start = (core, command, args, { output = 'ignore', cwd } = {}) => {
  const [first, ...rest] = pinned(core, command, args);
  const child = spawn(first, rest, { stdio: ['ignore', output, output], env: environment, cwd });
  running.add(child);
  child.once('exit', () => running.delete(child));
  // The caller sees a child without a pid, or a rejected `once`, and reports it.
  child.on('error', () => running.delete(child));
  return child;
};

export const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;

/** Ends a process with SIGTERM, and with SIGKILL if it does not end in time. */
export const end = async (child) => {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(timer);
};

/**
 * Runs a program to its end.
 *
 * @returns {Promise<{ text: string, ms: number }>} its standard output, and its duration with the start of the process
 * @throws if its status is not 0
 */
export const run = async (core, command, args, options = {}) => {
  const started = performance.now();
  const child = start(core, command, args, { ...options, output: 'pipe' });
  let [text, errors] = ['', ''];
  child.stdout.on('data', (chunk) => (text += chunk));
  child.stderr.on('data', (chunk) => (errors += chunk));
  const [status, signal] = await once(child, 'close');
  const ms = performance.now() - started;
  if (status !== 0) {
    const lastLines = (errors + text).trim().split('\n').slice(-5).join('\n');
    throw new Error(`${command} ${args.join(' ').slice(0, 200)} ended with ${status ?? signal}:\n${lastLines}`);
  }
  return { text, ms };
};

const STATUS_BY_SIGNAL = { SIGINT: 130, SIGTERM: 143 };

/** Kills every process that is still running when this process ends. */
export const endAllWithThisProcess = () => {
  process.on('exit', () => {
    for (const child of running) child.kill('SIGKILL');
  });
  for (const [signal, status] of Object.entries(STATUS_BY_SIGNAL)) process.on(signal, () => process.exit(status));
};
