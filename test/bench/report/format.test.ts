import t from 'tap';
import { clientsOf, formatCount, formatNumber, formatSize, withUnit } from './format.js';

t.test('numbers have three significant digits, or are whole from 100 on', (t) => {
  const read = [0.123, 9.876, 12.34, 123.4, 12_345.6].map((value) => formatNumber(value) as string);
  t.strictSame(read, ['0.12', '9.88', '12.3', '123', '12,346']);
  t.strictSame(
    [7, 1000, 100_000, 1e6].map((count) => formatSize(count)),
    ['7', '1 k', '100 k', '1 M'],
  );
  t.equal(formatCount(990_000), '990,000');
  t.strictSame([clientsOf(1), clientsOf(20)], ['1 client', '20 clients']);
  t.equal(withUnit(1.5, 'ms'), '1.50 ms');
  t.equal(withUnit(1.5, ''), '1.50');
  t.end();
});
