import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

/** The most that a compressed reply may become, in bytes. */
const MOST_DECODED = 16 * 1024 * 1024;

type Decode = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;
const DECODERS: Readonly<Record<string, Decode>> = {
  gzip: promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  'x-gzip': promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  deflate: promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate),
  br: promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress),
};

/**
 * Undoes the `Content-Encoding` of a body.
 *
 * @returns undefined if it is none that is known, or the bytes are not of it
 */
export const decoded = async (bytes: Buffer, encoding = ''): Promise<Buffer | undefined> => {
  if (encoding === '' || encoding === 'identity') return bytes;
  try {
    return await DECODERS[encoding.toLowerCase()]?.(bytes, { maxOutputLength: MOST_DECODED });
  } catch {
    return undefined;
  }
};
