import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Breakage, Reply } from './exchange.js';

/** Of every reply (contract section 1). */
export const JSON_TYPE = 'application/json; charset=utf-8';
/** Between 0 and 1: how much of a body that is cut comes through. */
const SHARE_SENT = 0.5;

/** What was sent. */
export interface Delivery {
  /** Null where nothing was. */
  status: number | null;
  /** Bytes of the body. */
  size: number;
}

export const NOTHING: Delivery = { status: null, size: 0 };

/** A cut in the middle of a body is broken JSON, whatever the reply. */
const halfOf = (body: string): Buffer => {
  const bytes = Buffer.from(body);
  return bytes.subarray(0, Math.ceil(bytes.length * SHARE_SENT));
};

/** Not by the reply's socket: of a request that waits behind others on its connection, the reply has none yet. */
const resetConnection = ({ raw, request }: FastifyReply): void => {
  const { socket } = request.raw;
  // Requests that are injected have no connection that could be reset.
  if ('resetAndDestroy' in socket) socket.resetAndDestroy();
  else raw.destroy();
};

const breakOff = (reply: FastifyReply, status: number, body: string, how: Exclude<Breakage, 'malformed'>): Delivery => {
  reply.hijack();
  const { raw } = reply;
  if (how === 'reset') {
    resetConnection(reply);
    return NOTHING;
  }
  const half = halfOf(body);
  raw.writeHead(status, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-length': Buffer.byteLength(body),
  });
  raw.write(half, () => raw.destroy());
  return { status, size: half.length };
};

/** Sends a reply, or breaks it. */
export const send = (reply: FastifyReply, { status, headers, body, breakage }: Reply): Delivery => {
  void reply.code(status).header('content-type', JSON_TYPE);
  if (headers !== undefined) void reply.headers(headers);
  if (breakage === 'reset' || breakage === 'truncated') return breakOff(reply, status, body, breakage);
  const sent = breakage === undefined ? body : halfOf(body);
  void reply.send(sent);
  return { status, size: Buffer.byteLength(sent) };
};

/**
 * Waits, unless the caller goes away meanwhile, or the server is to be closed.
 *
 * @param ms milliseconds
 * @returns whether somebody still waits for the reply
 */
export const wait = (ms: number, { raw }: FastifyRequest, closing: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const end = (isAwaited: boolean) => {
      clearTimeout(timer);
      raw.socket.off('close', leave);
      closing.removeEventListener('abort', hurry);
      resolve(isAwaited);
    };
    const leave = () => end(false);
    const hurry = () => end(true);
    const timer = setTimeout(hurry, ms);
    // Any number of requests wait at a time, those of a pipeline on one connection. Each takes its listeners off again.
    raw.socket.setMaxListeners(0);
    raw.socket.once('close', leave);
    closing.addEventListener('abort', hurry);
    if (closing.aborted) hurry();
  });
