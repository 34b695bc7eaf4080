#!/usr/bin/env node
import { run } from './cli/run.js';

/** The only file that touches the process: arguments, environment, output, signals, exit code. */

// Whoever reads the output may stop reading, as `head` does.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = await run(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  columns: process.stderr.isTTY ? process.stderr.columns || 80 : undefined,
  env: process.env,
  onStop: (handler) => {
    // The first process of a container has no default for these: without a handler they would not be heard.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, handler);
  },
  exit: (status) => process.exit(status),
  peakMemory: () => process.resourceUsage().maxRSS * 1024,
});
