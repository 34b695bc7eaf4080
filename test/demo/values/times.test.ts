import fc from 'fast-check';
import t from 'tap';
import { beijing, utc } from '../../../src/demo/values/times.js';

t.test('times are as Date prints them, of Greenwich and of Beijing', (t) => {
  const times = fc.integer({ min: 0, max: Date.UTC(2100, 0) });
  fc.assert(
    fc.property(times, (time) => {
      const later = new Date(time + 8 * 3_600_000).toISOString();
      return utc(time) === new Date(time).toISOString() && beijing(time) === later.replace('Z', '+08:00');
    }),
    { numRuns: 2000 },
  );
  t.end();
});
