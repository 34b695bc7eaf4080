import { BackendError } from '../calls/backend-error.js';
import type { CallState } from '../calls/call-state.js';
import { EsbError } from './errors.js';
import { backendErrorEnvelope, esbErrorEnvelope } from './reply/envelope.js';
import type { EsbRequest } from './request/esb-request.js';

/** If credentials are missing from a body that was read as a form, say so, because its sender may have meant JSON. */
const whyRefused = ({ code, detail }: EsbError, request: EsbRequest | undefined): string | undefined =>
  code === 1306000 && detail !== undefined && request?.isForm === true
    ? `${detail}; the body does not begin with "{", and so was read as a form`
    : detail;

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
    trace.why = error.detail;
  } else if (error instanceof EsbError) {
    reply.status = error.status;
    reply.body = esbErrorEnvelope(error, requestId);
    trace.code = error.code;
    trace.requestId = error.traced ? requestId : null;
    trace.why = whyRefused(error, request);
    if (error.hint !== undefined) trace.refusal = { message: error.message, hint: error.hint };
  } else throw error;
};
