import type { FastifyReply } from 'fastify';
import { notFound } from '../../util/control-error.js';
import { shownText } from '../../util/secrets/hide-secrets.js';
import { map } from '../../util/iterables.js';
import { pageOf, selectionOf } from '../../journal/entry-filter.js';
import { entriesInSlices } from '../../journal/find-entries.js';
import type { AnsweredRequest } from '../../journal/entry.js';
import type { MatchedRequests } from '../../journal/verify/expected-requests.js';
import { readExpected } from '../../journal/verify/read-expected.js';
import { Verification } from '../../journal/verify/verification.js';
import { REQUEST_BODY } from '../../fixtures/read/fixture-of-body.js';
import type { StoredEntry } from '../../journal/stored-entry.js';
import { entryQueryOf, FILTER_PARAMETERS, PAGE_PARAMETERS, TOKEN_PARAMETER } from './query-filter.js';
import { pathValue, type Operation, type OperationContext } from '../operation.js';
import { listOf, ref } from '../schemas.js';
import { sendList } from './send-list.js';
import { stream } from './stream-entries.js';
import { INT64 } from '../../util/json/integer-schema.js';

async function* jsonOf(entries: AsyncIterable<StoredEntry>): AsyncGenerator<Buffer> {
  for await (const { json } of entries) yield json;
}

const sendRequests = (context: OperationContext): FastifyReply => {
  const entries = entriesInSlices(context.sandbox.journal, pageOf(entryQueryOf(context)));
  return sendList(context.reply, jsonOf(entries));
};

const getRequest = async (context: OperationContext): Promise<AnsweredRequest> => {
  const { name, journal } = context.sandbox;
  const id = pathValue(context, 'id');
  const found = /^\d{1,15}$/.test(id) ? await journal.read(Number(id)) : undefined;
  if (found !== undefined) return found;
  throw notFound({ code: 'JOURNAL_ENTRY_NOT_FOUND', sandbox: name, id: shownText(id) });
};

const count = async (context: OperationContext): Promise<{ count: number }> => {
  const entries = entriesInSlices(context.sandbox.journal, selectionOf(entryQueryOf(context)));
  let count = 0;
  while ((await entries.next()).done !== true) count += 1;
  return { count };
};

const verify = async ({ sandbox, request }: OperationContext): Promise<MatchedRequests> => {
  const verification = new Verification(readExpected(request.body, REQUEST_BODY));
  for await (const stored of entriesInSlices(sandbox.journal, selectionOf({}))) verification.add(stored.read());
  return verification.finish();
};

const VERIFY_EXAMPLES = {
  'Business 2 was asked for, twice at most': {
    component: 'list_process_instance',
    parameters: { bk_biz_id: 2 },
    at_most: 2,
  },
  'Few pages, then their processes, and no refusal': {
    requests: [
      { component: 'list_service_instance_by_set_template', parameters: { page: { start: 0 } }, at_most: 5 },
      { component: 'list_process_instance', parameters: { service_instance_id: 10 }, at_most: 1 },
      { code: 1306000, times: 0 },
    ],
    in_order: true,
  },
};

/** Operations on the journal and the warnings of a sandbox. */
export const JOURNAL_OPERATIONS: readonly Operation[] = [
  {
    method: 'GET',
    path: '/requests',
    id: 'findRequests',
    summary: 'List the requests that came, the oldest first',
    description:
      'The requests that had come when this was asked. Those that the journal drops while they are sent are left out. With ' +
      '`limit`, they come in pages: ask again with `after`, the id of the last one, until a page has fewer.',
    query: { ...FILTER_PARAMETERS, ...PAGE_PARAMETERS },
    replies: { 200: listOf('JournalEntry') },
    handle: sendRequests,
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
        properties: { count: { type: 'integer', ...INT64, description: 'How many.' } },
        required: ['count'],
        additionalProperties: false,
      },
    },
    handle: count,
  },
  {
    method: 'POST',
    path: '/requests/verify',
    id: 'verifyRequests',
    summary: 'Verify that requests came as expected',
    description:
      'Takes one expected request, or several in `requests`. Without `times`, `at_least` and `at_most`, a request should ' +
      'have come at least once. Answers 409 if one did not come so often, or not `in_order`: each problem names the ' +
      'requests that are nearest, and their differences.',
    body: { json: ref('ExpectedRequests'), isChecked: false, examples: VERIFY_EXAMPLES },
    replies: { 200: ref('MatchedRequests'), 409: ref('ControlError'), 422: ref('ControlError') },
    handle: verify,
  },
  {
    method: 'GET',
    path: '/requests/:id',
    id: 'getRequest',
    summary: 'Tell of a request, with its reply',
    description:
      'Secrets are hidden in the reply. It is null if nothing was sent, if it is longer than 512 KiB or its request than 32 KiB, if it ' +
      'came in pieces, or if newer ones took its place: replies take a quarter of the memory of the journal.',
    params: { id: { type: 'string', examples: ['1'], description: 'Id of the entry.' } },
    replies: { 200: ref('AnsweredRequest') },
    handle: getRequest,
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
      'those sent first that came meanwhile. An event `missing` says which entries the journal dropped before this reader ' +
      'took them, and an event `emptied` that all were forgotten. A reader that takes nothing for half a minute is cut off by ' +
      'an event `cut-off`, with the id to go on from.',
    query: { ...FILTER_PARAMETERS, ...TOKEN_PARAMETER },
    takesTokenInQuery: true,
    types: ['text/event-stream'],
    replies: {
      200: { type: 'string', description: 'Events, until the connection is closed.' },
      503: ref('ControlError'),
    },
    handle: stream,
  },
  {
    method: 'GET',
    path: '/warnings',
    id: 'listWarnings',
    summary: 'List what `cmdb-3.14` would refuse or answer differently',
    description:
      'The first thousand, as far as the memory of the journal lets them be kept. Under the contract `cmdb-3.14` there are ' +
      'none.',
    replies: { 200: listOf('Warning') },
    handle: ({ sandbox, reply }) =>
      sendList(
        reply,
        map(sandbox.warnings.list(), (warning) => Buffer.from(JSON.stringify(warning))),
      ),
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
