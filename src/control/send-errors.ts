import type { FastifyError, FastifyInstance } from 'fastify';
import { FaultBoundError } from '../faults/faults.js';
import { FaultSpecError } from '../faults/spec/fault-spec-error.js';
import { badRequest, ControlError } from '../util/control-error.js';
import type { Log } from '../util/log.js';
import { FixtureError, MOST_SHOWN } from '../util/problem.js';
import { hideInPath } from '../util/secrets/hide-in-path.js';
import { hideSecrets } from '../util/secrets/hide-secrets.js';
import { StoreError } from '../util/store-error.js';
import { CONTROL_PREFIX } from './operation.js';
import { OPERATIONS } from './operations/index.js';

/** The error that a client sees; undefined for a failure of the emulator itself. */
const errorOf = (error: Error & { statusCode?: number; code?: string }): ControlError | undefined => {
  if (error instanceof ControlError) return error;
  if (error instanceof FixtureError) {
    return new ControlError(422, error.summary('en'), error.problems.slice(0, MOST_SHOWN));
  }
  if (error instanceof FaultSpecError) return badRequest(error.message);
  if (error instanceof StoreError) return new ControlError(error.problem === 'full' ? 507 : 500, error.message);
  if (error instanceof FaultBoundError) return new ControlError(409, error.message);
  return error.statusCode !== undefined && error.statusCode < 500
    ? new ControlError(error.statusCode, error.message)
    : undefined;
};

/** The methods of the operations at a path; empty if there are none. */
const methodsAt = (path: string): string =>
  OPERATIONS.filter((operation) =>
    new RegExp(`^${CONTROL_PREFIX}${operation.path.replace(/:\w+/g, '[^/]+')}/?$`).test(path),
  )
    .map(({ method }) => method)
    .join(', ');

/** Sends errors, and requests that lead to no operation, as JSON with a `message`. */
export const sendErrors = (app: FastifyInstance, log: Log): void => {
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const known = errorOf(error);
    if (known === undefined) log.error({ err: error }, 'a control request failed');
    const { status, message, problems } = known ?? new ControlError(500, `the emulator failed: ${error.message}`);
    const shown = hideSecrets(message);
    return reply.code(status).send(problems.length === 0 ? { message: shown } : { message: shown, problems });
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] as string;
    const methods = methodsAt(path);
    const there = methods === '' ? `GET ${CONTROL_PREFIX} lists what there is` : `there is: ${methods}`;
    return reply.code(404).send({ message: `there is no ${request.method} ${hideInPath(path)}; ${there}` });
  });
};
