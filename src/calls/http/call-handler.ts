import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../util/log.js';
import { answerThrough, type AnswerCall } from '../answer-call.js';
import type { CallContext } from '../call-context.js';
import type { Body, CallRequest, RawRequest } from '../call-request.js';
import type { Component } from '../component.js';
import type { Face } from '../face.js';
import type { OtherAnswerer } from './other-answerer.js';
import { NO_BODY, readBody } from './read-body.js';
import { recordCall } from './record-call.js';
import { sendReply } from './send-reply.js';
import { wait } from './waiting/wait.js';
import { monotonicNow } from '../../util/clock.js';

/** The routes of every face need these. */
export interface CallOptions<Backend> {
  components: readonly Component<Backend>[];
  /** Answer requests that lead to no component: the first that does, in this order. */
  others: readonly OtherAnswerer<Backend>[];
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

/** A request that is answered through a face. */
export interface ReceivedCall<Backend> {
  request: FastifyRequest;
  reply: FastifyReply;
  context: CallContext<Backend>;
  body: Body;
  arrived: number;
}

/** True if the client has gone while the emulator closes, which closes its data after that. */
export const isOver = ({ raw }: FastifyRequest, { closing }: Pick<CallOptions<unknown>, 'closing'>): boolean =>
  raw.socket.destroyed && closing.aborted;

/** Answers, sends and records a call of a component. */
export const sendAnswer = async <B, R extends CallRequest>(
  { name: face, component }: Face<B, R>,
  answerCall: AnswerCall<B, R>,
  { request, reply, context, body, arrived }: ReceivedCall<B>,
  options: CallOptions<B>,
  alreadyRead?: R,
): Promise<FastifyReply> => {
  const { method, url, originalUrl: sentUrl, headers } = request;
  const rawRequest: RawRequest = { method, url, sentUrl, headers, body };
  const { trace, reply: outcome, request: read } = await answerCall(rawRequest, context, alreadyRead);
  if (outcome.delayMs > 0) await wait(outcome.delayMs, request, options.closing);
  const sending = sendReply(reply, outcome);
  const done = sending instanceof Promise ? await sending : sending;
  if (done.status === null) trace.code = null;
  recordCall({ request, context, face, component, trace, read, sending: done, arrived }, options);
  return reply;
};

/** Answers and records the requests to one component through a face. */
export const callHandler = <B, R extends CallRequest>(face: Face<B, R>, options: CallOptions<B>): Handler => {
  const { contextOf, ready, bodyLimit } = options;
  const answerCall = answerThrough(face);
  return async (request, reply) => {
    const arrived = monotonicNow();
    // The ESB ignores the body of a GET.
    const body = request.method === 'GET' ? NO_BODY : await readBody(request.raw, bodyLimit);
    await ready;
    if (isOver(request, options)) return reply.hijack();
    return sendAnswer(face, answerCall, { request, reply, context: contextOf(request), body, arrived }, options);
  };
};
