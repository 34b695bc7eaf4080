import type { Readable } from 'node:stream';

/** Replies up to this size are looked at before they are sent, in bytes. */
export const MOST_LOOKED_AT = 1024 * 1024;

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
