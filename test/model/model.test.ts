import t from 'tap';
import { CONTRACTS, startEmulator } from './run/emulator.js';
import { play, type Difference } from './run/play.js';

/** Some random requests of those that `npm run model` sends, and a seed that each run has in common. */

const emulator = await startEmulator();
t.teardown(() => emulator.stop());

for (const contract of CONTRACTS) {
  t.test(`${contract}: the emulator answers as the model does`, async (t) => {
    const seed = 1;
    const onDifference = ({ message }: Difference) => void t.fail(message);
    await play(emulator, contract, { seed, count: 375, onDifference });
    t.pass(`seed ${seed}`);
  });
}
