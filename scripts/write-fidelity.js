/** Replays the recordings of a live system, and writes the numbers into the READMEs and `docs/`. Needs `dist/`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEmulator } from '../dist/index.js';
import { countsOf, FILES, withFidelity } from '../test/live/fidelity.js';
import { readRecordings, SETTINGS } from '../test/live/recordings.js';
import { replayCmdb } from '../test/live/replay-cmdb.js';
import { replayEsb } from '../test/live/replay-esb.js';

const pathOf = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const { esb, cmdb } = readRecordings();
const emulator = await createEmulator(SETTINGS);
try {
  const results = [...(await replayEsb(emulator.url, esb)), ...(await replayCmdb(emulator.url, cmdb))];
  const counts = countsOf(results);
  for (const [name, language] of FILES) {
    writeFileSync(pathOf(name), withFidelity(readFileSync(pathOf(name), 'utf8'), counts, language));
  }
} finally {
  await emulator.close();
}
