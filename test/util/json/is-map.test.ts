import { LosslessNumber } from 'lossless-json';
import t from 'tap';
import { isMap } from '../../../src/util/json/is-map.js';

const cases: [what: string, value: unknown, expected: boolean][] = [
  ['a map', { a: 1 }, true],
  ['an empty map', {}, true],
  ['a list', [], false],
  ['null', null, false],
  ['a string', 'a', false],
  ['a number that keeps its text', new LosslessNumber('1'), false],
];

for (const [what, value, expected] of cases) {
  t.test(what, (t) => {
    t.equal(isMap(value), expected);
    t.end();
  });
}
