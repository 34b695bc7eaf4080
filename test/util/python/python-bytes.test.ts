import t from 'tap';
import { pythonBytes } from '../../../src/util/python/python-bytes.js';

/** Bytes, in Latin-1, and what Python prints of them: `repr(bytes)`. */
for (const [latin1, expected] of [
  ['', "b''"],
  ['{"a": 1}', `b'{"a": 1}'`],
  ["it's", `b"it's"`],
  [`{"x":"it's"}`, `b'{"x":"it\\'s"}'`],
  ['\t\n\r\\', "b'\\t\\n\\r\\\\'"],
  ['\0\x1f\x7f\xe4\xb8\xad', "b'\\x00\\x1f\\x7f\\xe4\\xb8\\xad'"],
] as const) {
  t.equal(pythonBytes(Buffer.from(latin1, 'latin1')), expected, JSON.stringify(latin1));
}
