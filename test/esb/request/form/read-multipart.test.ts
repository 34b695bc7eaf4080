import t from 'tap';
import { charsetNamed, UTF_8 } from '../../../../src/esb/request/form/charset.js';
import { wrongTwin } from '../../../twins.js';
import { FormError } from '../../../../src/esb/request/form/read-form.js';
import { readMultipart } from '../../../../src/esb/request/form/read-multipart.js';

const TYPE = 'multipart/form-data; boundary=b';
const part = (headers: string, content: string): string => `--b\r\n${headers}\r\n\r\n${content}\r\n`;
const field = (name: string, content: string, more = ''): string =>
  part(`Content-Disposition: form-data; name="${name}"${more}`, content);
const read = (body: string | Buffer, type = TYPE, charset = UTF_8): Record<string, string> =>
  Object.fromEntries(readMultipart(Buffer.from(body as string), type, charset));

const END = '--b--\r\n';
const ONE = { a: '1' };

const forms: [name: string, body: string, fields: Record<string, string>][] = [
  ['a field', field('a', '1') + END, ONE],
  ['no body', '', {}],
  ['no closing boundary', field('a', '1'), { a: '1\r\n' }],
  ['cut inside the closing boundary', `${field('a', '1')}-`, { a: '1\r\n-' }],
  ['the last of several counts', field('a', '0') + field('a', '1') + END, ONE],
  ['a file is no field', field('f', 'x', '; filename="f.txt"') + field('a', '1') + END, ONE],
  ['an empty file name is none', field('a', '1', '; filename=""') + END, ONE],
  ['text before and after', `before\r\n${field('a', '1')}${END}after`, ONE],
  ['a boundary inside a line', `x--b\r\nContent-Disposition: x; name=a\r\n\r\n1--b--`, ONE],
  ['line feeds alone', field('a', '1').replaceAll('\r\n', '\n'), {}],
  [
    'one line feed before the boundary is removed',
    '--b\r\nContent-Disposition: x; name=a\r\n\r\n1\n\n--b--',
    { a: '1\n' },
  ],
  ['header names in any case', part('CONTENT-DISPOSITION: form-data; NAME=a', '1') + END, ONE],
  ['a blank before the colon', part('Content-Disposition : form-data; name=a', '1') + END, {}],
  ['no name', part('Content-Disposition: form-data', '1') + END, {}],
  ['no disposition', part('Content-Type: text/plain', '1') + END, {}],
  ['a line without colon', part('nonsense\r\nContent-Disposition: form-data; name=a', '1') + END, ONE],
  ['a name in blanks', field('  a ', '1') + END, ONE],
  ['a semicolon in quotes', field('a;b', '1') + END, { 'a;b': '1' }],
  ['escapes in quotes', field('a\\"b\\\\', '1') + END, { 'a"b\\': '1' }],
  ['an encoded name', part("Content-Disposition: x; name*=UTF-8''%E4%B8%AD", '1') + END, { 中: '1' }],
  ['an encoded name of an unknown encoding', part("Content-Disposition: x; name*=none''%61", '1') + END, ONE],
  ['a name with a star and no encoding', part('Content-Disposition: x; name*=a', '1') + END, ONE],
  ['Chinese', field('中', '文') + END, { 中: '文' }],
  ['Base64', part('Content-Disposition: x; name=a\r\nContent-Transfer-Encoding: BASE64', 'MQ==') + END, ONE],
  [
    'broken Base64 stays as it is',
    part('Content-Disposition: x; name=a\r\nContent-Transfer-Encoding: base64', 'MQ=') + END,
    { a: 'MQ=' },
  ],
  [
    'another transfer encoding',
    part('Content-Disposition: x; name=a\r\nContent-Transfer-Encoding: quoted-printable', '=31') + END,
    { a: '=31' },
  ],
  ['a header of 1,024 bytes', part(`${'x'.repeat(980)}\r\nContent-Disposition: x; name=a`, '1') + END, ONE],
  ['a longer header', part(`${'x'.repeat(1024)}\r\nContent-Disposition: x; name=a`, '1') + END, {}],
];
for (const [name, body, fields] of forms) t.strictSame(read(body), fields, name);

const GBK = charsetNamed('gbk');
t.strictSame(
  read(Buffer.concat([Buffer.from('--b\r\nContent-Disposition: x; name=a\r\n\r\n'), Buffer.of(0xd6, 0xd0)]), TYPE, GBK),
  { a: '中' },
  'the charset of the form',
);

const fieldsOf = (count: number): string => field('a', '1').repeat(count);
const filesOf = (count: number): string => field('f', '', '; filename=f').repeat(count);
t.strictSame(read(fieldsOf(1000) + END), ONE, 'as many fields as may be');
t.strictSame(read(field('a', '1') + filesOf(100) + END), ONE, 'as many files as may be');

const refused: [name: string, body: string, type?: string][] = [
  ['too many fields', fieldsOf(1001) + END],
  ['too many parts without a header', `${'--b\r\nx\r\n'.repeat(1002)}${END}`],
  ['too many files', filesOf(101) + END],
  ['no boundary', '', 'multipart/form-data'],
  ['an empty boundary', '', 'multipart/form-data; boundary='],
  ['a boundary that ends in a blank', '', 'multipart/form-data; boundary="b "'],
  ['a long boundary', '', `multipart/form-data; boundary=${'b'.repeat(202)}`],
  ['a type that is not ASCII', '', 'multipart/form-data; boundary=é'],
];
const refusalOf = (body: string, type?: string): unknown => {
  try {
    return read(body, type);
  } catch (error) {
    return error;
  }
};
for (const [name, body, type] of refused) {
  const refusal = refusalOf(body, type);
  t.equal(refusal instanceof FormError ? wrongTwin(refusal.detail) : 'no refusal', undefined, name);
}
