import { TextDecoder } from 'node:util';
import { badRequest, ControlError } from '../../util/control-error.js';
import { shownText } from '../../util/secrets/hide-secrets.js';

const UTF8 = 'utf-8';

/** The byte-order marks of Unicode, by encoding. */
const MARKS: readonly [encoding: string, mark: Buffer][] = [
  [UTF8, Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
];

const CHARSET = /;\s*charset\s*=\s*["']?([^\s;"']+)/i;

const decoderFor = (encoding: string): TextDecoder => {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new ControlError(415, { code: 'REQUEST_UNKNOWN_CHARSET', charset: shownText(encoding) });
  }
};

/**
 * The text of a body in UTF-8, without a byte-order mark, which counts before the label. Readers report bytes that are not
 * UTF-8.
 *
 * @param contentType the `Content-Type`, which may name another charset
 * @throws ControlError 415 if the charset is not known, 400 if the bytes are not of the charset
 */
export const toUtf8 = (bytes: Buffer, contentType: string | undefined): Buffer => {
  const [marked, mark] = MARKS.find(([, start]) => bytes.subarray(0, start.length).equals(start)) ?? [];
  const decoder = decoderFor(marked ?? CHARSET.exec(contentType ?? '')?.[1] ?? UTF8);
  if (decoder.encoding === UTF8) return bytes.subarray(mark?.length ?? 0);
  try {
    return Buffer.from(decoder.decode(bytes));
  } catch {
    throw badRequest({ code: 'REQUEST_NOT_ITS_CHARSET', charset: decoder.encoding });
  }
};
