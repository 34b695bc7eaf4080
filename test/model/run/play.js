import fc from 'fast-check';
import { readFixture } from '../data.js';
import { fixture } from '../generate/fixture.js';
import { request } from '../generate/request.js';
import { answer } from '../model.js';
import { readJson } from '../python.js';
import { written } from '../replies.js';
import { assertSame } from './compare.js';
import { AUTH_MODES } from './emulator.js';

/** Asks the emulator and the model the same, with random fixtures. */

/** One in five fixtures has more service instances than a page may have, of either contract. */
const CROWDS = [0, 0, 505, 0, 1005];

/** Long enough for a round on a busy machine; then fast-check looks no further for a smaller request. */
const MOST_MS = 60_000;

/** A request as a person reads it. */
const describe = ({ method, target, headers, body }) =>
  [
    `${method} ${target}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    '',
    `${body.toString()}\n(base64: ${body.toString('base64')})`,
  ].join('\n');

/** The model and the emulator differ. The message has the fixture, the smallest such request, and both replies. */
export class Difference extends Error {}

/**
 * Loads a fixture and sends requests, until one is answered in another way than the model says. It is not made smaller: stubs count
 * the requests that try it.
 *
 * @param emulator of emulator.js
 * @param {{ contract: string, auth: string }} target
 * @param {{ seed: number, round: number, count: number }} options
 * @throws Difference
 */
const playRound = async (emulator, target, { seed, round, count }) => {
  const [text] = fc.sample(fixture(CROWDS[round % CROWDS.length]), { seed: seed + round, numRuns: 1 });
  await emulator.load(target, text);
  const world = { ...readFixture(readJson(text, written)), ...target };
  const property = fc.asyncProperty(request(world), async (asked) => {
    const got = await emulator.ask(target, asked);
    const expected = answer(asked, { ...world, now: Math.floor(Date.now() / 1000) });
    assertSame(got, expected, asked.method);
  });
  const options = { seed: seed + round, numRuns: count, interruptAfterTimeLimit: MOST_MS, endOnFailure: true };
  const { failed, numRuns, counterexample, errorInstance } = await fc.check(property, options);
  if (failed) {
    const parts = [
      `${target.contract}, auth ${target.auth}: the emulator (+) and the model (-) differ; --seed ${seed}, round ${round}`,
      errorInstance.message,
      `the request:\n${describe(counterexample[0])}`,
      `the fixture:\n${text}`,
    ];
    throw new Difference(parts.join('\n\n'));
  }
  if (numRuns < count) throw new Error(`${numRuns} of ${count} requests took ${MOST_MS} ms`);
};

/** Requests for each fixture. */
const A_ROUND = 125;

/**
 * Plays rounds in turn for each auth mode.
 *
 * @param emulator of emulator.js
 * @param {string} contract
 * @param {{ seed: number, count: number, onDifference: (difference: Difference) => void }} options `count`: how many requests
 */
export const play = async (emulator, contract, { seed, count, onDifference }) => {
  for (let round = 0; round * A_ROUND < count; round += 1) {
    const auth = AUTH_MODES[round % AUTH_MODES.length];
    const left = count - round * A_ROUND;
    try {
      await playRound(emulator, { contract, auth }, { seed, round, count: Math.min(A_ROUND, left) });
    } catch (error) {
      if (!(error instanceof Difference)) throw error;
      onDifference(error);
    }
  }
};
