import type { FastifyReply } from 'fastify';
import type { OutgoingHttpHeaders } from 'node:http';
import type { JsonText } from '../reply/json-text.js';
import type { Reply } from '../reply/reply.js';
import type { SentBody } from '../reply/sent-reply.js';
import { pipeline } from 'node:stream/promises';
import { turnOf } from './waiting/turn.js';

/** The content type of every reply (contract section 1). */
export const JSON_TYPE = 'application/json; charset=utf-8';

/** How much of a broken body is sent, between 0 and 1. */
const SHARE_SENT = 0.5;

/** The fate of a reply. */
export interface Sending {
  /** Null if nothing was sent. */
  status: number | null;
  /** Bytes of the body that were sent. */
  size: number;
  /** Undefined if nothing was sent, or the body came in pieces. */
  sent: SentBody | undefined;
}

const NOTHING_SENT: Sending = { status: null, size: 0, sent: undefined };

/** Half of a body is broken JSON, whatever the reply. */
const halfOf = (body: JsonText): Buffer => {
  const bytes = Buffer.from(body);
  return bytes.subarray(0, Math.ceil(bytes.length * SHARE_SENT));
};

const resetConnection = (reply: FastifyReply): Sending => {
  reply.hijack();
  const { socket } = reply.request.raw;
  // An injected request has no connection that could be reset.
  if ('resetAndDestroy' in socket) socket.resetAndDestroy();
  else reply.raw.destroy();
  return NOTHING_SENT;
};

/** Announces the whole body, sends half of it, and closes the connection. Fastify has no means for this. */
const truncate = (reply: FastifyReply, { status, headers, body }: Reply): Sending => {
  const half = halfOf(body);
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value as string);
  reply.raw.writeHead(status, { 'content-length': Buffer.byteLength(body) });
  reply.raw.write(half, () => reply.raw.destroy());
  return { status, size: half.length, sent: { body: half, headers } };
};

/**
 * Sends a reply whose end is not there yet. If it breaks off, the connection is reset: only so the client sees that it is
 * not whole. A fault that breaks the body ends it behind what is there.
 */
const stream = async (reply: FastifyReply, outcome: Reply, rest: AsyncIterable<Buffer>): Promise<Sending> => {
  const { status, body, breakage } = outcome;
  let size = 0;
  async function* whole() {
    size += Buffer.byteLength(body);
    yield body;
    if (breakage === 'malformed') return;
    if (breakage === 'truncated') throw new Error('the fault breaks the body off');
    for await (const chunk of rest) {
      size += chunk.length;
      yield chunk;
    }
  }
  reply.hijack();
  reply.raw.writeHead(status, reply.getHeaders() as OutgoingHttpHeaders);
  try {
    await pipeline(whole, reply.raw);
  } catch {
    resetConnection(reply);
  }
  return { status, size, sent: undefined };
};

/** Sends a reply whose turn it is, or breaks it as a fault says. */
const sendNow = (reply: FastifyReply, outcome: Reply): Sending | Promise<Sending> => {
  const { status, headers, breakage } = outcome;
  // The client has disconnected, or has ended its side: Node then ends this side, too.
  if (reply.raw.socket?.writable !== true) {
    reply.hijack();
    return NOTHING_SENT;
  }
  if (breakage === 'reset') return resetConnection(reply);
  reply.header('content-type', JSON_TYPE);
  if (headers !== undefined) reply.headers(headers);
  if (outcome.rest !== undefined) return stream(reply, outcome, outcome.rest);
  if (breakage === 'truncated') return truncate(reply, outcome);
  const body = breakage === 'malformed' ? halfOf(outcome.body) : outcome.body;
  // Fastify adds a character set to the JSON type of a text. Some headers come without one, and bytes leave them alone.
  reply.code(status).send(headers === undefined ? body : Buffer.from(body));
  return { status, size: Buffer.byteLength(body), sent: { body, headers } };
};

/**
 * Sends a reply, or breaks it as a fault says. The reply to a pipelined request takes its turn first, so that a reply that
 * breaks the connection breaks no other, and the journal has what was sent.
 */
export const sendReply = (reply: FastifyReply, outcome: Reply): Sending | Promise<Sending> =>
  reply.raw.socket === null ? turnOf(reply).then(() => sendNow(reply, outcome)) : sendNow(reply, outcome);
