import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Terminal } from '../../src/commands/command.js';
import { run } from '../../src/commands/run.js';

/** Commands as `cli.ts` runs them, in this process and in one of their own. */

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

/** The environment of this process, less what would steer the emulator. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('BK_ESB_')));

/** The command line of the emulator, to be put after that of this Node. */
export const COMMAND: readonly string[] = [process.execPath, ...process.execArgv, CLI];

export const start = (...args: string[]): ChildProcessWithoutNullStreams =>
  spawn(COMMAND[0] as string, [...COMMAND.slice(1), ...args], { env: environment });

/** Runs a line of shell, in which `"$@"` is the emulator. */
export const startShell = (line: string): ChildProcessWithoutNullStreams =>
  spawn('bash', ['-c', line, 'bash', ...COMMAND], { env: environment });

/** All that a process says, and its exit code, or the signal that ended it. */
export const ended = async (child: ChildProcessWithoutNullStreams) => {
  const [out, err, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[code: number | null, signal: NodeJS.Signals | null]>,
  ]);
  return { out, err, end: code ?? signal };
};

/** A stream that keeps what is written. */
export const collector = (): { stream: Writable; text: () => string; lines: () => string[] } => {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  const text = () => Buffer.concat(chunks).toString();
  return { stream, text, lines: () => text().split('\n').slice(0, -1) };
};

/** What a command ended with. */
export interface Outcome {
  status: number;
  out: string;
  err: string;
}

/** Runs a command in this process, with a terminal that keeps what is written. */
export const runs = async (args: readonly string[], overrides: Partial<Terminal> = {}): Promise<Outcome> => {
  const [out, err] = [collector(), collector()];
  const status = await run(args, {
    out: out.stream,
    err: err.stream,
    columns: undefined,
    env: {},
    onStop: () => undefined,
    exit: (code) => {
      throw new Error(`exit ${code}`);
    },
    peakMemory: () => 50 * 2 ** 20,
    ...overrides,
  });
  return { status, out: out.text(), err: err.text() };
};
