import fc from 'fast-check';
import t from 'tap';
import { partitionPoint } from '../../src/util/iterables.js';

t.test('it counts the items for which the condition is true', (t) => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(21), (items, bound) => {
      const sorted = [...items].sort((one, other) => one - other);
      return partitionPoint(sorted, (item) => item < bound) === sorted.filter((item) => item < bound).length;
    }),
  );
  t.end();
});
