import { FACE_NAMES } from '../calls/face-name.js';
import { INT32, INT64 } from '../util/json/integer-schema.js';
import type { Schema } from './operation.js';

const text = (description: string) => ({ type: 'string', description });
const integer = (description: string) => ({ type: 'integer', ...INT32, description });
const count = (description: string) => ({ type: 'integer', ...INT64, minimum: 0, examples: [1], description });

/** Requests that should have come: what `POST /requests/verify` takes and answers. */
export const EXPECTED_SCHEMAS = {
  ExpectedRequest: {
    type: 'object',
    description: 'A request that should have come, and how often: at least once, unless a count says otherwise.',
    properties: {
      component: text('Name of a component, or `SYSTEM.NAME` of one that a stub stands for.'),
      path: text('The path, without sandbox and query. Doubled slashes and a slash at the end make no difference.'),
      method: text('HTTP method.'),
      face: { type: 'string', enum: FACE_NAMES, description: "The ESB, CMDB's API server or the API gateway." },
      app: text('App code.'),
      user: text('Name of the user.'),
      parameters: {
        type: 'object',
        description: 'Parameters that the request has, at any depth.',
        additionalProperties: true,
      },
      status: integer('HTTP status of the reply.'),
      code: integer('The code of the envelope; 0 is success.'),
      times: count('Exactly so often; 0 for never. Excludes the other two.'),
      at_least: count('At least so often.'),
      at_most: count('At most so often.'),
    },
    minProperties: 1,
    additionalProperties: false,
  },
  ExpectedRequests: {
    description: 'Requests that should have come: one, or several.',
    anyOf: [
      { $ref: 'ExpectedRequest#' },
      {
        type: 'object',
        properties: {
          requests: { type: 'array', items: { $ref: 'ExpectedRequest#' }, minItems: 1, maxItems: 100 },
          in_order: {
            type: 'boolean',
            description: 'Whether they should have come one after the other. Others may have come between them.',
          },
        },
        required: ['requests'],
        additionalProperties: false,
      },
    ],
  },
  MatchedRequests: {
    type: 'object',
    description: 'The requests that came, in the order in which they were expected.',
    properties: {
      requests: {
        type: 'array',
        description: 'The requests that matched, for each expected one.',
        items: {
          type: 'object',
          properties: {
            count: count('How many matched.'),
            ids: {
              type: 'array',
              items: { type: 'integer', ...INT64 },
              description: 'Their ids in the journal, the first thousand.',
            },
          },
          required: ['count', 'ids'],
          additionalProperties: false,
        },
      },
    },
    required: ['requests'],
    additionalProperties: false,
  },
} satisfies Readonly<Record<string, Schema>>;
