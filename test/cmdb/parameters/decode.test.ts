import { inspect } from 'node:util';
import { LosslessNumber } from 'lossless-json';
import t from 'tap';
import {
  checkBoolean,
  decodeInt64,
  decodeInt64List,
  decodeObject,
  decodeString,
  decodeStringList,
} from '../../../src/cmdb/parameters/decode.js';
import { Repeated } from '../../../src/cmdb/parameters/fields.js';
import { readId } from '../../../src/cmdb/parameters/url-biz-id.js';

const MAX = 2n ** 63n - 1n;

for (const [value, expected] of [
  [undefined, 0],
  [null, 0],
  [0, 0],
  [-5, -5],
  [MAX, MAX],
  [-(2n ** 63n), -(2n ** 63n)],
] as const) {
  t.equal(decodeInt64(value, 'id'), expected, String(value));
}

const refusedTypes = ['1', '', true, [], {}, new LosslessNumber('1.0'), new LosslessNumber('1e2'), MAX + 1n, 1.5];
for (const value of refusedTypes) {
  t.throws(() => decodeInt64(value, 'id'), { code: 1199000 }, inspect(value));
  if (typeof value !== 'string') t.equal(readId(value), undefined, inspect(value));
}

for (const [value, expected] of [
  [7, 7],
  [MAX, MAX],
  ['2', 2],
  ['+2', undefined],
  ['-2', undefined],
  ['007', 7],
  [String(MAX), MAX],
  [String(MAX + 1n), undefined],
  ['', undefined],
  [' 2', undefined],
  ['2.0', undefined],
  ['0x2', undefined],
  [null, undefined],
  [undefined, undefined],
] as const) {
  t.equal(readId(value), expected, JSON.stringify(String(value)));
}

t.same(decodeObject({ a: 1 }, 'page'), { a: 1 });
t.equal(decodeObject(null, 'page'), undefined);
t.equal(decodeObject(undefined, 'page'), undefined);
for (const value of [1, '{}', [], true, new LosslessNumber('1.0')]) {
  t.throws(() => decodeObject(value, 'page'), { code: 1199000 }, inspect(value));
}
for (const value of [undefined, null, '', 'id']) t.doesNotThrow(() => decodeString(value, 'sort'), String(value));
for (const value of [1, {}, [], false]) t.throws(() => decodeString(value, 'sort'), { code: 1199000 }, inspect(value));

t.test('a field with several spellings', (t) => {
  const repeated = (...values: unknown[]) => new Repeated(values);
  t.equal(decodeInt64(repeated(1, 2, null), 'id'), 2);
  t.equal(decodeInt64(repeated(null, null), 'id'), 0);
  t.equal(decodeString(repeated('a', 'b'), 'sort'), 'b');
  t.equal(decodeString(repeated('a', null), 'sort'), undefined);
  t.strictSame(decodeInt64List(repeated([1], [2, 3]), 'ids'), [2, 3]);
  t.strictSame(decodeInt64List(repeated([1], null), 'ids'), []);
  t.strictSame(decodeStringList(repeated(null, ['a', null]), 'fields'), ['a', '']);
  t.same(decodeObject(repeated({ a: 1, B: 2 }, null, { A: 3 }), 'page'), { a: repeated(1, 3), b: 2 });
  t.equal(decodeObject(repeated(null, null), 'page'), undefined);
  for (const decode of [decodeInt64, decodeString, decodeInt64List, decodeObject, checkBoolean]) {
    for (const wrong of [repeated(new LosslessNumber('1.0'), null), repeated(null, new LosslessNumber('1.0'))]) {
      t.throws(() => decode(wrong, 'field'), { code: 1199000 }, decode.name);
    }
  }
  t.end();
});
