import { isUtf8 } from 'node:buffer';

/** A way to decode the bytes of a form. */
export interface Charset {
  /** Undefined if the bytes are no text. */
  decode(bytes: Buffer): string | undefined;
  /** Bytes that are no text become U+FFFD. */
  decodeLoosely(bytes: Buffer): string;
}

export const UTF_8: Charset = {
  decode: (bytes) => (isUtf8(bytes) ? bytes.toString() : undefined),
  decodeLoosely: (bytes) => bytes.toString(),
};

const LATIN_1: Charset = {
  decode: (bytes) => bytes.toString('latin1'),
  decodeLoosely: (bytes) => bytes.toString('latin1'),
};

const ASCII: Charset = {
  decode: (bytes) => (bytes.some((byte) => byte > 0x7f) ? undefined : bytes.toString('latin1')),
  decodeLoosely: (bytes) => bytes.toString('latin1').replace(/[\x80-\xff]/g, '\uFFFD'),
};

/** Names that mean another encoding to Python than to a browser, and Python's own names. */
const OF_PYTHON: Readonly<Record<string, Charset | string>> = {
  ascii: ASCII,
  'us-ascii': ASCII,
  '646': ASCII,
  latin1: LATIN_1,
  'latin-1': LATIN_1,
  latin: LATIN_1,
  l1: LATIN_1,
  'iso-8859-1': LATIN_1,
  'iso8859-1': LATIN_1,
  '8859': LATIN_1,
  u8: UTF_8,
  utf: UTF_8,
  'utf-8': UTF_8,
  utf8: UTF_8,
  // A browser's decoder of the smaller set takes bytes that Python refuses.
  gbk: 'gb18030',
  cp936: 'gb18030',
  ms936: 'gb18030',
  '936': 'gb18030',
  gb2312: 'gb18030',
  'euc-cn': 'gb18030',
  'big5-tw': 'big5',
};

const ofLabel = (label: string): Charset | undefined => {
  try {
    const strict = new TextDecoder(label, { fatal: true, ignoreBOM: true });
    const loose = new TextDecoder(label, { ignoreBOM: true });
    return {
      decode: (bytes) => {
        try {
          return strict.decode(bytes);
        } catch {
          return undefined;
        }
      },
      decodeLoosely: (bytes) => loose.decode(bytes),
    };
  } catch {
    return undefined;
  }
};

/**
 * The encoding that Python knows by a name; undefined if it knows none. Python has some that a browser does not have, such as
 * UTF-7; they are not emulated.
 */
export const charsetNamed = (name: string): Charset | undefined => {
  const label = name.toLowerCase().replace(/[^a-z0-9.]+/g, '-');
  const known = Object.hasOwn(OF_PYTHON, label) ? OF_PYTHON[label] : label;
  return typeof known === 'string' ? ofLabel(known) : known;
};
