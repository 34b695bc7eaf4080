import type { FastifyPluginCallback } from 'fastify';
import { callHandler, type CallOptions, type Handler } from '../../calls/http/call-handler.js';
import { safePathOf } from '../../calls/http/safe-path.js';
import { JSON_TYPE } from '../../calls/http/send-reply.js';
import { listAll } from '../../util/words.js';
import { NOT_FOUND_BODY } from '../errors.js';
import { gatewayTo } from '../gateway.js';
import { fixedHandler } from './fixed-handler.js';

/** The ESB's prefix for the paths of its components. */
export const CHANNEL_PREFIX = '/api/c/compapi';

/** Answers and records requests whose path or method leads to no component (contract section 1). */
export const notFoundHandler = <B>(options: CallOptions<B>): Handler => {
  const { components, log } = options;
  const emulated = components.map((component) => CHANNEL_PREFIX + component.path);
  return fixedHandler(options, (request, trace) => {
    const { method } = request;
    const path = safePathOf(request);
    log.warn({ method, path, emulated }, 'no component at this method and path');
    trace.why = `there is no component at ${method} ${path}; there are, by POST: ${listAll(emulated)}`;
    return { status: 404, headers: { 'content-type': JSON_TYPE }, body: NOT_FOUND_BODY };
  });
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
