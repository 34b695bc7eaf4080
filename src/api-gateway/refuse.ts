import { asBackendError } from '../api-server/refuse.js';
import { JSON_TYPE } from '../api-server/reply-headers.js';
import type { CallTrace } from '../calls/call-trace.js';
import type { Language } from '../calls/component.js';
import type { Reply } from '../calls/reply/reply.js';
import { backendErrorEnvelope, gatewayErrorEnvelope } from './envelope.js';
import { GatewayError } from './errors.js';

/** The gateway repeats its code and message in headers. */
const errorHeaders = ({ code, message }: GatewayError) => ({
  'x-bkapi-error-code': String(code),
  'x-bkapi-error-message': message.replace(/[^\x20-\x7e]/g, '?'),
});

/**
 * Writes a refusal of the gateway, or of CMDB behind it, into a reply.
 *
 * @throws the error itself if it is no refusal
 */
export const refuseWith = (error: unknown, language: Language, reply: Reply, trace: CallTrace): void => {
  if (!(error instanceof GatewayError)) {
    const behind = asBackendError(error);
    reply.headers = JSON_TYPE;
    reply.body = backendErrorEnvelope(behind, language);
    trace.code = behind.code;
    trace.why = behind.detail;
    return;
  }
  reply.status = error.status;
  reply.headers = errorHeaders(error);
  reply.body = gatewayErrorEnvelope(error);
  trace.code = error.code;
  trace.why = error.detail;
  if (error.hint !== undefined) trace.refusal = { message: error.message, hint: error.hint.en };
};
