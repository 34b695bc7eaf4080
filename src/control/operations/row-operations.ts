import { PARENTS, ROW_KINDS, type RowQuery } from '../../model/row-list.js';
import { INT64 } from '../../util/json/integer-schema.js';
import { pathValue, type Operation } from '../operation.js';
import { ref } from '../schemas.js';

const idOf = (parent: string) => ({
  type: 'integer',
  ...INT64,
  minimum: 0,
  description: `Only those of this ${parent.replace('_', ' ')}, by its id.`,
});

/** Operations on the rows of a sandbox's data. */
export const ROW_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/rows/:kind',
    id: 'listRows',
    summary: 'List rows of the data, in pages',
    description:
      'Each row is as a component serves it, or else as a fixture has it, with the request that returns it and the numbers of ' +
      'rows that belong to it. One filter by the row above is allowed; which ones, depends on the kind.',
    params: {
      kind: { type: 'string', enum: ROW_KINDS, examples: ['service_instances'], description: 'The kind of the rows.' },
    },
    query: {
      ...Object.fromEntries(Object.keys(PARENTS).map((parent) => [parent, idOf(parent)])),
      id: { type: 'integer', ...INT64, minimum: 0, description: 'The whole id. Not together with `search`.' },
      search: {
        type: 'string',
        maxLength: 200,
        description: 'A part of the name, where A to Z match a to z, or the whole id.',
      },
      limit: { type: 'integer', ...INT64, minimum: 1, maximum: 1000, description: 'Most rows. Default: 100.' },
      after: { type: 'string', description: '`next` of the page before.' },
    },
    replies: { 200: ref('RowList') },
    handle: (context) => context.sandbox.rows(pathValue(context, 'kind'), context.request.query as RowQuery),
  },
];
