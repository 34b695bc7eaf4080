import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../util/log.js';
import { NO_BYTES, type Bodies, type Body } from './request/body.js';
import type { Component } from './component.js';
import { JSON_TYPE, NOTHING, send, wait, type Delivery } from './reply/deliver.js';
import { INTERNAL_ERROR_BODY, NOT_FOUND_BODY } from './errors.js';
import { newTrace, type Trace } from './call-record.js';
import { gatewayTo, type CallContext } from './gateway.js';
import { pathOfTarget, type Params } from './request/read-request.js';
import { listAll } from '../util/words.js';

/** Answers a request, at once or later. */
export type Handler = (request: FastifyRequest, reply: FastifyReply) => void | Promise<void>;

export interface ChannelOptions<Backend> {
  components: readonly Component<Backend>[];
  /** The context that a request is for. */
  contextOf: (request: FastifyRequest) => CallContext<Backend>;
  /** Settles once there is data to answer from. Requests that come earlier wait for it. */
  ready: Promise<unknown>;
  /** Aborted when the server is to be closed: replies that are held back are sent at once. */
  closing: AbortSignal;
  bodies: Bodies;
  /** Bytes of a request body. */
  bodyLimit: number;
  log: Log;
  /** Takes over the requests of pages of other origins. Default: they are answered as all others. */
  pages?: Handler | undefined;
}

/** Where the ESB has its components. */
export const CHANNEL_PREFIX = '/api/c/compapi';

/** Whether somebody else takes over requests of pages, and this is one. */
const isForPages = (request: FastifyRequest, pages: Handler | undefined): pages is Handler =>
  pages !== undefined && request.headers.origin !== undefined;

/** The ESB's reply where there is no component (contract section 1). */
export const contentDoesNotExist = (reply: FastifyReply): FastifyReply =>
  reply.code(404).header('content-type', JSON_TYPE).send(NOT_FOUND_BODY);

/** The ESB's reply where something went wrong on the way (contract section 7). */
export const failed = (error: Error, reply: FastifyReply, log: Log): FastifyReply => {
  log.error({ err: error }, 'a component failed');
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

const NO_PARAMS: Params = {};

/** A request that was answered. */
interface Answered<B> {
  request: FastifyRequest;
  context: CallContext<B>;
  component: Component<B> | undefined;
  delivery: Delivery;
  trace: Trace;
  /** When it came, by the clock of `performance.now()`. */
  arrived: number;
}

/** Enters a request that has been answered into the context that it was for. */
const enter = <B>(
  { request, context, component, delivery, trace, arrived }: Answered<B>,
  path: string,
  log: Log,
): void => {
  const name = component?.name ?? null;
  const { method } = request;
  const { status, size } = delivery;
  if (trace.refusal !== undefined) {
    const reason = withoutApp(trace.refusal.message, trace.caller.app);
    log.warn({ component: name, reason, hint: withoutApp(trace.refusal.hint, trace.caller.app) }, 'refused');
  }
  if (log.level === 'debug') log.debug({ method, path, status, bytes: size }, 'answered');
  const { params = NO_PARAMS, rawBody = '', url = '' } = trace.request ?? {};
  trace.request = undefined;
  const durationMs = performance.now() - arrived;
  context.record({
    at: Date.now() - durationMs,
    arrived,
    durationMs,
    method,
    path,
    component: name,
    params,
    length: rawBody.length + url.length,
    status,
    size,
    trace,
  });
};

/** Hands what goes wrong to whoever replies to that. */
const attempt = (answer: () => void, reply: FastifyReply): void => {
  try {
    answer();
  } catch (error) {
    void reply.send(error);
  }
};

/** Answers a request of which the body has been read. */
type Answerer = (request: FastifyRequest, reply: FastifyReply, arrived: number, body: Body) => void;

const answererOf = <B>(component: Component<B>, { contextOf, closing, log }: ChannelOptions<B>): Answerer => {
  const answer = gatewayTo(component);
  // As nearly all are asked for. Others have to be looked at.
  const usual = CHANNEL_PREFIX + component.path;
  return (request, reply, arrived, body) => {
    const context = contextOf(request);
    const { method, headers, originalUrl } = request;
    const url = request.raw.url as string;
    const { trace, reply: outcome } = answer({ method, url, sentUrl: originalUrl, headers, body }, context);
    const path = url === usual ? usual : pathOf(request);
    const finish = (isAwaited: boolean): void => {
      if (!isAwaited) trace.code = null;
      const delivery = isAwaited ? send(reply, outcome) : NOTHING;
      enter({ request, context, component, delivery, trace, arrived }, path, log);
    };
    if (outcome.delayMs === 0) finish(true);
    else void wait(outcome.delayMs, request, closing).then((isAwaited) => attempt(() => finish(isAwaited), reply));
  };
};

/** Answers and enters requests that lead to no component (contract section 1). */
export const lost =
  <B>({ components, contextOf, bodies, log, pages }: ChannelOptions<B>): Handler =>
  (request, reply) => {
    if (isForPages(request, pages)) return pages(request, reply);
    const arrived = performance.now();
    const { method } = request;
    const path = pathOf(request);
    const emulated = components.map((component) => CHANNEL_PREFIX + component.path);
    const answer = (): void => {
      log.warn({ method, path, emulated }, 'no component at this method and path');
      const trace = newTrace();
      trace.why = `there is no component at ${method} ${path}; there are, by POST: ${listAll(emulated)}`;
      const delivery = { status: 404, size: NOT_FOUND_BODY.length };
      enter({ request, context: contextOf(request), component: undefined, delivery, trace, arrived }, path, log);
      contentDoesNotExist(reply);
    };
    // Who is still sending would see a broken connection in place of the reply.
    bodies.read(request.raw, 0, () => attempt(answer, reply));
  };

/** The HTTP side of the ESB: its components' routes, and what it answers elsewhere below its prefix (contract section 1). */
export const channel = <B>(options: ChannelOptions<B>): FastifyPluginCallback => {
  const { components, ready, bodies, bodyLimit, pages } = options;
  let loading: Promise<void> | undefined = ready.then(() => (loading = undefined));
  // Whoever starts the emulator hears of a failed load; so do the requests that wait for it.
  loading.catch(() => undefined);

  const handlerOf = (component: Component<B>): Handler => {
    const answer = answererOf(component, options);
    return (request, reply) => {
      if (isForPages(request, pages)) return pages(request, reply);
      const arrived = performance.now();
      const go = (body: Body): void => {
        if (loading === undefined) attempt(() => answer(request, reply, arrived, body), reply);
        else
          loading.then(
            () => go(body),
            (error: unknown) => void reply.send(error),
          );
      };
      // Nothing is made of a body of GET.
      if (request.method === 'GET') go(NO_BYTES);
      else bodies.read(request.raw, bodyLimit, go);
    };
  };

  return (app, _options, done) => {
    for (const component of components) {
      app.route({ method: ['GET', 'POST'], url: component.path, handler: handlerOf(component) });
    }
    app.setNotFoundHandler(lost(options));
    done();
  };
};
