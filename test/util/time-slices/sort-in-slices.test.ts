import t from 'tap';
import { sortInSlices } from '../../../src/util/time-slices/sort-in-slices.js';

t.test('sorts as Array.prototype.sort does, and lets other work go on', async (t) => {
  for (const size of [0, 1, 2000, 2001, 5000, 60_000]) {
    const items = Array.from({ length: size }, (_, index) => ({ key: (index * 7919) % 1009, index }));
    const compare = (one: { key: number }, other: { key: number }) => one.key - other.key;
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    const sorted = await sortInSlices(items, compare);
    clearInterval(timer);
    t.strictSame(sorted, [...items].sort(compare), `${size} items`);
    if (size === 60_000) t.ok(turns > 0, 'other work went on meanwhile');
  }
});
