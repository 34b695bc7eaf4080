import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';

/** Bytes that are sent at a time. */
const PIECE = 64 * 1024;

/** A JSON array of items that are JSON already, in pieces. */
async function* arrayOf(items: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
  let piece: Buffer[] = [];
  let size = 0;
  let separator = '[';
  for await (const item of items) {
    piece.push(Buffer.from(separator), item);
    size += item.length;
    separator = ',';
    if (size < PIECE) continue;
    yield Buffer.concat(piece);
    piece = [];
    size = 0;
  }
  yield Buffer.concat([...piece, Buffer.from(separator === '[' ? '[]' : ']')]);
}

/**
 * Sends a list as a JSON array. An item is made when the connection takes it, so that a long list takes little memory.
 *
 * @param items JSON each
 */
export const sendList = (reply: FastifyReply, items: AsyncIterable<Buffer> | Iterable<Buffer>): FastifyReply =>
  reply.type('application/json; charset=utf-8').send(Readable.from(arrayOf(items), { objectMode: false }));
