import t from 'tap';
import { parse } from 'lossless-json';
import { pythonLiteral, pythonText } from '../../../src/util/python/python-text.js';

/** JSON text, and what Python 3.11 prints of it: `str(json.loads(text))`. */
for (const [json, expected] of [
  ['"a b"', 'a b'],
  ['true', 'True'],
  ['false', 'False'],
  ['null', 'None'],
  ['5', '5'],
  ['-0', '0'],
  ['12345678901234567890123', '12345678901234567890123'],
  ['1.0', '1.0'],
  ['-0.0', '-0.0'],
  ['1e2', '100.0'],
  ['1e15', '1000000000000000.0'],
  ['1e16', '1e+16'],
  ['1.5e300', '1.5e+300'],
  ['1e-4', '0.0001'],
  ['1e-5', '1e-05'],
  ['0.1', '0.1'],
  ['123456789.125', '123456789.125'],
  ['1e400', 'inf'],
  ['-1e400', '-inf'],
  ['[]', '[]'],
  ['{}', '{}'],
  ['["a", 1, null, [true]]', "['a', 1, None, [True]]"],
  ['{"a": 1, "b": {"c": 2.50}}', "{'a': 1, 'b': {'c': 2.5}}"],
  [`["it's"]`, `["it's"]`],
  ['["\\"it\'s\\""]', `['"it\\'s"']`],
  ['["\\\\\\n\\r\\t\\u0001\\u007f"]', "['\\\\\\n\\r\\t\\x01\\x7f']"],
  ['["\\u00a0\\u200b\\ud800\\ue000"]', "['\\xa0\\u200b\\ud800\\ue000']"],
  ['["\\udb40\\udc01 中é"]', "['\\U000e0001 中é']"],
] as const) {
  t.equal(pythonText(parse(json)), expected, json);
}

for (const [value, expected] of [
  [NaN, 'nan'],
  [Infinity, 'inf'],
  [-Infinity, '-inf'],
  [2.5, '2.5'],
  [-0, '0'],
  [9007199254740993n, '9007199254740993'],
  [undefined, 'None'],
  ['a', "'a'"],
] as const) {
  t.equal(pythonLiteral(value), expected, `the value ${String(value)}`);
}
