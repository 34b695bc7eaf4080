import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../util/log.js';
import { listAll } from '../../util/words.js';
import type { CallContext } from '../call/call-context.js';
import { newTrace } from '../call/call-trace.js';
import type { Component } from '../component.js';
import { NOT_FOUND_BODY } from '../errors.js';
import { gatewayTo } from '../gateway.js';
import { sendNotFound } from './fixed-replies.js';
import { hasBody, NO_BODY, readBody } from './read-body.js';
import { recordCall } from './record-call.js';
import { safePathOf } from './safe-path.js';
import { NOTHING_SENT, sendReply } from './send-reply.js';
import { wait } from './wait.js';

export interface ChannelOptions<Backend> {
  components: readonly Component<Backend>[];
  /** The context of a request's call: the sandbox that the request names. */
  contextOf: (request: FastifyRequest) => CallContext<Backend>;
  /** Resolves when the data is loaded. Earlier requests wait for it. */
  ready: Promise<unknown>;
  /** Aborted when the server closes. Replies that are held back are then sent at once. */
  closing: AbortSignal;
  /** The largest request body, in bytes. */
  bodyLimit: number;
  log: Log;
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** The ESB's prefix for the paths of its components. */
export const CHANNEL_PREFIX = '/api/c/compapi';

const componentHandler = <B>(component: Component<B>, options: ChannelOptions<B>): Handler => {
  const { contextOf, ready, closing, bodyLimit, log } = options;
  const callGateway = gatewayTo(component);
  return async (request, reply) => {
    const arrived = performance.now();
    const { method, url, originalUrl: sentUrl, headers } = request;
    // The ESB ignores the body of a GET.
    const body = method === 'GET' ? NO_BODY : await readBody(request.raw, bodyLimit);
    await ready;
    const context = contextOf(request);
    const { trace, reply: outcome } = await callGateway({ method, url, sentUrl, headers, body }, context);
    if (outcome.delayMs > 0 && !(await wait(outcome.delayMs, request, closing))) {
      trace.code = null;
      recordCall({ request, context, component, trace, sent: NOTHING_SENT, arrived }, log);
      return reply.hijack();
    }
    const sent = sendReply(reply, outcome);
    recordCall({ request, context, component, trace, sent, arrived }, log);
    return reply;
  };
};

/** Answers and records requests whose path or method leads to no component (contract section 1). */
export const notFoundHandler = <B>({ components, contextOf, log }: ChannelOptions<B>): Handler => {
  const emulated = components.map((component) => CHANNEL_PREFIX + component.path);
  return async (request, reply) => {
    const arrived = performance.now();
    // A client that is still sending would see a broken connection in place of the reply. Without a body, the reply goes
    // out at once, before Node refuses stray bytes that follow the request.
    if (hasBody(request.raw)) await readBody(request.raw, 0);
    const { method } = request;
    const path = safePathOf(request);
    log.warn({ method, path, emulated }, 'no component at this method and path');
    const trace = newTrace();
    trace.why = `there is no component at ${method} ${path}; there are, by POST: ${listAll(emulated)}`;
    const context = contextOf(request);
    sendNotFound(reply);
    const sent = { status: 404, size: NOT_FOUND_BODY.length };
    recordCall({ request, context, component: undefined, trace, sent, arrived }, log);
    return reply;
  };
};

/** The ESB as a Fastify plugin: its components' routes, and its answer to other requests (contract section 1). */
export const channel =
  <B>(options: ChannelOptions<B>): FastifyPluginCallback =>
  (app, _options, done) => {
    for (const component of options.components) {
      app.route({ method: ['GET', 'POST'], url: component.path, handler: componentHandler(component, options) });
    }
    app.setNotFoundHandler(notFoundHandler(options));
    done();
  };
