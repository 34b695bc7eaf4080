import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { createEmulator } from '../../src/index.js';
import { countsOf, FILES, withFidelity } from './fidelity.js';
import { KNOWN_IDS } from './known-differences.js';
import { EXPECTED, SETTINGS } from './recordings.js';
import { replay } from './replay/replay.js';
import type { Result } from './replay/result.js';

/** The emulator answers what a live system answered: see README.md. */

const root = fileURLToPath(new URL('../..', import.meta.url));

const emulator = await createEmulator({ ...SETTINGS });
t.teardown(() => emulator.close());
const results: Result[] = await replay(emulator.url);
const expected = results.filter(({ kind }) => EXPECTED.includes(kind));

/** A request that a reader can take in; bodies may have megabytes. */
const shown = (request: string): string => (request.length > 2000 ? `${request.slice(0, 2000)}…` : request);

for (const kind of EXPECTED) {
  t.test(`the replies of kind ${kind} are the same`, (t) => {
    const own = expected.filter((result) => result.kind === kind && !KNOWN_IDS.includes(result.id));
    t.not(own.length, 0);
    for (const { id, about, expected, got, request } of own) {
      t.strictSame(got, expected, `${id}: ${about}`, { request: shown(request) });
    }
    t.end();
  });
}

t.test('the known differences are at most five, and each of them is one', (t) => {
  t.ok(KNOWN_IDS.length <= 5);
  const different = expected.filter(({ same }) => !same).map(({ id }) => id);
  for (const id of KNOWN_IDS) {
    t.ok(different.includes(id), `${id} is the same after all: take it out of known-differences.js`);
  }
  t.end();
});

t.test('the numbers in the READMEs and in docs/ are those of the replay', (t) => {
  for (const [name, language] of FILES) {
    const text = readFileSync(root + name, 'utf8');
    t.match(text, '<!-- fidelity: counts -->', name);
    t.equal(
      withFidelity(text, countsOf(results), language),
      text,
      `${name}: run "npm run fidelity" and commit the result`,
    );
  }
  t.end();
});
