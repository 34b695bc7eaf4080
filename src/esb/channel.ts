import type { FastifyError, FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import type { Component } from './component.js';
import { INTERNAL_ERROR_BODY, NOT_FOUND_BODY } from './errors.js';
import { gatewayTo, type World } from './gateway.js';
import { pathOfTarget, type TOO_LARGE } from './request.js';

export interface ChannelOptions<Backend> {
  components: readonly Component<Backend>[];
  world: World<Backend>;
  /** Settles once there is data to answer from. Requests that come earlier wait for it. */
  ready: Promise<unknown>;
}

/** Where the ESB has its components. */
export const CHANNEL_PREFIX = '/api/c/compapi';
const JSON_TYPE = 'application/json; charset=utf-8';

/** The ESB's reply where there is no component (contract section 1). */
export const contentDoesNotExist = (reply: FastifyReply): FastifyReply =>
  reply.code(404).header('content-type', JSON_TYPE).send(NOT_FOUND_BODY);

/**
 * The ESB's reply where something went wrong on the way (contract section 7). What Fastify itself turns down, such as a
 * method that wants a Content-Type, is to the ESB a method that it does not have.
 */
export const failed = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  if (error.statusCode !== undefined && error.statusCode < 500) return contentDoesNotExist(reply);
  if (request.raw.destroyed) request.log.debug('the client went away');
  else request.log.error({ err: error }, 'a component failed');
  return reply.code(500).header('content-type', JSON_TYPE).send(INTERNAL_ERROR_BODY);
};

/** The path alone: what stands before and after it may hold secrets. */
const pathOf = (request: FastifyRequest): string => pathOfTarget(request.raw.url as string).split(';', 1)[0] as string;

/** The HTTP side of the ESB: its components' routes, and what it answers elsewhere below its prefix (contract section 1). */
export const channel = <B>({ components, world, ready }: ChannelOptions<B>): FastifyPluginCallback => {
  let loading: Promise<void> | undefined = ready.then(() => (loading = undefined));
  // Whoever starts the emulator hears of a failed load; so do the requests that wait for it.
  loading.catch(() => undefined);

  return (app, _options, done) => {
    app.setValidatorCompiler(() => () => true);

    const logsRequests = app.log.level === 'debug';
    for (const component of components) {
      const answer = gatewayTo(component, world);
      app.route<{ Body: Buffer | typeof TOO_LARGE | undefined }>({
        method: ['GET', 'POST'],
        url: component.path,
        handler: (request, reply) => {
          const respond = () => {
            const { status, body, refusal } = answer({
              method: request.method,
              url: request.raw.url as string,
              headers: request.headers,
              body: request.body,
            });
            if (refusal !== undefined) {
              request.log.warn({ component: component.name, reason: refusal.message, hint: refusal.hint }, 'refused');
            }
            if (logsRequests) {
              const path = pathOf(request);
              request.log.debug({ method: request.method, path, status, bytes: Buffer.byteLength(body) }, 'answered');
            }
            return reply.code(status).header('content-type', JSON_TYPE).send(body);
          };
          return loading === undefined ? respond() : loading.then(respond);
        },
      });
    }

    app.setNotFoundHandler((request, reply) => {
      const path = pathOf(request);
      const emulated = components.map((component) => CHANNEL_PREFIX + component.path);
      request.log.warn({ method: request.method, path, emulated }, 'no component at this method and path');
      return contentDoesNotExist(reply);
    });

    done();
  };
};
