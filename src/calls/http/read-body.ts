import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
// An import, so that fake timers of a test in the same process do not stop the server.
import { setImmediate } from 'node:timers';
import { TOO_LARGE, type Body } from '../call-request.js';

/** How many bytes over the limit are read and dropped before the connection is closed. */
const MAX_DROPPED = 64 * 1024 * 1024;
/** Room for the first chunks of a body, in bytes. */
const FIRST_ROOM = 16 * 1024;

export const NO_BODY = Buffer.alloc(0);

/**
 * Makes Fastify leave all bodies to the routes, because the ESB looks at the bytes alone. Fastify itself would refuse a
 * malformed `Content-Type`.
 */
export const leaveBodies = (app: FastifyInstance): void => {
  for (const method of app.supportedMethods) app.addHttpMethod(method, { hasBody: false, overrideExisting: true });
};

/** True if a request announces a body. */
export const hasBody = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean => {
  const { 'content-length': length, 'transfer-encoding': encoding } = headers;
  return encoding !== undefined || (length !== undefined && length !== '0');
};

/** A copy with room for `size` bytes, `limit` at most. Room doubles, so that a body of tiny chunks takes linear time. */
const enlarge = (bytes: Buffer, size: number, limit: number): Buffer => {
  const larger = Buffer.allocUnsafeSlow(Math.min(Math.max(size, 2 * bytes.length, FIRST_ROOM), limit));
  bytes.copy(larger);
  return larger;
};

/**
 * Reads a body to its end, even if it is over the limit: a client that is still sending would see a broken connection in
 * place of the reply. If the client disconnects, the promise stays pending.
 */
const collect = (raw: IncomingMessage, limit: number): Promise<Body> =>
  new Promise((resolve) => {
    let bytes: Buffer = NO_BODY;
    let size = 0;
    raw.on('data', (chunk: Buffer) => {
      const end = size + chunk.length;
      if (end <= limit) {
        if (end > bytes.length) bytes = enlarge(bytes, end, limit);
        // A chunk of one byte keeps the 64 KiB alive that it was read with, so it is copied.
        chunk.copy(bytes, size);
      } else {
        bytes = NO_BODY;
        if (end > limit + MAX_DROPPED) raw.destroy();
      }
      size = end;
    });
    raw.once('end', () => resolve(size > limit ? TOO_LARGE : bytes.subarray(0, size)));
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
