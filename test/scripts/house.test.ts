import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import t from 'tap';
import { circlesIn, readFiles, roomOf } from '../../scripts/lib/house.js';
import { withHouse } from '../../scripts/lib/house-table.js';
import { forbiddenFor, LAYERS, MOST_FILES, MOST_LINES } from '../../scripts/lib/layers.js';

/** The house keeps its order: rooms, imports, and files that a reader can take in. */

/** Tables of data, which nobody reads from top to bottom. */
const LONGER = ['demo/catalogue.ts'];

const files = readFiles();
const importsOf = (file: string): string[] => files.get(file)?.imports ?? [];

t.test('each room has its place, and each place its room', (t) => {
  const rooms = new Set([...files.keys()].map(roomOf));
  t.strictSame([...rooms].sort(), LAYERS.flatMap((row) => Object.keys(row)).sort());
  t.end();
});

t.test('imports run downward only', (t) => {
  const wrong = [...files.keys()].flatMap((file) => {
    const forbidden = forbiddenFor(roomOf(file));
    return importsOf(file)
      .filter((imported) => forbidden.includes(roomOf(imported)))
      .map((imported) => `${file} imports ${imported}`);
  });
  t.strictSame(wrong, []);
  t.end();
});

t.test('no files import each other in a circle', (t) => {
  t.strictSame(circlesIn(files), []);
  t.end();
});

t.test('a circle is found', (t) => {
  const importing = (...imports: string[]) => ({ lines: 1, imports });
  const circle = new Map([
    ['a.ts', importing('b.ts')],
    ['b.ts', importing('c.ts')],
    ['c.ts', importing('b.ts')],
  ]);
  t.strictSame(circlesIn(circle), ['b.ts → c.ts → b.ts']);
  t.end();
});

t.test(`no folder has more than ${MOST_FILES} files`, (t) => {
  const counts = new Map<string, number>();
  for (const file of files.keys()) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  t.strictSame(
    [...counts].filter(([, count]) => count > MOST_FILES),
    [],
  );
  t.end();
});

t.test(`no file has more than ${MOST_LINES} lines`, (t) => {
  const long = [...files].filter(([file, { lines }]) => lines > MOST_LINES && !LONGER.includes(file));
  t.strictSame(
    long.map(([file, { lines }]) => `${file} has ${lines}`),
    [],
  );
  t.end();
});

t.test('the table of rooms in CONTRIBUTING.md is current', (t) => {
  const text = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8');
  t.match(text, '<!-- end of rooms -->');
  t.equal(withHouse(text, files), text, 'run "npm run house" and commit the result');
  t.end();
});
