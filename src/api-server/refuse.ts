import { BackendError, VerbatimError } from '../calls/backend-error.js';
import type { CallTrace } from '../calls/call-trace.js';
import type { Language } from '../calls/component.js';
import type { Reply } from '../calls/reply/reply.js';
import { EsbError } from '../esb/errors.js';
import { errorEnvelope } from './envelope.js';
import { PlainTextError } from './errors.js';

/**
 * The error as one of the system behind.
 *
 * @throws the error itself if it is no refusal
 */
export const asBackendError = (error: unknown): BackendError => {
  if (error instanceof BackendError) return error;
  // A custom fault with a code of the ESB, which CMDB would never give.
  if (error instanceof EsbError) return new VerbatimError(error);
  throw error;
};

const HINT = 'start with --auth off to accept requests without these headers';

/** Writes CMDB's own refusal into a reply (contract section 9). Errors come with HTTP 200, as in the ESB, but for bare text. */
export const refuseWith = (error: BackendError, language: Language, reply: Reply, trace: CallTrace): void => {
  reply.body = errorEnvelope(error, language);
  if (error instanceof PlainTextError) {
    reply.status = 500;
    reply.headers = { ...reply.headers, 'content-type': 'text/plain; charset=utf-8' };
  }
  trace.code = error.code;
  trace.why = error.detail;
  if (error.code === 1199027) trace.refusal = { message: error.message, hint: HINT };
};
