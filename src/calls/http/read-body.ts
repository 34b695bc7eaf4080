import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
// An import, so that fake timers of a test in the same process do not stop the server.
import { setImmediate } from 'node:timers';
import { TOO_LARGE, type Body } from '../call-request.js';

/** How many bytes over the limit are read and dropped before the connection is closed. */
const MAX_DROPPED = 64 * 1024 * 1024;

export const NO_BODY = Buffer.alloc(0);

/**
 * Makes Fastify leave all bodies to the routes, because the ESB looks at the bytes alone. Fastify itself would refuse a
 * malformed `Content-Type`.
 */
export const leaveBodies = (app: FastifyInstance): void => {
  for (const method of app.supportedMethods) app.addHttpMethod(method, { hasBody: false, overrideExisting: true });
};

/** True if a request announces a body. */
export const hasBody = ({ headers }: IncomingMessage): boolean => {
  const { 'content-length': length, 'transfer-encoding': encoding } = headers;
  return encoding !== undefined || (length !== undefined && length !== '0');
};

/**
 * Reads a body to its end, even if it is over the limit: a client that is still sending would see a broken connection in
 * place of the reply. If the client disconnects, the promise stays pending.
 */
const collect = (raw: IncomingMessage, limit: number): Promise<Body> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    raw.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else if (size > limit + MAX_DROPPED) raw.destroy();
    });
    raw.once('end', () => resolve(size > limit ? TOO_LARGE : Buffer.concat(chunks, size)));
  });

/** The requests that wait for the end of this turn of the event loop. */
let waiting: (() => void)[] = [];

const resumeAll = (): void => {
  const resumed = waiting;
  waiting = [];
  for (const resume of resumed) resume();
};

const endOfTurn = (): Promise<void> =>
  new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(resumeAll);
  });

/**
 * Reads the body of a request at the end of this turn of the event loop, together with all requests that arrived in it.
 * So their replies are written one after the other, and a client with many connections wakes up once for all of them
 * (figures in decisions/0013).
 *
 * @param limit bytes
 */
export const readBody = async (raw: IncomingMessage, limit: number): Promise<Body> => {
  if (!hasBody(raw)) return NO_BODY;
  await endOfTurn();
  // Usually the whole body is there by now. Reading it as a stream would take several more turns.
  if (raw.complete && raw.readableLength <= limit) return (raw.read() as Buffer | null) ?? NO_BODY;
  return collect(raw, limit);
};
