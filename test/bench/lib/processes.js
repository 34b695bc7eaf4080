/** Processes that a measurement starts. Each is ended by its handle, whatever becomes of the measurement. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pinned } from './pinning.js';

const GRACE_MS = 10_000;

const running = new Set();

/** Less what would steer the emulator, or change how Node runs. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(BK_ESB_|NODE_OPTIONS$|_TAPJS)/.test(name)),
);

/**
 * @param {number} core
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ output?: number | 'pipe' | 'ignore', cwd?: string }} [options] where it writes: a file that is open, say
 */
export const start = (core, command, args, { output = 'ignore', cwd } = {}) => {
  const [first, ...rest] = pinned(core, command, args);
  const child = spawn(first, rest, { stdio: ['ignore', output, output], env: environment, cwd });
  running.add(child);
  child.once('exit', () => running.delete(child));
  // It is told by whoever waits for it.
  child.on('error', () => running.delete(child));
  return child;
};

export const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;

/** Asks it to end, and makes it where it does not. */
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
 * @returns {Promise<{ text: string, ms: number }>} what it said, and how long it took, with its start
 */
export const run = async (core, command, args, options = {}) => {
  const started = performance.now();
  const child = start(core, command, args, { ...options, output: 'pipe' });
  let [text, told] = ['', ''];
  child.stdout.on('data', (chunk) => (text += chunk));
  child.stderr.on('data', (chunk) => (told += chunk));
  const [status, signal] = await once(child, 'close');
  const ms = performance.now() - started;
  if (status !== 0) {
    const end = (told + text).trim().split('\n').slice(-5).join('\n');
    throw new Error(`${command} ${args.join(' ').slice(0, 200)} ended with ${status ?? signal}:\n${end}`);
  }
  return { text, ms };
};

/** Ends all with this process, when it is told to stop as when it fails. */
export const endAllWithThisProcess = () => {
  process.on('exit', () => {
    for (const child of running) child.kill('SIGKILL');
  });
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ]) {
    process.on(signal, () => process.exit(status));
  }
};
