import fc from 'fast-check';
import { isIPv4, isIPv6 } from 'node:net';
import t from 'tap';
import { Masker } from '../../../src/exchanges/masks/masker.js';

const KEY = Buffer.alloc(32, 7);
const masker = new Masker(['a'], KEY);
const mask = (text: string): string => masker.mask(text);

/** The masks of a row of numbers. */
const masksOf = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => mask(String(first + index)));

t.test('each integer has a pseudonym of its own with as many digits', (t) => {
  for (const [first, count] of [
    [1, 9],
    [10, 90],
    [100, 900],
    [2 ** 31 - 300, 600],
  ] as const) {
    const masks = masksOf(first, count);
    t.equal(new Set(masks).size, count, `from ${first}`);
    t.ok(
      masks.every((text, index) => text.length === String(first + index).length && !text.startsWith('0')),
      `digits from ${first}`,
    );
  }
  t.same(masksOf(1, 9).sort(), ['1', '2', '3', '4', '5', '6', '7', '8', '9'], 'all digits');
  t.notSame(masksOf(100, 900).sort(), masksOf(100, 900), 'in another order');
  t.end();
});

t.test('a negative integer has the pseudonym of the positive one, with its sign', (t) => {
  for (let value = 1; value < 1000; value += 1) t.equal(mask(String(-value)), `-${mask(String(value))}`);
  t.end();
});

t.test('a pseudonym is of the integer type of its value', (t) => {
  const kept = fc.bigInt({ min: 10n ** 15n, max: 2n ** 53n - 1n });
  fc.assert(fc.property(kept, (value) => Number.isSafeInteger(Number(mask(String(value))))));
  const long = fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n });
  fc.assert(
    fc.property(long, (value) => {
      const masked = BigInt(mask(String(value)));
      return masked >= 2n ** 53n && masked < 2n ** 63n && String(masked).length === String(value).length;
    }),
  );
  t.end();
});

const FORMS: [text: string, form: RegExp][] = [
  ['0', /^0$/],
  ['-0', /^-0$/],
  ['-12', /^-[1-9]\d$/],
  ['007', /^00[1-9]$/],
  ['1.50', /^[1-9]\.\d\d$/],
  ['0.5', /^0\.\d$/],
  ['0.0', /^0\.0$/],
  ['1e3', /^[1-9]e3$/],
  ['10.0.0.1', /^10\.\d+\.\d+\.\d+$/],
  ['192.168.1.2:8080', /^192\.168\.\d+\.\d+:8080$/],
  ['10.1.2.0/24', /^10\.\d+\.\d+\.\d+\/24$/],
  ['127.0.0.1', /^127\.0\.0\.1$/],
  ['0.0.0.0', /^0\.0\.0\.0$/],
  ['10.0.0.1,10.0.0.2', /^10\.[\d.]+,10\.[\d.]+$/],
  ['::1', /^::1$/],
  ['::', /^::$/],
  ['fe80::1%eth0', /^fe80:[\da-f:]+%eth0$/],
  ['ops.team@mail.example.com', /^[a-z]{3}\.[a-z]{4}@[a-z]{4}\.[a-z]{7}\.com$/],
  ['Web-01_x', /^[A-Z][a-z]{2}-\d\d_[a-z]$/],
  ['配置平台', /^[\u4e00-\u9fa5]{4}$/],
  ['a b', /^[a-z] [a-z]$/],
  ['-', /^-$/],
  ['😀!', /^😀!$/],
  ['', /^$/],
];

t.test('a pseudonym has the form of its value', (t) => {
  for (const [text, form] of FORMS) {
    t.match(mask(text), form, text);
    t.equal(mask(text), mask(text), `${text}, again`);
  }
  t.end();
});

t.test('pieces of a long text that are alike have other pseudonyms behind another beginning', (t) => {
  const [one, other, same] = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
  t.not(mask(`${one}${same}`).slice(64), mask(`${other}${same}`).slice(64));
  t.equal(mask(`${one}${same}`), mask(`${one}${same}`));
  t.end();
});

t.test('the same part has the same pseudonym wherever it stands', (t) => {
  t.equal(mask('10.0.0.1,10.0.0.2'), `${mask('10.0.0.1')},${mask('10.0.0.2')}`);
  t.equal(mask('admin;test'), mask('admin;test'));
  t.equal(mask('admin@example.com').split('@')[0], mask('admin'), 'a user and the name of a mailbox');
  t.equal(mask('2001:DB8::1'), mask('2001:db8:0:0:0:0:0:1'), 'an address in two forms');
  t.not(new Masker(['a'], Buffer.alloc(32, 8)).mask('configuration'), mask('configuration'), 'another key');
  t.end();
});

t.test('addresses stay addresses, and different values stay different', (t) => {
  const distinct = <T>(arbitrary: fc.Arbitrary<T>, holds: (masked: string) => boolean, name: string): void => {
    const several = fc.uniqueArray(arbitrary, { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(several, (values) => {
        const masks = values.map((value) => mask(String(value)));
        return new Set(masks).size === values.length && masks.every(holds);
      }),
    );
    t.pass(name);
  };
  distinct(fc.ipV4(), isIPv4, 'IPv4');
  distinct(
    fc.tuple(fc.constantFrom('2001', 'fd00'), fc.nat(65535), fc.nat(65535)).map(([kind, a, b]) => {
      return new URL(`http://[${kind}::${a.toString(16)}:${b.toString(16)}]/`).hostname.slice(1, -1);
    }),
    isIPv6,
    'IPv6',
  );
  distinct(fc.stringMatching(/^[a-z]{2}[a-zA-Z0-9_-]{0,150}$/), (text) => /^[\w-]+$/.test(text), 'texts');
  t.end();
});

t.test('pseudonyms are made again when many are remembered', (t) => {
  const few = new Masker(['a'], KEY, 2);
  t.same(
    ['1', '2', '3', '1'].map((text) => few.mask(text)),
    ['1', '2', '3', '1'].map(mask),
  );
  t.end();
});
