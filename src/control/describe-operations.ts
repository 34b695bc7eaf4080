import type { FastifySchema } from 'fastify';
import type { OtherOperations } from '../openapi/document.js';
import { CONTROL_PREFIX, type Operation, type Schema } from './operation.js';
import { OPERATIONS } from './operations/index.js';
import { CONTROL_SCHEMAS, ref } from './schemas.js';

const TAG = 'Control';

const SANDBOX_HEADER = {
  'X-Emulator-Sandbox': {
    type: 'string',
    description:
      'Name of the sandbox; `default` without it. `/@NAME` before the path says the same, and goes before it.',
  },
};

const MEANING: Readonly<Record<number, string>> = {
  200: 'Done.',
  201: 'Added.',
  400: 'What was sent cannot be understood.',
  401: 'The control token is missing or wrong.',
  403: 'A page of another origin asks, and there is no control token.',
  404: 'There is no such thing.',
  409: 'It cannot be done as things are.',
  413: 'The body is too large.',
  415: 'The content encoding or the charset of the body is not known.',
  422: 'The content of what was sent is wrong.',
  500: 'The emulator failed.',
  503: 'Too many streams are open.',
  507: 'There is no room for it.',
};

const json = (description: string, schema: Schema, types: readonly string[] = ['application/json']) => ({
  description,
  content: Object.fromEntries(types.map((type) => [type, { schema }])),
});

const repliesOf = ({ params, body, types, replies }: Operation): Record<string, unknown> => {
  const statuses = [400, 401, 403, ...(params ? [404] : []), ...(body ? [413, 415] : []), 500, 507];
  const refusals = Object.fromEntries(statuses.map((status) => [status, ref('ControlError')]));
  const all: Record<number, Schema | string> = { ...refusals, ...replies };
  return Object.fromEntries(
    Object.entries(all).map(([status, reply]) => [
      status,
      typeof reply === 'string'
        ? { type: 'null', description: reply }
        : json(MEANING[Number(status)] as string, reply, status === '200' ? types : undefined),
    ]),
  );
};

const bodyOf = ({ body }: Operation): object => {
  if (body === undefined) return {};
  const isJson = 'json' in body;
  const schema = isJson ? body.json : body.bytes;
  const examples = Object.fromEntries(
    Object.entries(body.examples).map(([summary, value], index) => [`example${index + 1}`, { summary, value }]),
  );
  const content = { 'application/json': { schema } };
  return {
    body: { content: isJson ? content : { ...content, 'application/yaml': { schema } } },
    'x-body-examples': examples,
  };
};

const schemaOf = (operation: Operation): FastifySchema => {
  const { id, summary, description, params, query } = operation;
  return {
    operationId: id,
    tags: [TAG],
    summary,
    description: description ?? `${summary}.`,
    // Beyond loopback, a token is required.
    security: [{}, { controlToken: [] }],
    headers: { type: 'object', properties: SANDBOX_HEADER },
    ...(params === undefined ? {} : { params: { type: 'object', properties: params, required: Object.keys(params) } }),
    ...(query === undefined ? {} : { querystring: { type: 'object', properties: query } }),
    ...bodyOf(operation),
    response: repliesOf(operation),
  };
};

/** The control API in the OpenAPI document. */
export const DESCRIPTION: OtherOperations = {
  tag: {
    name: TAG,
    description:
      'Sandboxes, data, the requests that came, and failures on demand, for tests. A live ESB has nothing of this.',
  },
  securitySchemes: {
    controlToken: {
      type: 'http',
      scheme: 'bearer',
      description:
        'Wanted where the emulator listens beyond this machine, or was given a token. `X-Emulator-Token` holds it as well.',
    },
  },
  schemas: CONTROL_SCHEMAS,
  routes: OPERATIONS.map((operation) => ({
    method: operation.method,
    url: CONTROL_PREFIX + operation.path,
    schema: schemaOf(operation),
  })),
};
