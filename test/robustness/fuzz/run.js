/** Sends random requests to the emulator: `npm run fuzz -- --help`. */
import process from 'node:process';
import { readFlags } from '../lib/flags.js';
import { mebibytes, writeResult } from '../lib/results.js';
import { makeCase } from './cases.js';
import { fuzz } from './fuzz.js';

const flags = readFlags({
  about:
    'Sends random requests to the emulator: calls, control, fixtures, and what is no HTTP. Each must be answered well.',
  usage: 'npm run fuzz',
  flags: {
    count: 'N: cases; most have one request [200000]',
    first: 'N: the number of the first case [0]',
    only: 'N: sends this case alone',
  },
  defaults: { count: 200_000, first: 0 },
});

const { seed, only, out } = flags;
const { first, count } = only === undefined ? flags : { first: only, count: 1 };
process.stderr.write(`seed ${seed}\n`);
const result = await fuzz({ seed, first, count }, (text) => process.stderr.write(`${text}\n`));
const { failure, log } = result;
if (failure !== undefined) {
  const { number, reason } = failure;
  process.stderr.write(`${reason}\nlog: ${log}\n`);
  if (number !== undefined) {
    const { kind, parts } = makeCase(seed, number);
    process.stderr.write(`${kind}: ${JSON.stringify(Buffer.concat(parts).toString('latin1').slice(0, 4000))}\n`);
  }
  const alone = number === undefined ? '' : `, or alone: npm run fuzz -- --seed ${seed} --only ${number}`;
  process.stderr.write(`again: npm run fuzz -- --seed ${seed} --first ${first} --count ${count}${alone}\n`);
  process.exit(1);
}
const { warm, last } = result;
writeResult('fuzz', out, {
  seed,
  cases: result.cases,
  requests: result.requests,
  replies: result.replies,
  'requests a second': Math.round(result.requests / result.seconds),
  'slowest reply, ms': Math.round(result.slowestMs),
  'longer than a second beside others, never alone': result.slowBesideOthers,
  'event loop stood at most, ms': Math.round(Math.max(warm.stoodMs, last.stoodMs)),
  'memory in use after a quarter, MiB': mebibytes(warm.inUse),
  'memory in use at the end, MiB': mebibytes(last.inUse),
  'handles after a quarter': warm.handles,
  'handles at the end': last.handles,
});
