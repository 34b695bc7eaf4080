import t from 'tap';
import { businesses, list, listAll, listChoices, plural, pluralOf } from '../../src/util/words.js';

const cases: [what: string, got: string, expected: string][] = [
  ['no item', listAll([]), ''],
  ['one item', listAll([1]), '1'],
  ['two items', listAll([1, 3]), '1 and 3'],
  ['three items', listAll([1, 3, 4]), '1, 3 and 4'],
  ['choices', listChoices(['a', 'b', 'c']), 'a, b or c'],
  ['a list of five', list([1, 2, 3, 4, 5]), '1, 2, 3, 4 and 5'],
  ['a list of seven', list([1, 2, 3, 4, 5, 6, 7]), '1, 2, 3, 4, 5 and 2 more'],
  ['a list that names two', list(['a', 'b', 'c'], 2), 'a, b and 1 more'],
  ['the plural of row', pluralOf('row'), 'rows'],
  ['the plural of process', pluralOf('process'), 'processes'],
  ['one row', plural(1, 'row'), '1 row'],
  ['no rows', plural(0, 'row'), '0 rows'],
  ['a plural of its own', plural(2, 'reply', 'replies'), '2 replies'],
  ['a business', businesses([4]), 'business 4'],
  ['businesses', businesses([4, 7]), 'businesses 4 and 7'],
];

for (const [what, got, expected] of cases) {
  t.test(what, (t) => {
    t.equal(got, expected);
    t.end();
  });
}
