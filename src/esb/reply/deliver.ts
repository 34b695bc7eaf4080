import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Reply } from '../exchange.js';
import { bytesOf, sizeOf, type Text } from './text.js';

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
const halfOf = (body: Text): Buffer => {
  const bytes = bytesOf(body);
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

/** Bytes: from here on, to write them on their own takes less long than to copy them into one text with the rest. */
const LONG = 16 * 1024;

/** @param size bytes of the body */
const writeBody = ({ raw }: FastifyReply, body: Text | Buffer, size: number): void => {
  if (Buffer.isBuffer(body)) raw.end(body);
  // As many bytes as letters: all of them are ASCII, which is written faster as what it is then, too.
  else if (typeof body === 'string') raw.end(body, size === body.length ? 'latin1' : 'utf8');
  else if (body.bytes.length < LONG) {
    // Latin-1 has a letter for each byte, and so leaves all as it is.
    raw.end(body.before + body.bytes.toString('latin1') + body.after, 'latin1');
  } else {
    // What is written meanwhile goes out together.
    raw.cork();
    raw.write(body.before, 'latin1');
    raw.write(body.bytes);
    raw.end(body.after, 'latin1');
    raw.uncork();
  }
};

const breakOff = (reply: FastifyReply, outcome: Reply): Delivery => {
  const half = halfOf(outcome.body);
  writeHead(reply, outcome, sizeOf(outcome.body));
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
  const size = Buffer.isBuffer(body) ? body.length : sizeOf(body);
  writeHead(reply, outcome, size);
  writeBody(reply, body, size);
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
