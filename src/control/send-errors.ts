import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CodedError } from '../messages/coded-error.js';
import { isUnreadable } from '../messages/fixture/syntax.js';
import { ControlError, notFound } from '../util/control-error.js';
import type { Log } from '../util/log.js';
import { FixtureError } from '../util/problem.js';
import { hideInPath } from '../util/secrets/hide-in-path.js';
import { StoreError } from '../util/store-error.js';
import { CONTROL_PREFIX } from './operation.js';
import { OPERATIONS } from './operations/index.js';
import { sendControlError } from './send-control-error.js';

/** A fixture or a fault that cannot be read gives 400, and one whose content is wrong gives 422. */
const statusOf = (error: CodedError): number => {
  if (error instanceof ControlError) return error.status;
  if (error instanceof FixtureError) return error.problems.some(({ code }) => isUnreadable(code)) ? 400 : 422;
  return error instanceof StoreError && error.problem === 'full' ? 507 : 500;
};

/** The methods of the operations at a path; empty if there are none. */
const methodsAt = (path: string): string[] =>
  OPERATIONS.filter((operation) =>
    new RegExp(`^${CONTROL_PREFIX}${operation.path.replace(/:\w+/g, '[^/]+')}/?$`).test(path),
  ).map(({ method }) => method);

const unknownOperation = ({ url, method }: FastifyRequest): ControlError => {
  const path = url.split('?', 1)[0] as string;
  return notFound({ code: 'REQUEST_UNKNOWN_OPERATION', method, path: hideInPath(path), methods: methodsAt(path) });
};

/** Fastify refuses a QUERY without a content type before it finds that no operation has this method. */
const isQuery = (error: Error): boolean => 'code' in error && error.code === 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE';

/** Sends errors, and requests that lead to no operation, as JSON with a `code` and a `message`. */
export const sendErrors = (app: FastifyInstance, log: Log): void => {
  const sendUnknown = (request: FastifyRequest, reply: FastifyReply) =>
    sendControlError(reply, 404, unknownOperation(request));
  app.setErrorHandler((error: Error, request, reply) => {
    if (isQuery(error)) return sendUnknown(request, reply);
    if (error instanceof CodedError) return sendControlError(reply, statusOf(error), error);
    log.error({ err: error }, 'a control request failed');
    return sendControlError(reply, 500, new ControlError(500, { code: 'EMULATOR_FAILED', reason: error.message }));
  });
  app.setNotFoundHandler(sendUnknown);
};
