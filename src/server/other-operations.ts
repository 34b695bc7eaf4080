import { DESCRIPTION } from '../control/describe-operations.js';
import type { OtherOperations } from '../openapi/document.js';
import { INT64 } from '../util/json/integer-schema.js';

const text = (description: string) => ({ type: 'string', description });
const closed = (properties: Readonly<Record<string, object>>, required = Object.keys(properties)) => ({
  properties,
  required,
  additionalProperties: false,
});

const json = (description: string, schema: object) => ({ description, content: { 'application/json': { schema } } });

const at = { type: 'string', format: 'date-time', description: 'When.' };

const READINESS = {
  type: 'object',
  description: 'Whether the emulator can answer. Only callers that may control it see more than `status`.',
  ...closed(
    {
      status: {
        type: 'string',
        enum: ['loading', 'ready', 'damaged', 'stopping'],
        description: 'Only `ready` comes with HTTP status 200.',
      },
      contract: text('Which replies it gives.'),
      auth: text('How it checks credentials.'),
      seed: { type: ['integer', 'null'], ...INT64, description: 'Seed of the generated data; null if there is none.' },
      data: {
        type: ['object', 'null'],
        description: 'What it answers from; null while it loads.',
        ...closed({
          origin: text('Where it comes from.'),
          seed: {
            type: ['integer', 'null'],
            ...INT64,
            description: 'Seed of the generated part; null if there is none.',
          },
          counts: {
            type: 'object',
            description: 'Rows by kind.',
            additionalProperties: { type: 'integer', ...INT64, minimum: 0 },
          },
          digest: text('SHA-256 over all rows: equal data, equal digest.'),
        }),
      },
      refused: {
        type: ['object', 'null'],
        description: 'Why changed fixtures were not loaded; null if there is nothing wrong.',
        ...closed({
          at,
          message: text('What is wrong.'),
          message_zh: text('The same in Chinese.'),
          problems: {
            type: 'array',
            items: { $ref: 'Problem#' },
            description: 'The first hundred; empty if the fixtures are not the reason.',
          },
        }),
      },
      damage: {
        type: ['object', 'null'],
        description: 'Damage in the database file that a query has met; null if none did.',
        ...closed({
          at,
          message: text('The file, and the way out.'),
          message_zh: text('The same in Chinese.'),
        }),
      },
    },
    ['status'],
  ),
};

const TAG = 'Health';

const operation = (id: string, summary: string, description: string, response: object) => ({
  operationId: id,
  tags: [TAG],
  summary,
  description,
  security: [],
  response,
});

/** Health in the OpenAPI document. */
const HEALTH: OtherOperations = {
  tag: { name: TAG, description: 'Whether the emulator is up, and whether it can answer' },
  securitySchemes: {},
  schemas: { Readiness: READINESS },
  routes: [
    {
      method: 'GET',
      url: '/healthz',
      schema: operation('isUp', 'Tell whether the process is up', 'A sign of life, from the first moment on.', {
        200: json('It is up.', {
          type: 'object',
          ...closed({ status: { type: 'string', enum: ['up'], description: 'It is up.' } }),
        }),
      }),
    },
    {
      method: 'GET',
      url: '/readyz',
      schema: operation('isReady', 'Tell whether the data is loaded', 'For probes that wait until it can answer.', {
        200: json('It can answer.', { $ref: 'Readiness#' }),
        503: json('It cannot answer yet, or no more.', { $ref: 'Readiness#' }),
      }),
    },
  ],
};

/** The operations beside the components, for the OpenAPI document: control and health. */
export const OTHER_OPERATIONS: readonly OtherOperations[] = [DESCRIPTION, HEALTH];
