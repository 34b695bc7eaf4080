import type { FastifyReply } from 'fastify';
import type { Log } from '../../util/log.js';
import { StoreError } from '../../util/store-error.js';
import { INTERNAL_ERROR_BODY, NOT_FOUND_BODY } from '../errors.js';
import { JSON_TYPE } from '../../calls/http/send-reply.js';

/** Sends the ESB's reply for a path without a component (contract section 1). */
export const sendNotFound = (reply: FastifyReply): FastifyReply =>
  reply.code(404).header('content-type', JSON_TYPE).send(NOT_FOUND_BODY);

/** Sends the ESB's reply for an unexpected error (contract section 7), and logs the error. */
export const sendInternalError = (error: Error, reply: FastifyReply, log: Log): FastifyReply => {
  // Damage in a database is logged once, when it is met.
  const isLogged = error instanceof StoreError && error.problem === 'damaged';
  if (!isLogged) log.error({ err: error }, 'a component failed');
  return reply.code(500).header('content-type', JSON_TYPE).send(INTERNAL_ERROR_BODY);
};
