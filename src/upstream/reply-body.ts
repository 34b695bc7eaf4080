import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

/** Replies up to this size are looked at before they are sent, in bytes. */
export const MOST_LOOKED_AT = 1024 * 1024;
/** The most that a compressed reply of that size may become, in bytes. */
const MOST_DECODED = 16 * MOST_LOOKED_AT;

/** The beginning of a body, and what still comes. */
export interface BegunBody {
  head: Buffer;
  /** Undefined if the head is all. */
  rest: AsyncIterable<Buffer> | undefined;
}

async function* restOf(chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
}

/** Reads a body until its end, or until it is too large to be looked at. */
export const beginBody = async (body: Readable): Promise<BegunBody> => {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const head: Buffer[] = [];
  let size = 0;
  while (size <= MOST_LOOKED_AT) {
    const next = await chunks.next();
    if (next.done === true) return { head: Buffer.concat(head), rest: undefined };
    head.push(next.value);
    size += next.value.length;
  }
  return { head: Buffer.concat(head), rest: restOf(chunks) };
};

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
