import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import t from 'tap';
import { parseGoJson } from '../../src/api-server/go-json.js';
import { Repeated } from '../../src/cmdb/parameters/fields.js';
import { runs } from '../runs.js';

t.test('JSON without repeated keys and delicate numbers is what JSON.parse makes of it', (t) => {
  const value = fc.jsonValue({ maxDepth: 12, noUnicodeString: false });
  fc.assert(
    fc.property(value, (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/[.eE]|\d{16}/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, '')));
      t.strictSame(parseGoJson(text), JSON.parse(text));
    }),
    runs(200),
  );
  t.end();
});

t.test('numbers keep their form', (t) => {
  for (const text of ['1.0', '1e2', '-0.5', '123456789012345678901234567890', '1e400']) {
    const { x } = parseGoJson(`{"x":${text}}`) as { x: unknown };
    t.ok(x instanceof LosslessNumber, text);
    t.equal(String(x), text);
  }
  t.strictSame(parseGoJson('[9007199254740993, 9007199254740991, 7]'), [9007199254740993n, 9007199254740991, 7]);
  t.end();
});

t.test('a repeated key keeps all of its values, in their order', (t) => {
  const value = fc.oneof(fc.integer({ min: 0, max: 99 }), fc.constant(null), fc.constant('a:b'));
  const entries = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c:d'), value), { maxLength: 6 });
  fc.assert(
    fc.property(entries, fc.boolean(), (entries, isNested) => {
      const object = `{${entries.map(([key, value]) => `"${key}":${JSON.stringify(value)}`).join(',')}}`;
      const parsed = parseGoJson(isNested ? `{"x":[${object}]}` : object);
      const read = (isNested ? (parsed as { x: [unknown] }).x[0] : parsed) as Record<string, unknown>;
      for (const key of new Set(entries.map(([key]) => key))) {
        const given = entries.filter(([other]) => other === key).map(([, value]) => value);
        const got = read[key] instanceof Repeated ? read[key].values : [read[key]];
        // A value that is given again right away says nothing new.
        const news = given.filter(
          (value, index) => index === 0 || JSON.stringify(value) !== JSON.stringify(given[index - 1]),
        );
        t.strictSame(got.at(-1), news.at(-1));
        t.ok(got.every((value) => given.includes(value as never)));
      }
    }),
    runs(200),
  );
  t.end();
});

t.test('what is no JSON to Go is refused', (t) => {
  for (const text of [
    'NaN',
    '{"x":Infinity}',
    "{'x':1}",
    '{"x":01}',
    '{"x":+1}',
    '[1,]',
    '{"x":1}}',
    '\ufeff{}',
    '{"x":"\u0001"}',
  ]) {
    t.throws(() => parseGoJson(text), text);
  }
  t.end();
});

t.test('nesting deeper than 10000 is refused before anything is parsed', (t) => {
  const deep = (depth: number, inside = '') => `{"x":${'['.repeat(depth - 1)}${inside}${']'.repeat(depth - 1)}}`;
  const message = 'arrays and objects are nested deeper than 10000';
  for (const text of [
    deep(10_001),
    `{"x":${'['.repeat(4_000_000)}`,
    '{"x":'.repeat(10_001),
    `{"a":"\\"]}]}","x":${'['.repeat(10_000)}`,
  ]) {
    t.throws(() => parseGoJson(text), { message });
  }
  for (const text of [
    `{"x":"${'['.repeat(10_001)}"}`,
    `{"x":"${'['.repeat(5000)}\\"${'{'.repeat(5001)}"}`,
    `{"x":[${'[],'.repeat(10_001)}{}]}`,
    deep(100, 'null'.padEnd(10_000)),
  ]) {
    t.strictSame(parseGoJson(text), JSON.parse(text));
  }
  t.end();
});
