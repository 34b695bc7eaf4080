import type { FastifyRequest } from 'fastify';
import type { Log } from '../../util/log.js';
import { hideInPath } from '../../util/secrets/hide-in-path.js';
import { HIDDEN, isSecretInName } from '../../util/secrets/hide-secrets.js';
import { joinReasons } from '../../util/words.js';
import type { CallContext } from '../call-context.js';
import type { CallRequest } from '../call-request.js';
import type { CallTrace } from '../call-trace.js';
import type { Component, Params } from '../component.js';
import type { FaceName } from '../face-name.js';
import { NO_BODY } from './read-body.js';
import { describeRefusedPage } from './refused-page.js';
import { safePathOf } from './safe-path.js';
import type { Sending } from './send-reply.js';
import { monotonicNow } from '../../util/clock.js';

const NO_PARAMS: Params = {};

/** A text that is long or has unusual characters or the form of a secret is no app code. */
const withoutApp = (text: string, app: string): string =>
  /^[\w.@-]{0,64}$/.test(app) && !isSecretInName(app) ? text : text.replaceAll(app, HIDDEN);

/** A request after its reply was sent. */
export interface AnsweredRequest<B> {
  request: FastifyRequest;
  context: CallContext<B>;
  face: FaceName;
  /** Undefined if the path leads to no component. */
  component: Component<B> | undefined;
  trace: CallTrace;
  /** Undefined if the request could not be read. */
  read: CallRequest | undefined;
  sending: Sending;
  /** When the request arrived, by the clock of `monotonicNow`. */
  arrived: number;
}

/**
 * Writes a call to the log and to its context's journal.
 *
 * @param options.cors the origin of pages that may call; `*` for any
 */
export const recordCall = <B>(answered: AnsweredRequest<B>, { log, cors }: { log: Log; cors: string }): void => {
  const { request, context, face, component, trace, read, sending, arrived } = answered;
  const refusedPage = describeRefusedPage(request, cors);
  if (refusedPage !== undefined) {
    log.warn({ component: component?.name ?? null, reason: refusedPage.en }, 'a page of another origin is refused');
    trace.why = joinReasons([trace.why, refusedPage]);
  }
  const path = safePathOf(request);
  const { method } = request;
  const { status, size, sent } = sending;
  const name = component?.name ?? null;
  if (trace.refusal !== undefined) {
    const reason = withoutApp(trace.refusal.message, trace.caller.app);
    log.warn({ component: name, reason, hint: withoutApp(trace.refusal.hint, trace.caller.app) }, 'refused');
  }
  if (log.level === 'debug') log.debug({ method, path: hideInPath(path), status, bytes: size }, 'answered');
  // The record keeps the parameters alone, so that the body can be freed.
  const { params = NO_PARAMS, body = NO_BODY } = read ?? {};
  const durationMs = monotonicNow() - arrived;
  const call = {
    at: Date.now() - durationMs,
    arrived,
    durationMs,
    face,
    method,
    path,
    target: request.url,
    component: name,
    params,
    length: body.length + request.url.length + (request.headers['x-bkapi-authorization']?.length ?? 0),
    status,
    size,
    trace,
  };
  context.record(call, sent && { body: sent.body, headers: sent.headers, requestHeaders: request.headers });
};
