import { readFileSync } from 'node:fs';
import t from 'tap';
import { withResults } from './results.js';

/** The page shows the figures of the last long runs. */

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

t.test('robustness.md shows results.json', (t) => {
  const page = read('../../robustness.md');
  t.equal(
    withResults(page, JSON.parse(read('../results.json')) as Record<string, object>),
    page,
    'run a script with --out test/robustness',
  );
  t.end();
});

t.test('figures need their place in the page', (t) => {
  t.throws(() => withResults('# A page', { fuzz: { seed: 1 } }), /no place for the figures of fuzz/);
  t.end();
});
