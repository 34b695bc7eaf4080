import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { badRequest, ControlError } from '../../util/control-error.js';
import { shownText } from '../../util/secrets/hide-secrets.js';
import { bodyTooLarge } from './body-too-large.js';

type Decompress = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const gunzip: Decompress = promisify(zlib.gunzip);
const inflate: Decompress = promisify(zlib.inflate);
const inflateRaw: Decompress = promisify(zlib.inflateRaw);

/** The compression method of a zlib header. */
const DEFLATE = 8;

/** Some clients send `deflate` without the zlib header that HTTP asks for. */
const inflateAny: Decompress = (bytes, options) =>
  (Number(bytes[0]) & 0x0f) === DEFLATE ? inflate(bytes, options) : inflateRaw(bytes, options);

const ENCODINGS: ReadonlyMap<string, Decompress> = new Map<string, Decompress>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', inflateAny],
  ['br', promisify(zlib.brotliDecompress)],
]);

/** The content encoding of a body in small letters; empty if it has none. */
export const encodingOf = (header: string | undefined): string => {
  const encoding = (header ?? '').trim().toLowerCase();
  return encoding === 'identity' ? '' : encoding;
};

/**
 * Undoes the content encoding of a body.
 *
 * @param limit the most bytes that the body may have afterwards
 * @throws ControlError 415 for another encoding, 413 over the limit, 400 if the bytes are not of the encoding
 */
export const decompress = async (bytes: Buffer, header: string | undefined, limit: number): Promise<Buffer> => {
  const encoding = encodingOf(header);
  if (encoding === '') return bytes;
  const decode = ENCODINGS.get(encoding);
  if (decode === undefined) {
    const known = [...ENCODINGS.keys()].filter((name) => name !== 'x-gzip');
    throw new ControlError(415, { code: 'REQUEST_UNKNOWN_ENCODING', encoding: shownText(encoding), known });
  }
  try {
    return await decode(bytes, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw bodyTooLarge();
    throw badRequest({ code: 'REQUEST_NOT_ITS_ENCODING', encoding, reason: (error as Error).message });
  }
};
