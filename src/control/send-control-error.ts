import type { FastifyReply } from 'fastify';
import type { CodedError } from '../messages/coded-error.js';
import { MOST_SHOWN, type ShownProblem } from '../util/problem.js';
import { hideSecrets } from '../util/secrets/hide-secrets.js';

/** An error with the problems of what was sent, if it has any. */
type SentError = CodedError & { problems?: readonly ShownProblem[] };

/** Sends an error in the form that all errors of the emulator itself have: code, message in both languages, first problems. */
export const sendControlError = (reply: FastifyReply, status: number, error: SentError): FastifyReply => {
  const { code, problems = [] } = error;
  const [message, message_zh] = [error.summary('en'), error.summary('zh')].map(hideSecrets);
  const shown = { code, message, message_zh };
  return reply.code(status).send(problems.length === 0 ? shown : { ...shown, problems: problems.slice(0, MOST_SHOWN) });
};
