import { stringify } from 'lossless-json';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { allowOrigins } from '../util/cors.js';
import { parseJson } from '../esb/request/json.js';
import type { Log } from '../util/log.js';
import { FixtureError, MOST_SHOWN } from '../util/problem.js';
import { sandboxNameOf } from '../sandboxes/sandbox-name.js';
import { badRequest, ControlError } from '../util/control-error.js';
import { FaultBoundError } from '../faults/faults.js';
import { FaultSpecError } from '../faults/spec/fault-spec-error.js';
import type { SandboxRegistry } from '../sandboxes/sandbox-registry.js';
import { checkAccess, type AccessRules } from './access.js';
import { CONTROL_PREFIX, type OperationContext, type Operation } from './operation.js';
import { OPERATIONS } from './operations/index.js';
import { explain, validators } from './validate-request.js';

export interface ControlOptions {
  sandboxes: SandboxRegistry;
  access: AccessRules;
  /** Origin whose pages may control the emulator with a token; `*` for any. */
  cors: string;
  /** Settles when the data is loaded. Earlier requests wait for it. */
  ready: Promise<unknown>;
  /** Aborted when the server closes. */
  closing: AbortSignal;
  log: Log;
}

/** Largest JSON body and largest fixture, in bytes. */
const MOST_JSON = 2 * 1024 * 1024;
const MOST_FIXTURE = 64 * 1024 * 1024;

const errorOf = (error: Error & { statusCode?: number; code?: string }): ControlError | undefined => {
  if (error instanceof ControlError) return error;
  if (error instanceof FixtureError) {
    return new ControlError(422, error.message.replace(/\n.*/s, ''), error.problems.slice(0, MOST_SHOWN));
  }
  if (error instanceof FaultSpecError) return badRequest(error.message);
  if (error instanceof FaultBoundError) return new ControlError(409, error.message);
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new ControlError(
      413,
      `the body is too large: a fixture may have ${MOST_FIXTURE / 2 ** 20} MiB (start with --fixtures for more), ` +
        `anything else ${MOST_JSON / 2 ** 20} MiB`,
    );
  }
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

const sendErrors = (app: FastifyInstance, log: Log): void => {
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const known = errorOf(error);
    if (known === undefined) log.error({ err: error }, 'a control request failed');
    const { status, message, problems } = known ?? new ControlError(500, `the emulator failed: ${error.message}`);
    return reply.code(status).send(problems.length === 0 ? { message } : { message, problems });
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] as string;
    const methods = methodsAt(path);
    const there = methods === '' ? `GET ${CONTROL_PREFIX} lists what there is` : `there is: ${methods}`;
    return reply.code(404).send({ message: `there is no ${request.method} ${path}; ${there}` });
  });
};

/** Parses a body whatever its content type says, because curl labels every body as a form. */
const parseBody = ({ body }: Operation, bytes: Buffer | undefined): unknown => {
  if (body === undefined) return undefined;
  if ('bytes' in body) return bytes ?? Buffer.alloc(0);
  try {
    return parseJson(bytes?.toString() ?? '');
  } catch (error) {
    throw badRequest(`the body must be JSON: ${bytes === undefined ? 'there is none' : (error as Error).message}`);
  }
};

/** The part of an operation's schemas that validates requests. */
const checkedBy = ({ query, body }: Operation): object => ({
  querystring: { type: 'object', properties: query ?? {}, additionalProperties: false },
  ...(body !== undefined && 'json' in body && body.isChecked ? { body: body.json } : {}),
});

const addOperation = (
  app: FastifyInstance,
  operation: Operation,
  { sandboxes, closing, ready }: ControlOptions,
  streams: OperationContext['streams'],
): void => {
  const { method, path, body, replies } = operation;
  const isEmpty = 204 in replies;
  app.route({
    method,
    url: CONTROL_PREFIX + path,
    schema: checkedBy(operation),
    bodyLimit: body !== undefined && 'bytes' in body ? MOST_FIXTURE : MOST_JSON,
    preValidation: (request, _reply, done) => {
      request.body = parseBody(operation, request.body as Buffer | undefined);
      done();
    },
    handler: async (request, reply) => {
      await ready;
      const sandbox = sandboxes.get(sandboxNameOf(request.raw));
      const result = await operation.handle({ sandbox, sandboxes, request, reply, closing, streams });
      if (reply.sent) return reply;
      return isEmpty ? reply.code(204).send() : result;
    },
  });
};

/** Builds the app of the control API. It is separate because its bodies, errors and limits differ from those of the ESB. */
export const controlApp = async (options: ControlOptions): Promise<FastifyInstance> => {
  const { access, log, cors } = options;
  const app = Fastify({
    // A name that is too long must reach the check of names, which reports it.
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength: 10_000 },
    exposeHeadRoutes: false,
    schemaErrorFormatter: explain,
    frameworkErrors: (error, _request, reply) =>
      void (reply as FastifyReply).code(400).send({ message: error.message }),
  });
  app.setValidatorCompiler(validators());
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  // The parameters of a fault may be integers that JavaScript would round.
  app.setReplySerializer((value) => stringify(value) as string);
  sendErrors(app, log);
  if (access.token !== undefined) await allowOrigins(app, cors, ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
  app.decorateRequest('sentAs', undefined);
  app.addHook('onRequest', (request, _reply, done) => {
    checkAccess(access, request.headers);
    // Fastify would refuse a malformed content type. The operation decides how the body is read.
    request.sentAs = request.headers['content-type'];
    delete request.headers['content-type'];
    done();
  });
  const streams = { open: 0 };
  for (const operation of OPERATIONS) addOperation(app, operation, options, streams);
  await app.ready();
  return app;
};
