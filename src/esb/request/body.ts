import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';

/** How much of a body over the limit is read and dropped, so that its sender gets to read the reply. */
const MAX_DROPPED = 64 * 1024 * 1024;

/** Stands in for a body that was over the limit and so was not kept. */
export const TOO_LARGE = Symbol('body too large');

/** A body's bytes, or that there were more than the limit. */
export type Body = Buffer | typeof TOO_LARGE;

/** The body of a request that has none. */
export const NO_BYTES = Buffer.alloc(0);

/**
 * Leaves all bodies to the routes, whatever a request's `Content-Type` says, for the ESB looks at the bytes alone. Fastify
 * itself would refuse a `Content-Type` that is malformed.
 */
export const leaveBodies = (app: FastifyInstance): void => {
  for (const method of app.supportedMethods) app.addHttpMethod(method, { hasBody: false, overrideExisting: true });
};

/**
 * A body over the limit is read to its end and dropped: a client that is still sending would otherwise see a broken
 * connection in place of the reply.
 */
const gather = (raw: IncomingMessage, limit: number, done: (body: Body) => void): void => {
  const chunks: Buffer[] = [];
  let size = 0;
  raw.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else if (size > limit + MAX_DROPPED) raw.destroy();
  });
  raw.once('end', () => done(size > limit ? TOO_LARGE : Buffer.concat(chunks, size)));
};

/** A request whose body is to be read. */
interface Waiting {
  raw: IncomingMessage;
  /** Bytes. */
  limit: number;
  done: (body: Body) => void;
}

const read = ({ raw, limit, done }: Waiting): void => {
  if (!raw.complete || raw.readableLength > limit) gather(raw, limit, done);
  // Mostly all of it is there by now: as a stream, it would take several turns more.
  else if (!raw.destroyed) done((raw.read() as Buffer | null) ?? NO_BYTES);
};

/**
 * Reads the bodies of requests. Those that come in one turn of the event loop are read, and so answered, one after the
 * other at its end: a server that reads here and writes there, by turns, wakes its clients for each reply anew, which takes
 * as long as to make the reply.
 */
export class Bodies {
  #waiting: Waiting[] = [];

  /**
   * Reads a request's body. Of a client that goes away meanwhile nothing is heard.
   *
   * @param limit bytes
   */
  read(raw: IncomingMessage, limit: number, done: (body: Body) => void): void {
    const { 'content-length': length, 'transfer-encoding': encoding } = raw.headers;
    if (encoding === undefined && (length === undefined || length === '0')) {
      done(NO_BYTES);
      return;
    }
    this.#waiting.push({ raw, limit, done });
    if (this.#waiting.length === 1) setImmediate(() => this.#readAll());
  }

  #readAll(): void {
    const all = this.#waiting;
    this.#waiting = [];
    for (const one of all) read(one);
  }
}
