import type { FastifyError, FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import type { Component } from './component.js';
import { JSON_TYPE, NOTHING, send, wait, type Delivery } from './deliver.js';
import { INTERNAL_ERROR_BODY, NOT_FOUND_BODY } from './errors.js';
import { newTrace, type Trace } from './exchange.js';
import { gatewayTo, type World } from './gateway.js';
import { pathOfTarget, type TOO_LARGE } from './request.js';

export interface ChannelOptions<Backend> {
  components: readonly Component<Backend>[];
  /** The world that a request is for. */
  worldOf: (request: FastifyRequest) => World<Backend>;
  /** Settles once there is data to answer from. Requests that come earlier wait for it. */
  ready: Promise<unknown>;
  /** Aborted when the server is to be closed: replies that are held back are sent at once. */
  closing: AbortSignal;
}

/** Where the ESB has its components. */
export const CHANNEL_PREFIX = '/api/c/compapi';

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

/** Where a path ends and what may be a secret begins: parameters, and a query whose `?` was forgotten or encoded. */
const END_OF_PATH = /[;&=]|%(?:3[bdf]|26)/i;

/** The path alone: what stands before and after it may hold secrets. */
const pathOf = (request: FastifyRequest): string =>
  pathOfTarget(request.raw.url as string).split(END_OF_PATH, 1)[0] as string;

/** An app's code is no secret, but what was sent in its place may be. */
const withoutApp = (text: string, app: string): string =>
  /^[\w.@-]{0,64}$/.test(app) ? text : text.replaceAll(app, '(hidden)');

/** Enters a request that has been answered into the world that it was for. */
const enter = <B>(
  { request, world, component }: { request: FastifyRequest; world: World<B>; component: Component<B> | undefined },
  { status, size }: Delivery,
  trace: Trace,
  durationMs: number,
): void => {
  const name = component?.name ?? null;
  const { method, log } = request;
  const path = pathOf(request);
  if (trace.refusal !== undefined) {
    const reason = withoutApp(trace.refusal.message, trace.caller.app);
    log.warn({ component: name, reason, hint: withoutApp(trace.refusal.hint, trace.caller.app) }, 'refused');
  }
  if (log.level === 'debug') log.debug({ method, path, status, bytes: size }, 'answered');
  world.record({ at: Date.now() - durationMs, durationMs, method, path, component: name, status, size, trace });
};

type EsbRoute = { Body: Buffer | typeof TOO_LARGE | undefined };

const handlerOf = <B>(component: Component<B>, { worldOf, closing }: ChannelOptions<B>) => {
  const answer = gatewayTo(component);
  return (
    request: FastifyRequest<EsbRoute>,
    reply: FastifyReply,
    arrived: number,
  ): FastifyReply | Promise<FastifyReply> => {
    const world = worldOf(request);
    const call = { request, world, component };
    const { method, headers, body, originalUrl } = request;
    const outcome = answer({ method, url: request.raw.url as string, sentUrl: originalUrl, headers, body }, world);
    const finish = (isAwaited: boolean): FastifyReply => {
      if (!isAwaited) {
        reply.hijack();
        outcome.trace.code = null;
      }
      const delivery = isAwaited ? send(reply, outcome.reply) : NOTHING;
      enter(call, delivery, outcome.trace, performance.now() - arrived);
      return reply;
    };
    const { delayMs } = outcome.reply;
    return delayMs === 0 ? finish(true) : wait(delayMs, request, closing).then(finish);
  };
};

/** Answers and enters requests that lead to no component (contract section 1). */
export const lost =
  <B>({ components, worldOf }: Pick<ChannelOptions<B>, 'components' | 'worldOf'>) =>
  (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { method } = request;
    const path = pathOf(request);
    const emulated = components.map((component) => CHANNEL_PREFIX + component.path);
    request.log.warn({ method, path, emulated }, 'no component at this method and path');
    const trace = newTrace();
    trace.why = `there is no component at ${method} ${path}; there are, by POST: ${emulated.join(' and ')}`;
    const call = { request, world: worldOf(request), component: undefined };
    enter(call, { status: 404, size: NOT_FOUND_BODY.length }, trace, reply.elapsedTime);
    return contentDoesNotExist(reply);
  };

/** The HTTP side of the ESB: its components' routes, and what it answers elsewhere below its prefix (contract section 1). */
export const channel = <B>(options: ChannelOptions<B>): FastifyPluginCallback => {
  const { components, ready } = options;
  let loading: Promise<void> | undefined = ready.then(() => (loading = undefined));
  // Whoever starts the emulator hears of a failed load; so do the requests that wait for it.
  loading.catch(() => undefined);

  return (app, _options, done) => {
    app.setValidatorCompiler(() => () => true);
    for (const component of components) {
      const handle = handlerOf(component, options);
      app.route<EsbRoute>({
        method: ['GET', 'POST'],
        url: component.path,
        handler: (request, reply) => {
          const arrived = performance.now();
          return loading === undefined
            ? handle(request, reply, arrived)
            : loading.then(() => handle(request, reply, arrived));
        },
      });
    }
    app.setNotFoundHandler(lost(options));
    done();
  };
};
