import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Reply } from '../call-record.js';
import type { JsonText } from './json-text.js';

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
const halfOf = (body: JsonText): Buffer => {
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

/** What has no body, and must not announce one. */
const NO_CONTENT = 204;

/** @param size bytes of the body, as they are announced */
const writeHead = (reply: FastifyReply, { status, headers }: Reply, size: number): void => {
  const { raw } = reply;
  if (reply.request.headers.origin !== undefined) {
    // Those that let pages of other origins read the reply.
    for (const [name, value] of Object.entries(reply.getHeaders())) raw.setHeader(name, value as string);
  }
  if (status === NO_CONTENT) {
    raw.writeHead(status, headers);
  } else if (headers === undefined) {
    // As a list, for which Node looks nothing up.
    raw.writeHead(status, ['content-type', JSON_TYPE, 'content-length', String(size)]);
  } else {
    raw.setHeader('content-type', JSON_TYPE);
    for (const [name, value] of Object.entries(headers)) raw.setHeader(name, value);
    raw.writeHead(status, { 'content-length': size });
  }
};

const breakOff = (reply: FastifyReply, outcome: Reply): Delivery => {
  const half = halfOf(outcome.body);
  writeHead(reply, outcome, Buffer.byteLength(outcome.body));
  reply.raw.write(half, () => reply.raw.destroy());
  return { status: outcome.status, size: half.length };
};

/** Sends a reply, or breaks it: by Node's own means, since Fastify's would look again at what is known here. */
export const send = (reply: FastifyReply, outcome: Reply): Delivery => {
  const { status, breakage } = outcome;
  if (breakage === 'reset') {
    resetConnection(reply);
    return NOTHING;
  }
  if (breakage === 'truncated') return breakOff(reply, outcome);
  const body = breakage === undefined ? outcome.body : halfOf(outcome.body);
  const size = Buffer.byteLength(body);
  writeHead(reply, outcome, size);
  reply.raw.end(body);
  return { status, size };
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
