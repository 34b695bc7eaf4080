import { ROW_KINDS } from '../model/row-list.js';
import { INT64 } from '../util/json/integer-schema.js';
import type { Schema } from './operation.js';

const count = { type: 'integer', ...INT64, minimum: 0, examples: [1] };
const object = (description: string) => ({ type: 'object', description, additionalProperties: true });
const closed = (description: string, properties: Readonly<Record<string, Schema>>) => ({
  type: 'object',
  description,
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

const requestFor = (description: string) => ({
  ...closed(description, {
    method: { type: 'string', description: 'HTTP method.' },
    path: { type: 'string', description: 'Path below the address of the sandbox.' },
    component: { type: 'string', description: 'Name of the component.' },
    parameters: object('Its parameters, without credentials.'),
  }),
  type: ['object', 'null'],
});

/** Schemas of lists of rows. */
export const ROW_SCHEMAS: Readonly<Record<string, Schema>> = {
  RowList: closed('A page of rows.', {
    total: { ...count, description: 'How many rows match, on all pages.' },
    rows: {
      type: 'array',
      description: 'The rows of this page.',
      items: closed('A row.', {
        id: { ...count, description: 'Its id; of a stub, its place among all, from 1.' },
        name: { type: 'string', description: 'Its name; empty if it has none.' },
        row: object('As it is served, or as a fixture has it if no component serves it.'),
        counts: {
          type: 'object',
          description: 'How many rows of other kinds belong to it.',
          properties: Object.fromEntries(ROW_KINDS.map((kind) => [kind, count])),
          additionalProperties: false,
        },
        request: requestFor('A request that returns the row; null if no component does.'),
        instances_request: requestFor(
          'A request that returns the first service instances that belong to the row; null if no component does.',
        ),
      }),
    },
    next: { type: ['string', 'null'], description: 'For `after` of the next page; null after the last one.' },
  }),
};
