import type { FastifyReply } from 'fastify';
import type { CodedError } from '../messages/coded-error.js';
import { MOST_SHOWN, type ShownProblem } from '../util/problem.js';
import { hideSecrets } from '../util/secrets/hide-secrets.js';

/** An error with the problems of what was sent, if it has any. */
type SentError = CodedError & { problems?: readonly ShownProblem[] };

/** Sends an error in the form that all errors of the emulator itself have: code, message, and the first problems. */
export const sendControlError = (reply: FastifyReply, status: number, error: SentError): FastifyReply => {
  const { code, problems = [] } = error;
  const shown = { code, message: hideSecrets(error.summary('en')) };
  return reply.code(status).send(problems.length === 0 ? shown : { ...shown, problems: problems.slice(0, MOST_SHOWN) });
};
