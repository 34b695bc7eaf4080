import type { FastifyPluginCallback } from 'fastify';
import { callHandler, type CallOptions, type Handler } from '../../calls/http/call-handler.js';
import { unknownPathHandler, type UnknownPath } from '../../calls/http/unknown-path-handler.js';
import { NOT_FOUND_BODY } from '../errors.js';
import { gatewayTo } from '../gateway.js';

/** The ESB's prefix for the paths of its components. */
export const CHANNEL_PREFIX = '/api/c/compapi';

/** Answers and records requests whose path or method leads to no component (contract section 1). */
export const notFoundHandler = <B>(options: CallOptions<B>): Handler => {
  const unknownPath: UnknownPath<B> = {
    face: 'esb',
    emulated: options.components.map((component) => CHANNEL_PREFIX + component.path),
    answer: (_request, { reply, trace, why }) => {
      reply.status = 404;
      reply.body = NOT_FOUND_BODY;
      trace.why = why;
    },
  };
  return unknownPathHandler(unknownPath, gatewayTo<B>, options);
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
