import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { readBody } from '../../../src/esb/request/read-body.js';
import { runs } from '../../runs.js';

/** A body is read as it was written, whatever its encoding and its type (contract section 2). */

const utf32 = (text: string): Buffer =>
  Buffer.concat(Array.from(text, (char) => Buffer.from(Uint32Array.of(char.codePointAt(0) as number).buffer)));

const ENCODINGS: Record<string, (text: string) => Buffer> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-16': (text) => Buffer.from(text, 'utf16le'),
  'UTF-32': utf32,
};

const FORM = 'application/x-www-form-urlencoded';
const TYPES = [
  undefined,
  'application/json',
  FORM,
  FORM.toUpperCase(),
  'multipart/form-data; boundary=b',
  'text/plain',
];

/** Text that has a field of an object: an empty object is too short to tell UTF-16 from UTF-32. */
const object = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ noUnicodeString: false }), { minKeys: 1 });

t.test('JSON is the same in every encoding, whatever the type', (t) => {
  fc.assert(
    fc.property(object, fc.constantFrom(...Object.keys(ENCODINGS)), fc.constantFrom(...TYPES), (value, name, type) => {
      const text = JSON.stringify(value);
      const encode = ENCODINGS[name] as (text: string) => Buffer;
      const plain = readBody(Buffer.from(text), undefined, 0);
      deepStrictEqual(readBody(encode(text), type, 0), plain);
    }),
    runs(100),
  );
  t.end();
});

const fields = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), { maxLength: 20 });

t.test('a form is read as it was written, if its type says so', (t) => {
  fc.assert(
    fc.property(fields, fc.constantFrom(...TYPES), (pairs, type) => {
      const body = Buffer.from(pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&'));
      const expected = type === FORM ? Object.fromEntries(pairs) : {};
      deepStrictEqual(readBody(body, type, 0).params, expected);
    }),
    runs(100),
  );
  t.end();
});
