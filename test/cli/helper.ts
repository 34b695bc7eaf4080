import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { CliProcess } from '../../src/cli/cli-process.js';
import { run } from '../../src/cli/run.js';

/** Commands as `cli.ts` runs them, in this process and in one of their own. */

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The environment of this process, less what would steer the emulator. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('BK_ESB_')));

/** This Node as its user would start it, without what tap adds to every process to count the lines that run. */
export const NODE: readonly string[] = ['env', '-u', 'NODE_OPTIONS', process.execPath];
/** The emulator as it is installed. It starts in a tenth of the time that the other takes, so it is what tests use. */
export const BUILT: readonly string[] = [...NODE, `${root}dist/cli.js`];
/** The emulator with its lines counted, for those that no test can run in its own process: those of `cli.ts`. */
export const COUNTED: readonly string[] = [process.execPath, ...process.execArgv, `${root}src/cli.ts`];

export interface Start {
  /** Default: the emulator as it is built. */
  command?: readonly string[];
  cwd?: string;
  /** Beside the environment of the tests. */
  env?: Record<string, string>;
}

export const start = (
  args: readonly string[],
  { command = BUILT, cwd, env }: Start = {},
): ChildProcessWithoutNullStreams =>
  spawn(command[0] as string, [...command.slice(1), ...args], { cwd, env: { ...environment, ...env } });

/** Runs a line of shell, in which `"$@"` is the emulator. */
export const startShell = (line: string, command = BUILT): ChildProcessWithoutNullStreams =>
  start(['-c', line, 'bash', ...command], { command: ['bash'] });

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

/** Runs a command in the process of the test and collects its output. */
export const runs = async (args: readonly string[], overrides: Partial<CliProcess> = {}): Promise<Outcome> => {
  const [out, err] = [collector(), collector()];
  const status = await run(args, {
    stdout: out.stream,
    stderr: err.stream,
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
