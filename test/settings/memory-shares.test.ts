import { totalmem } from 'node:os';
import t from 'tap';
import { memoryShares } from '../../src/settings/memory-shares.js';

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

t.test('without a setting it follows the memory that this process may use', (t) => {
  const { total } = memoryShares(undefined);
  t.ok(total >= 64 * MIB && total <= Math.max(64 * MIB, totalmem() / 4), String(total));
  t.end();
});
