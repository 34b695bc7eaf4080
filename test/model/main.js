/**
 * `npm run model`: the emulator against the model, with random fixtures and requests. Prints a line for each contract; exits with 1
 * if they differ.
 */
import { parseArgs } from 'node:util';
import { CONTRACTS, startEmulator } from './run/emulator.js';
import { play } from './run/play.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    count: { type: 'string', default: '50000' },
  },
});
const [seed, count] = [Number(values.seed), Number(values.count)];

/** More differences than these help nobody. */
const MOST_SHOWN = 5;

const emulator = await startEmulator();
try {
  for (const contract of CONTRACTS) {
    const start = performance.now();
    let differences = 0;
    const onDifference = ({ message }) => {
      differences += 1;
      if (differences <= MOST_SHOWN) console.log(`${message}\n`);
      process.exitCode = 1;
    };
    await play(emulator, contract, { seed, count, onDifference });
    const seconds = Math.round((performance.now() - start) / 1000);
    console.log(`${contract}: ${count} requests, ${differences} differences, ${seconds} s, seed ${seed}`);
  }
} finally {
  await emulator.stop();
}
