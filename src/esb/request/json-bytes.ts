import { isUtf8 } from 'node:buffer';

const REPLACEMENT = '\uFFFD';

/** Half of a pair of UTF-16, which UTF-8 does not have. Python decodes it all the same. */
const SURROGATE_BYTES = /(\xed[\xa0-\xbf][\x80-\xbf])/;

const decodeSurrogates = (bytes: Buffer): string | undefined => {
  // The bytes as Latin-1 alternate between text and halves of a pair.
  const parts = bytes.toString('latin1').split(SURROGATE_BYTES);
  const texts = parts.map((part, index) => {
    const partBytes = Buffer.from(part, 'latin1');
    if (index % 2 === 0) return isUtf8(partBytes) ? partBytes.toString() : undefined;
    return String.fromCharCode(0xd000 | ((part.charCodeAt(1) & 0x3f) << 6) | (part.charCodeAt(2) & 0x3f));
  });
  return texts.includes(undefined) ? undefined : texts.join('');
};

const decodeUtf8 = (bytes: Buffer): string | undefined => {
  const text = bytes.toString();
  // Bytes that are not UTF-8 are decoded as this character. A client may also have sent the character itself.
  return text.includes(REPLACEMENT) && !isUtf8(bytes) ? decodeSurrogates(bytes) : text;
};

const decodeUtf16 = (bytes: Buffer): string | undefined =>
  bytes.length % 2 === 0 ? bytes.toString('utf16le') : undefined;

const LAST_CODE_POINT = 0x10ffff;

const decodeUtf32 = (bytes: Buffer): string | undefined => {
  if (bytes.length % 4 !== 0) return undefined;
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const code = bytes.readUInt32LE(at);
    if (code > LAST_CODE_POINT) return undefined;
    text += String.fromCodePoint(code);
  }
  return text;
};

/**
 * Decodes the bytes of JSON as Python's `json` does: by the zero bytes beside the first character, which is ASCII. The ESB
 * only asks for JSON that begins with `{`, so UTF-16 and UTF-32 are little-endian and have no byte-order mark.
 *
 * @returns undefined if the bytes cannot be decoded
 */
export const decodeJsonBytes = (bytes: Buffer): string | undefined => {
  // Three bytes are UTF-8 to Python.
  if (bytes[1] !== 0 || bytes.length === 3) return decodeUtf8(bytes);
  return bytes.length === 2 || bytes[2] !== 0 || bytes[3] !== 0 ? decodeUtf16(bytes) : decodeUtf32(bytes);
};
