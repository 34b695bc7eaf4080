import { BackendError } from '../calls/backend-error.js';
import type { CallState } from '../calls/call-state.js';
import type { Text } from '../model/language.js';
import { joinReasons } from '../util/words.js';
import { DjangoError } from './django-error.js';
import { EsbError } from './errors.js';
import { backendErrorEnvelope, esbErrorEnvelope } from './reply/envelope.js';
import { describeBody } from './request/describe-body.js';
import type { EsbRequest } from './request/esb-request.js';

/** A cookie with the token of a user, as a browser sends it. */
const TOKEN_COOKIE = /(?:^|;\s*)bk_token=/;

const COOKIE_IGNORED: Text = {
  en: 'the cookie bk_token does not count: a live ESB takes bk_token from the parameters or X-Bkapi-Authorization',
  zh: 'cookie 中的 bk_token 不起作用：真实的 ESB 从参数或 X-Bkapi-Authorization 中取 bk_token',
};

/** Says that the login of a browser does not count, if the request names no user in another way. */
const describeCookie = <B>({ request, rawRequest, trace }: CallState<B, EsbRequest>): Text | undefined => {
  // Credentials are only checked of requests that were read.
  const { credentials } = request as EsbRequest;
  const hasUser = trace.caller.user !== '' || credentials['bk_token'] !== undefined;
  return !hasUser && TOKEN_COOKIE.test(rawRequest.headers.cookie ?? '') ? COOKIE_IGNORED : undefined;
};

/** Adds to a problem how the request was taken, if its sender may have meant something else. */
const explain = <B>(detail: Text | undefined, state: CallState<B, EsbRequest>, more?: Text): Text | undefined => {
  const { request, rawRequest } = state;
  const taken = request && describeBody(request, rawRequest.headers);
  return detail && joinReasons([detail, taken, more]);
};

/**
 * Makes the reply of an error (contract section 6).
 *
 * @throws the error itself if it is no refusal
 */
export const refuse = <B>(state: CallState<B, EsbRequest>, error: unknown): void => {
  const { request, trace, reply, requestId } = state;
  if (error instanceof BackendError) {
    // The system behind only refuses requests that were read.
    reply.body = backendErrorEnvelope(error, (request as EsbRequest).language, requestId);
    trace.code = error.code;
    trace.requestId = requestId;
    trace.why = explain(error.detail, state);
  } else if (error instanceof EsbError) {
    reply.status = error.status;
    reply.body = esbErrorEnvelope(error, requestId);
    trace.code = error.code;
    trace.requestId = error.traced ? requestId : null;
    trace.why = explain(error.detail, state, error.isOfCredentials ? describeCookie(state) : undefined);
    if (error.hint !== undefined) trace.refusal = { message: error.message, hint: error.hint.en };
  } else if (error instanceof DjangoError) {
    Object.assign(reply, error.reply);
    trace.code = trace.requestId = null;
    trace.why = error.detail;
  } else throw error;
};
