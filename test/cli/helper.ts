import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { CliProcess } from '../../src/cli/cli-process.js';
import { run } from '../../src/cli/run.js';

/** Runs commands as `cli.ts` does, in the process of the test or in a new one. */

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The environment of this process without the variables of the emulator, and in English. */
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('BK_ESB_'))),
  BK_ESB_LANG: 'en',
};

/** Node as a user starts it, without the options with which tap measures coverage. */
export const NODE: readonly string[] = ['env', '-u', 'NODE_OPTIONS', process.execPath];
/** The built emulator. Tests use it because it starts ten times as fast as the one from source. */
export const BUILT: readonly string[] = [...NODE, `${root}dist/cli.js`];
/** The emulator from source, with coverage. `cli.ts` needs it, because no test can run it in its own process. */
export const COUNTED: readonly string[] = [process.execPath, ...process.execArgv, `${root}src/cli.ts`];

export interface Start {
  /** Default: the built emulator. */
  command?: readonly string[];
  cwd?: string;
  /** Added to the environment of the tests. */
  env?: Record<string, string>;
}

export const start = (
  args: readonly string[],
  { command = BUILT, cwd, env }: Start = {},
): ChildProcessWithoutNullStreams =>
  spawn(command[0] as string, [...command.slice(1), ...args], { cwd, env: { ...environment, ...env } });

/** Runs a line of shell. `"$@"` is the emulator. */
export const startShell = (line: string, command = BUILT): ChildProcessWithoutNullStreams =>
  start(['-c', line, 'bash', ...command], { command: ['bash'] });

/** The output of a process, and its exit code or the signal that ended it. */
export const ended = async (child: ChildProcessWithoutNullStreams) => {
  const [out, err, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[code: number | null, signal: NodeJS.Signals | null]>,
  ]);
  return { out, err, end: code ?? signal };
};

/** A stream that keeps its text. */
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

/** The result of a command. */
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
