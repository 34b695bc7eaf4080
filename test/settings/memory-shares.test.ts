import { totalmem } from 'node:os';
import t from 'tap';
import { memoryShares } from '../../src/settings/memory-shares.js';
import { usableMemory } from '../../src/util/memory/usable-memory.js';

const MIB = 2 ** 20;

t.test('a quarter is for the journals, the rest for data', (t) => {
  const cases = [
    { name: 'set', maxMemory: 100, usable: 1, total: 100 },
    { name: 'a small container', maxMemory: undefined, usable: 128 * MIB, total: 64 },
    { name: 'a container', maxMemory: undefined, usable: 512 * MIB, total: 128 },
    { name: 'a large machine', maxMemory: undefined, usable: 64 * 1024 * MIB, total: 1024 },
  ];
  for (const { name, maxMemory, usable, total } of cases) {
    t.strictSame(
      memoryShares(maxMemory, usable),
      { total: total * MIB, journals: (total / 4) * MIB, data: (total / 4) * 3 * MIB },
      name,
    );
  }
  t.end();
});

t.test('the memory of the machine counts if there is no lower limit', (t) => {
  t.equal(usableMemory(256 * MIB), 256 * MIB);
  for (const limit of [0, 2 ** 63]) t.equal(usableMemory(limit), totalmem(), String(limit));
  t.end();
});

t.test('without a setting it follows the memory that this process may use', (t) => {
  const { total } = memoryShares(undefined);
  t.ok(total >= 64 * MIB && total <= Math.max(64 * MIB, totalmem() / 4), String(total));
  t.end();
});
