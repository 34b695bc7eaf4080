/** Runs commands of the emulator to their end. */
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { startCommand } from '../lib/emulator.js';

/** @returns {Promise<{ status: number, out: string, err: string }>} */
export const runCommand = async (...args) => {
  const child = startCommand(args);
  const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { status, out, err };
};

/** @throws if the command fails */
export const mustRun = async (...args) => {
  const { status, err } = await runCommand(...args);
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${err.slice(0, 1000)}`);
};
