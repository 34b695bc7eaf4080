import { inspect } from 'node:util';
import { LosslessNumber } from 'lossless-json';
import t from 'tap';
import { matches } from '../../../src/util/json/matches.js';

const long = '9'.repeat(200);

const cases: [wanted: unknown, given: unknown, expected: boolean][] = [
  [{}, { a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, true],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [{ a: 1 }, { a: 2 }, false],
  [{ page: { start: 500 } }, { page: { start: 500, limit: 500 } }, true],
  [{ page: { start: 500 } }, { page: { start: 0, limit: 500 } }, false],
  [{ page: { start: 500 } }, { page: 500 }, false],
  [{ page: {} }, { page: null }, false],
  [{ page: {} }, { page: [] }, false],
  [{ page: {} }, { page: new LosslessNumber('1.0') }, false],
  [{ toString: 1 }, {}, false],
  [{ a: null }, { a: null }, true],
  [{ a: null }, {}, false],
  [{ a: null }, { a: 0 }, false],
  [{ a: true }, { a: true }, true],
  [{ a: true }, { a: 'true' }, false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[1], [1, 2], false],
  [[{ a: 1 }], [{ a: 1, b: 2 }], true],
  [[], {}, false],
  [2, 2, true],
  [2, '2', true],
  [2, '+2', true],
  [2, '02', true],
  [2, ' 2', false],
  [2, '', false],
  [2, 'two', false],
  [2, '3', false],
  [2, true, false],
  [0, null, false],
  [0, undefined, false],
  [0, '', false],
  [2, [2], false],
  ['2', 2, false],
  ['2', '2', true],
  ['2', '02', false],
  [2, 2n, true],
  [2n, 2, true],
  [9007199254740993n, 9007199254740993n, true],
  [9007199254740993n, new LosslessNumber('9007199254740993'), true],
  [9007199254740993n, '9007199254740993', true],
  [9007199254740993n, 9007199254740992, false],
  [1, new LosslessNumber('1.0'), true],
  [100, new LosslessNumber('1e2'), true],
  [new LosslessNumber('1e2'), '100', true],
  [0.5, '0.5', true],
  [0.5, 1, false],
  [-5, '-5', true],
  [new LosslessNumber(long), new LosslessNumber(long), true],
  [new LosslessNumber(long), new LosslessNumber(`${long}9`), false],
  [1, long, false],
];
for (const [wanted, given, expected] of cases) {
  t.equal(matches(wanted, given), expected, `${inspect(wanted)} in ${inspect(given)}`);
}
