import t from 'tap';
import { median, summary } from './lib/stats.js';
import { amount, number, short } from './lib/words.js';

t.test('a median is the one in the middle, or between the two that are', (t) => {
  t.equal(median([3]), 3);
  t.equal(median([10, 9, 1]), 9);
  t.equal(median([10, 1, 3, 2]), 2.5);
  t.end();
});

t.test('values are not sorted under the feet of whoever measured them', (t) => {
  const values = [3, 1, 2];
  t.strictSame(summary(values), { median: 2, min: 1, max: 3, count: 3 });
  t.strictSame(values, [3, 1, 2]);
  t.end();
});

t.test('numbers have three digits that tell something', (t) => {
  const read = [0.123, 9.876, 12.34, 123.4, 12_345.6].map((value) => number(value) as string);
  t.strictSame(read, ['0.12', '9.88', '12.3', '123', '12,346']);
  t.strictSame(
    [7, 1000, 100_000, 1e6].map((count) => short(count)),
    ['7', '1 k', '100 k', '1 M'],
  );
  t.equal(amount(1.5, 'ms'), '1.50 ms');
  t.equal(amount(1.5, ''), '1.50');
  t.end();
});
