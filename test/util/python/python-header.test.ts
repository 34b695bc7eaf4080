import t from 'tap';
import { parse } from 'lossless-json';
import { headerProblem } from '../../../src/util/python/python-header.js';

const INVALID = 'Invalid leading whitespace, reserved character(s), or returncharacter(s) in header value: ';
const notText = (part: string, kind: string): string =>
  `Header part (${part}) from {'Bk-Username': ${part}} must be of type str or bytes, not <class '${kind}'>`;

/** JSON text, and what Python's requests 2.31 says to it as the value of a header. */
for (const [json, expected] of [
  ['"admin"', undefined],
  ['"a b "', undefined],
  ['""', undefined],
  ['"a\\tb"', undefined],
  ['"a\\u0000b"', undefined],
  ['"é\u00a0"', undefined],
  ['" a"', `${INVALID}' a'`],
  ['"\\ta"', `${INVALID}'\\ta'`],
  ['"\\u3000a"', `${INVALID}'\\u3000a'`],
  ['"a\\rb"', `${INVALID}'a\\rb'`],
  ['"a\\r"', `${INVALID}'a\\r'`],
  ['"a\\nb"', `${INVALID}'a\\nb'`],
  ['"a\\n"', "Invalid header value b'a\\n'"],
  ['"é\\n"', "Invalid header value b'\\xe9\\n'"],
  ['"\\n"', "Invalid header value b'\\n'"],
  ['"张三"', "'latin-1' codec can't encode characters in position 0-1: ordinal not in range(256)"],
  ['"a中b"', "'latin-1' codec can't encode character '\\u4e2d' in position 1: ordinal not in range(256)"],
  ['"😀😀 中"', "'latin-1' codec can't encode characters in position 0-1: ordinal not in range(256)"],
  ['"é😀"', "'latin-1' codec can't encode character '\\U0001f600' in position 1: ordinal not in range(256)"],
  ['"\\ud800"', "'latin-1' codec can't encode character '\\ud800' in position 0: ordinal not in range(256)"],
  ['12', notText('12', 'int')],
  ['1.50', notText('1.5', 'float')],
  ['true', notText('True', 'bool')],
  ['["a"]', notText("['a']", 'list')],
  ['{"a": 1}', notText("{'a': 1}", 'dict')],
] as const) {
  t.equal(headerProblem('Bk-Username', parse(json)), expected, json);
}
for (const [value, part, kind] of [
  [7, '7', 'int'],
  [0.5, '0.5', 'float'],
  [9007199254740993n, '9007199254740993', 'int'],
] as const) {
  t.equal(headerProblem('Bk-Username', value), notText(part, kind), `a ${typeof value}: ${value}`);
}
