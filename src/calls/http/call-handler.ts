import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../util/log.js';
import { answerThrough } from '../answer-call.js';
import type { CallContext } from '../call-context.js';
import type { CallRequest } from '../call-request.js';
import type { Component } from '../component.js';
import type { Face } from '../face.js';
import { NO_BODY, readBody } from './read-body.js';
import { recordCall } from './record-call.js';
import { sendReply } from './send-reply.js';
import { wait } from './wait.js';
import { monotonicNow } from '../../util/clock.js';

/** The routes of every face need these. */
export interface CallOptions<Backend> {
  components: readonly Component<Backend>[];
  /** The context of a request's call: the sandbox that the request names. */
  contextOf: (request: FastifyRequest) => CallContext<Backend>;
  /** Resolves when the data is loaded. Earlier requests wait for it. */
  ready: Promise<unknown>;
  /** Aborted when the server closes. Replies that are held back are then sent at once. */
  closing: AbortSignal;
  /** The largest request body, in bytes. */
  bodyLimit: number;
  /** The origin of pages that may call; `*` for any. */
  cors: string;
  log: Log;
}

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Answers and records the requests to one component through a face. */
export const callHandler = <B, R extends CallRequest>(face: Face<B, R>, options: CallOptions<B>): Handler => {
  const { contextOf, ready, closing, bodyLimit } = options;
  const { component } = face;
  const answerCall = answerThrough(face);
  return async (request, reply) => {
    const arrived = monotonicNow();
    const { method, url, originalUrl: sentUrl, headers } = request;
    // The ESB ignores the body of a GET.
    const body = method === 'GET' ? NO_BODY : await readBody(request.raw, bodyLimit);
    await ready;
    // An emulator that closes waits for connections, and then closes its data.
    if (request.raw.socket.destroyed && closing.aborted) return reply.hijack();
    const context = contextOf(request);
    const { trace, reply: outcome, request: read } = await answerCall({ method, url, sentUrl, headers, body }, context);
    if (outcome.delayMs > 0) await wait(outcome.delayMs, request, closing);
    const sending = sendReply(reply, outcome);
    const sent = sending instanceof Promise ? await sending : sending;
    if (sent.status === null) trace.code = null;
    recordCall({ request, context, face: face.name, component, trace, read, sent, arrived }, options);
    return reply;
  };
};
