import t from 'tap';
import { median, summary } from './stats.js';

t.test('the median is the value in the middle, or between the two in the middle', (t) => {
  t.equal(median([3]), 3);
  t.equal(median([10, 9, 1]), 9);
  t.equal(median([10, 1, 3, 2]), 2.5);
  t.end();
});

t.test('a summary leaves the order of the values as it is', (t) => {
  const values = [3, 1, 2];
  t.strictSame(summary(values), { median: 2, min: 1, max: 3, count: 3 });
  t.strictSame(values, [3, 1, 2]);
  t.end();
});
