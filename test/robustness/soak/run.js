/** Uses the emulator for a long time: `npm run soak -- --help`. */
import process from 'node:process';
import { readFlags } from '../lib/flags.js';
import { mebibytes, writeResult } from '../lib/results.js';
import { soak } from './soak.js';

const flags = readFlags({
  about:
    'Calls the emulator over many connections while data, faults, sandboxes and fixtures change, and checks each answer.',
  usage: 'npm run soak',
  flags: {
    minutes: 'N: how long [10]',
    connections: 'N: connections that are kept alive [1000]',
    pause: 'MS: mean time between two requests of a connection [300]',
  },
  defaults: { minutes: 10, connections: 1000, pause: 300 },
});

const rounded = (value, digits = 0) => Number(value.toFixed(digits));

const { seed, minutes, connections, out } = flags;
process.stderr.write(`seed ${seed}\n`);
const result = await soak(flags, (text) => process.stderr.write(`${text}\n`));
const { failure, log, counts, memory } = result;
if (failure !== undefined) {
  process.stderr.write(`${failure}\nlog: ${log}\n`);
  process.stderr.write(`again: npm run soak -- --seed ${seed} --minutes ${minutes} --connections ${connections}\n`);
  process.exit(1);
}
writeResult('soak', out, {
  seed,
  minutes,
  connections,
  requests: result.requests,
  'requests a second': rounded(result.requests / result.seconds),
  'p50, ms': rounded(result.p50, 1),
  'p99, ms': rounded(result.p99, 1),
  'slowest, ms': rounded(result.slowest),
  'wrong answers': 0,
  'faults asked for': result.asked,
  'failed requests': result.seen,
  ...Object.fromEntries(Object.entries(counts).map(([name, count]) => [`times: ${name}`, count])),
  'event loop stood at most, ms': rounded(result.stoodMs),
  'memory in use in the middle, MiB': mebibytes(memory.inUse[0]),
  'memory in use at the end, MiB': mebibytes(memory.inUse[1]),
  'resident memory in the middle, MiB': rounded(memory.middle),
  'resident memory at the end, MiB': rounded(memory.last),
  'resident memory at its peak, MiB': rounded(memory.peak),
  'resident memory, trend over the second half, MiB': rounded(memory.growth, 1),
});
