import { BackendError } from '../calls/backend-error.js';
import type { CallState } from '../calls/call-state.js';
import { DjangoError } from './django-error.js';
import { EsbError } from './errors.js';
import { backendErrorEnvelope, esbErrorEnvelope } from './reply/envelope.js';
import { describeBody } from './request/describe-body.js';
import type { EsbRequest } from './request/esb-request.js';

/** Adds how the body was taken to a problem that a sender who meant something else will not understand. */
const withBody = (detail: string | undefined, request: EsbRequest | undefined): string | undefined => {
  const taken = request && describeBody(request);
  return detail === undefined || taken === undefined ? detail : `${detail}; ${taken}`;
};

/**
 * Makes the reply of an error (contract section 6).
 *
 * @throws the error itself if it is no refusal
 */
export const refuse = <B>({ request, trace, reply, requestId }: CallState<B, EsbRequest>, error: unknown): void => {
  if (error instanceof BackendError) {
    // The system behind only refuses requests that were read.
    reply.body = backendErrorEnvelope(error, (request as EsbRequest).language, requestId);
    trace.code = error.code;
    trace.requestId = requestId;
    trace.why = withBody(error.detail, request);
  } else if (error instanceof EsbError) {
    reply.status = error.status;
    reply.body = esbErrorEnvelope(error, requestId);
    trace.code = error.code;
    trace.requestId = error.traced ? requestId : null;
    trace.why = withBody(error.detail, request);
    if (error.hint !== undefined) trace.refusal = { message: error.message, hint: error.hint };
  } else if (error instanceof DjangoError) {
    Object.assign(reply, error.reply);
    trace.code = trace.requestId = null;
    trace.why = error.message;
  } else throw error;
};
