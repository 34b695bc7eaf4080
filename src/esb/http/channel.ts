import type { FastifyPluginCallback } from 'fastify';
import type { CallRequest } from '../../calls/call-request.js';
import type { Component } from '../../calls/component.js';
import type { Face, FaceReader } from '../../calls/face.js';
import { callHandler, type CallOptions, type Handler } from '../../calls/http/call-handler.js';
import { unknownPathHandler, type UnknownPath } from '../../calls/http/unknown-path-handler.js';
import { NOT_FOUND_BODY } from '../errors.js';
import { esbReader, gatewayTo, gatewayToOther } from '../gateway.js';

/** The ESB's prefix for the paths of its components. */
export const CHANNEL_PREFIX = '/api/c/compapi';

/**
 * Answers and records requests whose path or method leads to no component (contract section 1).
 *
 * @param reader reads the requests, for their records
 * @param faceTo the face for components of others than the emulator
 */
export const notFoundHandler = <B, R extends CallRequest>(
  options: CallOptions<B>,
  reader: FaceReader<R>,
  faceTo: (component: Component<B>) => Face<B, R>,
): Handler => {
  const unknownPath: UnknownPath<B, R> = {
    face: 'esb',
    reader,
    emulated: options.components.map((component) => CHANNEL_PREFIX + component.path),
    answer: (_request, { reply, trace, why }) => {
      reply.status = 404;
      reply.body = NOT_FOUND_BODY;
      trace.why = why;
    },
  };
  return unknownPathHandler(unknownPath, faceTo, options);
};

/** The ESB as a Fastify plugin: its components' routes, and its answer to other requests (contract section 1). */
export const channel =
  <B>(options: CallOptions<B>): FastifyPluginCallback =>
  (app, _options, done) => {
    for (const component of options.components) {
      const handler = callHandler(gatewayTo(component), options);
      app.route({ method: ['GET', 'POST'], url: component.path, handler });
    }
    app.setNotFoundHandler(notFoundHandler(options, esbReader, gatewayToOther));
    done();
  };
