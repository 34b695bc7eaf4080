import type { FastifyPluginCallback } from 'fastify';
import { newTrace } from '../../calls/call-trace.js';
import { callHandler, type CallOptions, type Handler } from '../../calls/http/call-handler.js';
import { hasBody, readBody } from '../../calls/http/read-body.js';
import { recordCall } from '../../calls/http/record-call.js';
import { safePathOf } from '../../calls/http/safe-path.js';
import { listAll } from '../../util/words.js';
import { NOT_FOUND_BODY } from '../errors.js';
import { gatewayTo } from '../gateway.js';
import { sendNotFound } from './fixed-replies.js';

/** The ESB's prefix for the paths of its components. */
export const CHANNEL_PREFIX = '/api/c/compapi';

/** Answers and records requests whose path or method leads to no component (contract section 1). */
export const notFoundHandler = <B>({ components, contextOf, log }: CallOptions<B>): Handler => {
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
    recordCall({ request, context, face: 'esb', component: undefined, trace, read: undefined, sent, arrived }, log);
    return reply;
  };
};

/** The ESB as a Fastify plugin: its components' routes, and its answer to other requests (contract section 1). */
export const channel =
  <B>(options: CallOptions<B>): FastifyPluginCallback =>
  (app, _options, done) => {
    for (const component of options.components) {
      const handler = callHandler(gatewayTo(component), options);
      app.route({ method: ['GET', 'POST'], url: component.path, handler });
    }
    app.setNotFoundHandler(notFoundHandler(options));
    done();
  };
