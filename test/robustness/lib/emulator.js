/** The built emulator as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const INSIDE = new URL('inside.js', import.meta.url).href;
/** The most of the log that is kept. */
const MOST_LOG = 2 ** 20;

/** The environment without settings of the emulator, of Node and of tap, which would count the built files for coverage. */
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(BK_ESB_|NODE_OPTIONS$|_TAPJS)/.test(name))),
  _TAPJS_PROCESSINFO_COVERAGE_: '0',
};

const running = new Set();

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.on(signal, () => process.exit(status));
}

/** Starts a command of the emulator. It is killed when this process ends. */
export const startCommand = (args, { node = [], stdio = ['ignore', 'pipe', 'pipe'] } = {}) => {
  const child = spawn(process.execPath, [...node, CLI, ...args], { stdio, env: environment });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
};

export const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;

/** Kilobytes of resident memory, from /proc. */
const residentKiB = (pid) => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

/** Linux counts the time of the processor in hundredths of a second. */
const TICK_MS = 10;

/** How long a process has used processors, in milliseconds. Its name may have blanks and brackets. */
const processorMs = (pid) => {
  const [, fields] = /.*\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  return (user + system) * TICK_MS;
};

/** The lines of a log that an emulator writes only if something in it has failed. */
const isFailure = (line) => !/^\{"level":[1-4]0,/.test(line) || /[^\\]"stack":/.test(line);

/** Starts `serve` on a free port, and waits until it listens. */
export const startEmulator = async (...args) => {
  const child = startCommand(['--port', '0', ...args], {
    node: ['--expose-gc', '--import', INSIDE],
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let log = '';
  child.stderr.on('data', (chunk) => (log = (log + chunk).slice(-MOST_LOG)));
  const failures = [];
  createInterface(child.stderr).on('line', (line) => {
    if (failures.length < 10 && isFailure(line)) failures.push(line.slice(0, 2000));
  });
  let out = '';
  while (!/listens on (\S+)/.test(out)) {
    const [what] = await Promise.race([once(child.stdout, 'data'), ended]);
    if (hasEnded(child)) throw new Error(`the emulator did not start: ${log}`);
    out += what;
  }
  const url = /listens on (\S+)/.exec(out)[1];
  const reports = createInterface(child.stdio[3]);
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid,
    /** Lines of the log that it should not have. */
    failures,
    /** The end of what it wrote to its log. */
    log: () => log.slice(-1500),
    hasEnded: () => hasEnded(child),
    /** How it ended; undefined while it runs. */
    end: () => (hasEnded(child) ? (child.signalCode ?? child.exitCode) : undefined),
    processorMs: () => processorMs(child.pid),
    residentMiB: () => residentKiB(child.pid) / 1024,
    handles: () => readdirSync(`/proc/${child.pid}/fd`).length,
    /** Collects its garbage. @returns bytes in use, and how long its event loop stood since the last report */
    report: async () => {
      child.kill('SIGUSR2');
      const line = await Promise.race([once(reports, 'line'), ended]);
      if (hasEnded(child)) throw new Error(`the emulator has ended: ${log.slice(-2000)}`);
      return JSON.parse(line[0]);
    },
    kill: async (signal) => {
      child.kill(signal);
      await ended;
    },
    /** Stops it as a user does. @returns its exit status, or the signal that ended it */
    stop: async () => {
      child.kill('SIGTERM');
      const [status, signal] = await ended;
      return status ?? signal;
    },
  };
};
