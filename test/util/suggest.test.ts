import t from 'tap';
import { didYouMean } from '../../src/util/suggest.js';

const KNOWN = ['modules', 'hosts', 'db'];

const cases: [written: string, most: number | undefined, expected: string][] = [
  ['module', undefined, '; did you mean modules?'],
  ['hsots', undefined, '; did you mean hosts?'],
  ['xy', undefined, '; did you mean db?'],
  ['entirely else', undefined, ''],
  ['modl', 2, ''],
  ['moduls', 1, '; did you mean modules?'],
  ['m'.repeat(201), 1000, ''],
];

for (const [written, most, expected] of cases) {
  t.test(`${written}, at most ${most ?? 'half'} wrong`, (t) => {
    t.equal(didYouMean(written, KNOWN, most), expected);
    t.end();
  });
}

t.test('there is nothing to suggest among no names', (t) => {
  t.equal(didYouMean('module', []), '');
  t.end();
});
