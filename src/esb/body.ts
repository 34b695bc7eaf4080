import type { FastifyInstance } from 'fastify';
import { TOO_LARGE } from './request.js';

/** How much of a body over the limit is read and dropped, so that its sender gets to read the reply. */
const MAX_DROPPED = 64 * 1024 * 1024;

/**
 * Reads request bodies as bytes, whatever their `Content-Type` says, for the ESB looks at the bytes alone.
 * A body over the limit is read to its end and dropped: a client that is still sending would otherwise see a broken
 * connection in place of the reply.
 *
 * @param limit bytes
 */
export const readBodies = (app: FastifyInstance, limit: number): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => {
    const chunks: Buffer[] = [];
    let size = 0;
    payload.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else if (size > limit + MAX_DROPPED) payload.destroy();
    });
    payload.once('end', () => done(null, size > limit ? TOO_LARGE : Buffer.concat(chunks, size)));
    payload.once('error', done);
  });
  // Fastify refuses a malformed Content-Type before it looks for a parser.
  app.addHook('onRequest', (request, _reply, done) => {
    delete request.headers['content-type'];
    done();
  });
};
