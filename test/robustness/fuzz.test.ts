import { fileURLToPath } from 'node:url';
import t from 'tap';
import { makeCase } from './fuzz/cases.js';
import { fuzz } from './fuzz/fuzz.js';

interface Outcome {
  failure: { number?: number; reason: string } | undefined;
  cases: number;
  log: string;
}

/** A short run of `npm run fuzz`. Its seed is fixed, so that a change fails for its own faults alone. */

const SEED = 5000;

const small = fileURLToPath(new URL('../../fixtures/documented.yaml', import.meta.url));
const bytesOf = (seed: number, number: number) => Buffer.concat(makeCase(seed, number).parts).toString('base64');

t.test('a seed repeats the cases of a run', (t) => {
  for (const number of [0, 1, 2000]) t.equal(bytesOf(7, number), bytesOf(7, number));
  t.not(bytesOf(7, 1), bytesOf(8, 1));
  t.not(bytesOf(7, 1), bytesOf(7, 2));
  t.end();
});

t.test('whatever is sent, each request is answered well, and nothing is left', async (t) => {
  const { failure, cases, log } = (await fuzz({ seed: SEED, count: 5000, args: ['--fixtures', small] })) as Outcome;
  t.equal(failure, undefined, `again: npm run fuzz -- --seed ${SEED} --count 5000`, { log });
  t.equal(cases, 5000);
});
