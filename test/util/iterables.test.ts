import t from 'tap';
import { chunks, groupBy, map } from '../../src/util/iterables.js';

t.test('map converts an item when it is read', (t) => {
  const converted: number[] = [];
  const doubled = map([1, 2, 3], (item) => {
    converted.push(item);
    return item * 2;
  });
  t.strictSame(converted, []);
  t.equal(doubled.next().value, 2);
  t.strictSame(converted, [1]);
  t.strictSame([...doubled], [4, 6]);
  t.end();
});

t.test('groups keep the order in which items come', (t) => {
  const groups = groupBy([3, 2, 1, 4, 6], (item) => item % 2);
  t.strictSame(
    [...groups],
    [
      [1, [3, 1]],
      [0, [2, 4, 6]],
    ],
  );
  t.end();
});

const cases: [what: string, items: number[], expected: number[][]][] = [
  ['no items', [], []],
  ['fewer than a chunk', [1], [[1]]],
  ['a whole chunk', [1, 2], [[1, 2]]],
  ['a rest', [1, 2, 3], [[1, 2], [3]]],
];

for (const [what, items, expected] of cases) {
  t.test(`chunks of two: ${what}`, (t) => {
    t.strictSame([...chunks(items, 2)], expected);
    t.end();
  });
}
