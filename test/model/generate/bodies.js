import { object, once, pick } from './values.js';

/** Members written as a body: JSON in several encodings, whole or broken, and forms. */

const utf32 = (text) => {
  const words = Array.from(text, (character) => character.codePointAt(0));
  const bytes = Buffer.alloc(words.length * 4);
  words.forEach((word, index) => bytes.writeUInt32LE(word, index * 4));
  return bytes;
};

const BREAKS = [
  (text) => `${text}x`,
  (text) => text.slice(0, -1),
  (text) => `${text}${text}`,
  (text) => `${text.slice(0, -1)},}`,
  (text) => text.replace(':', '='),
  (text) => text.replaceAll('"', "'"),
  (text) => text.replace('{', '{/* c */'),
  (text) => text.replace('{', '{\u00a0'),
  (text) => `${text}\0`,
  ...[
    'nan',
    '+1',
    '010',
    '.5',
    '5.',
    '-',
    '-NaN',
    'True',
    '0x1',
    '"\t"',
    '"\\x41"',
    '"\\u12g4"',
    '[1,]',
    '9'.repeat(4301),
  ].map((value) => (text) => `${text.slice(0, -1)},"x":${value}}`),
];

/** Bodies that are other than they seem: not broken, but nothing. */
const NOTHINGS = [
  (text) => `[${text}]`,
  (text) => `\ufeff${text}`,
  (text) => `\u00a0${text}`,
  () => 'null',
  () => '5',
  () => '""',
  () => '',
];
const FINE = [
  (text) => ` \t\r\n${text}\n `,
  (text) => text.replace('{', '{ \t\r\n'),
  (text) => `${text.slice(0, -1)},"x":${'9'.repeat(4300)}}`,
  (text) => `${text.slice(0, -1)},"x":"\u007f\u2028\\/\\u0000\\ud800"}`,
  (text) => text.replaceAll('bk_', '\\u0062k_'),
  (text) => `${text.slice(0, -1)},"x":${'{"a":'.repeat(1200)}1${'}'.repeat(1200)}}`,
  (text) => `\v${text}`,
  (text) => `\f ${text}`,
];

const ENCODINGS = [
  (text) => Buffer.from(text, 'utf16le'),
  utf32,
  (text) => Buffer.from(text, 'utf16le').subarray(0, -1),
  (text) => utf32(text).subarray(0, -2),
  (text) => Buffer.from(text, 'utf16le').swap16(),
  (text) => Buffer.concat([Buffer.from(`${text.slice(0, -1)},"x":"`), Buffer.from([0xff]), Buffer.from('"}')]),
  (text) => Buffer.concat([Buffer.from(`${text.slice(0, -1)},"x":"`), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
];

/** `{"a":1}`; an empty object has no last member to write behind. */
export const jsonBody = (g, members) => {
  const text = object(members.length === 0 ? [['x', '1']] : members);
  if (!once(g, 8)) return Buffer.from(text);
  if (once(g, 3)) return pick(g, ENCODINGS)(text);
  return Buffer.from(pick(g, once(g, 2) ? BREAKS : [...FINE, ...NOTHINGS])(text));
};

/** Members as text: a form has no other types. */
export const textMembers = (members) =>
  members.map(([name, text]) => [name, text.startsWith('"') ? JSON.parse(text) : text]);

const quote = (g, text) => {
  const encoded = encodeURIComponent(text.toWellFormed());
  return once(g, 2) ? encoded.replaceAll('%20', '+') : encoded;
};

/** `name=value` pairs, joined by `&`. */
export const pairs = (g, members) =>
  textMembers(members)
    .map(([name, value]) => (value === '' && once(g, 3) ? quote(g, name) : `${quote(g, name)}=${quote(g, value)}`))
    .join(once(g, 10) ? '&&' : '&');

const ODD_PAIRS = [
  '&x=%zz%4',
  '&x=%FF%41',
  '&a[]=1&a[]=2',
  '&x=1;y=2',
  '&=1',
  '&flag',
  '&x=%D6%D0',
  '&x=中',
  '&x=%E4%B8%AD',
];

export const formBody = (g, members) => {
  const text = pairs(g, members) + (once(g, 4) ? pick(g, ODD_PAIRS) : '');
  if (once(g, 30)) return Buffer.from(`{=1&${text}`);
  if (once(g, 30)) return Buffer.from(text + '&x=1'.repeat(pick(g, [900, 1001])));
  return once(g, 20) ? Buffer.from(`${text}&x=é`, 'latin1') : Buffer.from(text);
};

const quoted = (name) => name.replace(/["\\\r\n;=\0]/g, '_').trim() || '_';

/** Plain parts, and now and then a file. */
export const multipartBody = (g, members) => {
  const parts = textMembers(members).map(([name, value]) => {
    const file = once(g, 15) ? '; filename="a.txt"' : '';
    return `--b\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}\r\n\r\n${value.toWellFormed()}\r\n`;
  });
  return Buffer.from(`${parts.join('')}--b--\r\n`);
};
