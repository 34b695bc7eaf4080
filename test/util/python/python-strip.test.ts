import t from 'tap';
import { pythonStrip } from '../../../src/util/python/python-strip.js';

for (const [text, expected] of [
  ['a', 'a'],
  [' a b ', 'a b'],
  ['\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\u00a0\u3000a', 'a'],
  ['a\u2028\u2029', 'a'],
  ['\ufeffa\u200b', '\ufeffa\u200b'],
  ['  ', ''],
  ['', ''],
] as const) {
  t.equal(pythonStrip(text), expected, encodeURIComponent(text));
}
