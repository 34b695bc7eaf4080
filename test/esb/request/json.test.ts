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
  ['{"a": NaN}', { a: NaN }],
  ['{"a":[Infinity,-Infinity ,NaN], "b": 1.5}', { a: [Infinity, -Infinity, NaN], b: new LosslessNumber('1.5') }],
  ['{"a": "NaN \\" Infinity", "NaN": -Infinity}', { a: 'NaN " Infinity', NaN: -Infinity }],
  [`{"a": ${'9'.repeat(4300)}}`, { a: new LosslessNumber('9'.repeat(4300)) }],
  ['{"1e2": "x1e2", "b": 1.5}', { '1e2': 'x1e2', b: new LosslessNumber('1.5') }],
];
for (const [text, value] of values) t.strictSame(parseJson(text), value, text);

for (const text of [
  '{',
  '{"a": 01}',
  '{"a": 1.}',
  "{'a': 1}",
  '{"a": 1.5,}',
  '{}x',
  '{"a": -NaN}',
  '{"a": 1NaN}',
  '{"a": NaN1}',
  nested(952),
]) {
  t.throws(() => parseJson(text), { name: 'SyntaxError' }, text.slice(0, 20));
}

t.test('numbers beyond a double keep their text, also beside words', (t) => {
  for (const [text, wanted] of [
    ['{"a": -1e400}', '-1e400'],
    ['{"a": 1e9990, "b": NaN}', '1e9990'],
    [`{"a": ${'9'.repeat(4301)}.0}`, `${'9'.repeat(4301)}.0`],
    ['{"a": 1e99990, "b": "1e9991", "c": NaN}', '1e99990'],
  ] as const) {
    t.equal(String((parseJson(text) as { a: unknown }).a), wanted, text);
  }
  t.end();
});

t.test('digits', (t) => {
  for (const digits of ['9'.repeat(4301), `-${'9'.repeat(4301)}`]) {
    t.throws(() => parseJson(`{"a": ${digits}}`), { name: 'SyntaxError' });
  }
  t.end();
});

t.test('nesting', (t) => {
  t.doesNotThrow(() => parseJson(nested(953), 2), 'more levels, where the live ESB can read more');
  t.throws(() => parseJson(nested(954), 2), { name: 'SyntaxError' });
  t.doesNotThrow(() => parseJson(nested(951)));
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
