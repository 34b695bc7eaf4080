#!/usr/bin/env node
/** The bin. Only this file touches the process: arguments, environment, output, signals, exit status. */
import { run } from './cli/run.js';

// If the reader of the output ends early, as `head` does, the write fails. The command itself notices that.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  columns: process.stderr.isTTY ? process.stderr.columns || 80 : undefined,
  env: process.env,
  onStop: (handler) => {
    // The first process of a container ignores these signals unless it has a handler.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, handler);
  },
  exit: (status) => process.exit(status),
  peakMemory: () => process.resourceUsage().maxRSS * 1024,
});
