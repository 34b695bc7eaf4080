/** Replays the recordings of a live system, and writes the numbers into the READMEs and `docs/`. Needs `dist/`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEmulator } from '../dist/index.js';
import { countsOf, FILES, withFidelity } from '../test/live/fidelity.js';
import { SETTINGS } from '../test/live/recordings.js';
import { replay } from '../test/live/replay/replay.js';

const pathOf = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const emulator = await createEmulator(SETTINGS);
try {
  const counts = countsOf(await replay(emulator.url));
  for (const [name, language] of FILES) {
    writeFileSync(pathOf(name), withFidelity(readFileSync(pathOf(name), 'utf8'), counts, language));
  }
} finally {
  await emulator.close();
}
