import { LosslessNumber } from 'lossless-json';
import t from 'tap';
import { parseJson } from '../../../src/esb/request/json.js';

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

const values: [text: string, value: unknown][] = [
  ['{}', {}],
  ['{"a": 1, "b": -2, "c": "1.0", "d": [null, true]}', { a: 1, b: -2, c: '1.0', d: [null, true] }],
  ['{"a": 1.0}', { a: new LosslessNumber('1.0') }],
  ['{"a":[1e2,-1E2]}', { a: [new LosslessNumber('1e2'), new LosslessNumber('-1E2')] }],
  ['{"a": 9007199254740991}', { a: 9007199254740991 }],
  ['{"a": 9007199254740993}', { a: 9007199254740993n }],
  ['{"a":-9223372036854775809}', { a: -9223372036854775809n }],
  [`{"a": 1${'0'.repeat(30)}}`, { a: new LosslessNumber(`1${'0'.repeat(30)}`) }],
  ['{"a": 1, "a": 2}', { a: 2 }],
  ['{"a": 1.5, "a": 2}', { a: 2 }],
  ['{"1e2": "x1e2", "b": 1.5}', { '1e2': 'x1e2', b: new LosslessNumber('1.5') }],
];
for (const [text, value] of values) t.strictSame(parseJson(text), value, text);

for (const text of ['{', '{"a": 01}', '{"a": 1.}', "{'a': 1}", '{"a": 1.5,}', '{"a": NaN}', '{}x', nested(901)]) {
  t.throws(() => parseJson(text), { name: 'SyntaxError' }, text.slice(0, 20));
}

t.test('nesting', (t) => {
  t.doesNotThrow(() => parseJson(nested(900)));
  const text = `{"a": "${'[{\\"'.repeat(2000)}", "b": [${'[],'.repeat(2000)} []]}`;
  t.doesNotThrow(() => parseJson(text), 'brackets in strings, and beside each other, do not nest');
  t.end();
});

t.test('__proto__ is a key like any other', (t) => {
  for (const text of ['{"__proto__": {"a": 1}}', '{"__proto__": {"a": 1.5}}']) {
    const value = parseJson(text) as { a?: unknown };
    t.equal(value.a, undefined);
    t.ok(Object.hasOwn(value, '__proto__'));
  }
  t.end();
});
