import { filterOfQuery, FILTER_PARAMETERS } from './query-filter.js';
import type { Operation } from '../operation.js';
import { listOf } from '../schemas.js';
import { stream } from './stream-entries.js';

/** Operations on the journal and the warnings of a sandbox. */
export const JOURNAL_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/requests',
    id: 'findRequests',
    summary: 'List the requests that came, the oldest first',
    query: FILTER_PARAMETERS,
    replies: { 200: listOf('JournalEntry') },
    handle: (context) => context.sandbox.journal.find(filterOfQuery(context)),
  },
  {
    method: 'GET',
    path: '/requests/count',
    id: 'countRequests',
    summary: 'Count the requests that came',
    query: FILTER_PARAMETERS,
    replies: {
      200: {
        type: 'object',
        properties: { count: { type: 'integer', description: 'How many.' } },
        required: ['count'],
        additionalProperties: false,
      },
    },
    handle: (context) => ({ count: context.sandbox.journal.find(filterOfQuery(context)).length }),
  },
  {
    method: 'DELETE',
    path: '/requests',
    id: 'forgetRequests',
    summary: 'Forget the requests that came',
    replies: { 204: 'They are forgotten.' },
    handle: ({ sandbox }) => sandbox.journal.clear(),
  },
  {
    method: 'GET',
    path: '/requests/stream',
    id: 'streamRequests',
    summary: 'Send requests as they come, as server-sent events',
    description:
      'Each event has the type `request`, the id of the entry, and the entry as JSON. `Last-Event-ID`, or `since`, has ' +
      'those sent first that came meanwhile.',
    query: FILTER_PARAMETERS,
    types: ['text/event-stream'],
    replies: { 200: { type: 'string', description: 'Events, until the connection is closed.' } },
    handle: stream,
  },
  {
    method: 'GET',
    path: '/warnings',
    id: 'listWarnings',
    summary: 'List what `cmdb-3.14` would refuse or answer differently',
    description: 'The first thousand. Under the contract `cmdb-3.14` there are none.',
    replies: { 200: listOf('Warning') },
    handle: ({ sandbox }) => sandbox.warnings.list(),
  },
  {
    method: 'DELETE',
    path: '/warnings',
    id: 'forgetWarnings',
    summary: 'Forget the warnings',
    replies: { 204: 'They are forgotten.' },
    handle: ({ sandbox }) => sandbox.warnings.clear(),
  },
];
