import t from 'tap';
import { charsetOf } from '../../../../src/esb/request/form/charset-of.js';
import { charsetNamed, UTF_8 } from '../../../../src/esb/request/form/charset.js';

const NAMES: [name: string, bytes: number[], strict: string | undefined, loose: string][] = [
  ['UTF-8', [0xe4, 0xb8, 0xad], '中', '中'],
  ['utf_8', [0xff], undefined, '\ufffd'],
  ['Latin1', [0x80], '\x80', '\x80'],
  ['ascii', [0x61], 'a', 'a'],
  ['US-ASCII', [0xe9], undefined, '\ufffd'],
  ['GB2312', [0xd6, 0xd0], '中', '中'],
  ['gbk', [0xff], undefined, '\ufffd'],
  ['Shift_JIS', [0xd6], 'ﾖ', 'ﾖ'],
];
for (const [name, bytes, strict, loose] of NAMES) {
  const charset = charsetNamed(name);
  t.equal(charset?.decode(Buffer.from(bytes)), strict, name);
  t.equal(charset?.decodeLoosely(Buffer.from(bytes)), loose, `${name}, loosely`);
}
for (const name of ['', 'nonsense', 'constructor']) t.equal(charsetNamed(name), undefined, name);

for (const type of [undefined, 'text/plain', 'a/b; charset', 'a/b; charset=nonsense', 'a/b; xcharset=gbk']) {
  t.equal(charsetOf(type), UTF_8, String(type));
}
t.equal(charsetOf('a/b; Charset="gbk"').decode(Buffer.of(0xd6, 0xd0)), '中');
