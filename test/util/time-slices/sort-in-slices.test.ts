import t from 'tap';
import { countTurns } from './helper.js';
import { sortInSlices } from '../../../src/util/time-slices/sort-in-slices.js';

interface Item {
  readonly key: number;
  readonly index: number;
}

const itemsOf = (size: number): Item[] =>
  Array.from({ length: size }, (_, index) => ({ key: (index * 7919) % 1009, index }));

const byKey = (one: Item, other: Item): number => one.key - other.key;

for (const size of [0, 1, 2000, 2001, 5000, 60_000]) {
  t.test(`${size} items are sorted as Array.prototype.sort sorts them`, async (t) => {
    const items = itemsOf(size);
    t.strictSame(await sortInSlices(items, byKey), [...items].sort(byKey));
  });
}

t.test('other work goes on while a long list is sorted', async (t) => {
  const items = itemsOf(20_000);
  const turns = countTurns(t, 6);
  t.strictSame(await sortInSlices(items, byKey), [...items].sort(byKey));
  t.ok(turns() >= 5, `${turns()} turns of the event loop`);
});
