import t from 'tap';
import { decodeBase64 } from '../../../../src/esb/request/form/base64.js';

/** As Python 3.11 decodes them. */
const CASES: [text: string, decoded: string | undefined][] = [
  ['', ''],
  ['YQ==', 'a'],
  ['YQ', undefined],
  ['YQ=', undefined],
  ['Y', undefined],
  ['YWI=YWI=', 'ab'],
  ['=YWI=', 'ab'],
  ['Y=Q==', 'a'],
  ['YQ=x=', 'a\x0c'],
  ['YWJj\r\n', 'abc'],
  ['YWJj=', 'abc'],
];
for (const [text, decoded] of CASES) t.equal(decodeBase64(text)?.toString('latin1'), decoded, JSON.stringify(text));
