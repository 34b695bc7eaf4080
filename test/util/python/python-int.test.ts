import t from 'tap';
import { pythonInt } from '../../../src/util/python/python-int.js';

/** Text, and what Python 3.11 reads: `int(text)`; undefined where it raises an error. */
for (const [text, expected] of [
  ['7', 7],
  ['007', 7],
  ['+7', 7],
  ['-3', -3],
  ['-0', -0],
  ['7_0', 70],
  ['_7', undefined],
  ['7_', undefined],
  ['7__0', undefined],
  ['+_7', undefined],
  ['+ 7', undefined],
  [' \t\n\v\f\r7 ', 7],
  ['\x857', 7],
  ['\u30007\u00a0', 7],
  ['\x1c7', undefined],
  ['\ufeff7', undefined],
  ['7\u200b', undefined],
  ['7\0', undefined],
  ['٣_٤', 34],
  ['０７', 7],
  ['𝟩', 7],
  ['𝟘𝟿', 9],
  ['²', undefined],
  ['1.5', undefined],
  ['1e2', undefined],
  ['', undefined],
  [' ', undefined],
  ['x', undefined],
  ['9'.repeat(4300), Infinity],
  ['9'.repeat(4301), undefined],
  ['0'.repeat(4301), undefined],
  ['1_'.repeat(4299) + '1', Infinity],
] as const) {
  t.equal(pythonInt(text), expected, encodeURIComponent(text).slice(0, 60));
}
