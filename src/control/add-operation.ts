import type { FastifyInstance } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { parseJson } from '../esb/request/json.js';
import { sandboxNameOf } from '../sandboxes/sandbox-name.js';
import { badRequest } from '../util/control-error.js';
import { jsonErrorText } from '../util/json/json-error-text.js';
import type { BodyGate } from './body/body-gate.js';
import { CONTROL_PREFIX, MOST_FIXTURE, MOST_JSON, type Operation, type OperationContext } from './operation.js';

/** The dependencies that all operations share. */
export interface OperationDependencies extends Pick<OperationContext, 'sandboxes' | 'closing' | 'streams' | 'log'> {
  /** Settles when the data is loaded. Earlier requests wait for it. */
  ready: Promise<unknown>;
  /** Bounds the bytes of bodies in memory. */
  bodies: BodyGate;
}

/** Parses a body whatever its content type says, because curl labels every body as a form. */
const parseBody = ({ body }: Operation, bytes: Buffer | undefined): unknown => {
  if (body === undefined) return undefined;
  if ('bytes' in body) return bytes ?? Buffer.alloc(0);
  if (bytes !== undefined && !isUtf8(bytes)) throw badRequest({ code: 'REQUEST_NOT_UTF8' });
  try {
    return parseJson(bytes?.toString() ?? '');
  } catch (error) {
    throw badRequest({
      code: 'REQUEST_NOT_JSON',
      said: bytes === undefined ? null : jsonErrorText(error as Error),
    });
  }
};

/** The part of an operation's schemas that validates requests. */
const checkedBy = ({ query, body }: Operation): object => ({
  querystring: { type: 'object', properties: query ?? {}, additionalProperties: false },
  ...(body !== undefined && 'json' in body && body.isChecked ? { body: body.json } : {}),
});

/** Adds the route of an operation. */
export const addOperation = (
  app: FastifyInstance,
  operation: Operation,
  { ready, bodies, ...shared }: OperationDependencies,
): void => {
  const { method, path, body, replies } = operation;
  const isEmpty = 204 in replies;
  const bodyLimit = body !== undefined && 'bytes' in body ? MOST_FIXTURE : MOST_JSON;
  app.route({
    method,
    url: CONTROL_PREFIX + path,
    schema: checkedBy(operation),
    config: { takesTokenInQuery: operation.takesTokenInQuery === true },
    bodyLimit,
    preParsing: async ({ headers }, reply) => {
      if (body !== undefined) await bodies.enter(headers, bodyLimit, reply.raw);
    },
    preValidation: (request, _reply, done) => {
      request.body = parseBody(operation, request.body as Buffer | undefined);
      done();
    },
    handler: async (request, reply) => {
      await ready;
      const sandbox = shared.sandboxes.getForControl(sandboxNameOf(request.raw));
      const result = await operation.handle({ ...shared, sandbox, request, reply });
      if (reply.sent) return reply;
      return isEmpty ? reply.code(204).send() : result;
    },
  });
};
