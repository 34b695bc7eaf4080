import t from 'tap';
import { CONTRACTS, startEmulator } from './run/emulator.js';
import { play, type Difference } from './run/play.js';

/** Other random requests in each run; a difference names their seed. */

const emulator = await startEmulator();
t.teardown(() => emulator.stop());

const seed = Date.now() % 1_000_000_000;

for (const contract of CONTRACTS) {
  t.test(`${contract}: the emulator answers as the model does, seed ${seed}`, async (t) => {
    const onDifference = ({ message }: Difference) => void t.fail(message);
    await play(emulator, contract, { seed, count: 5000, onDifference });
    t.end();
  });
}
