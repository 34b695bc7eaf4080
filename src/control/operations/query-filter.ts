import { parse } from 'lossless-json';
import { FACE_NAMES } from '../../calls/face-name.js';
import { badRequest } from '../../util/control-error.js';
import { isMap } from '../../util/json/is-map.js';
import { jsonErrorText } from '../../util/json/json-error-text.js';
import type { EntryPage } from '../../journal/entry-filter.js';
import type { OperationContext, Schema } from '../operation.js';
import { INT32, INT64 } from '../../util/json/integer-schema.js';

/** Query parameters of the operations that read the journal. */
export const FILTER_PARAMETERS: Readonly<Record<string, Schema>> = {
  component: { type: 'string', description: 'Name of a component.' },
  face: { type: 'string', enum: FACE_NAMES, description: "The ESB, CMDB's API server or the API gateway." },
  app: { type: 'string', description: 'App code.' },
  code: { type: 'integer', ...INT32, description: 'The code of the envelope; 0 is success.' },
  since: {
    type: 'string',
    description: 'A time, as ISO 8601, from which on requests are meant, or the id of an entry, after which.',
  },
  body: {
    type: 'string',
    description: 'A JSON object of parameters that the request has, such as `{"page":{"start":500}}`.',
  },
};

/** The control token in a query. It is taken out when access is checked. */
export const TOKEN_PARAMETER: Readonly<Record<string, Schema>> = {
  token: {
    type: 'string',
    description: 'The control token, for the `EventSource` of a browser, which sends no headers of its own.',
  },
};

/** Query parameters of a list in pages. */
export const PAGE_PARAMETERS: Readonly<Record<string, Schema>> = {
  limit: {
    type: 'integer',
    ...INT64,
    minimum: 1,
    description: 'Most entries of this page. A page with fewer entries is the last one. Default: all.',
  },
  after: {
    type: 'integer',
    ...INT64,
    minimum: 0,
    description:
      'The id of the last entry of the page before. The same as `since` with an id; both hold if both are given, so that ' +
      'the pages since a time can be read.',
  },
};

const readSubset = (text: string): Readonly<Record<string, unknown>> => {
  let wanted: unknown;
  try {
    wanted = parse(text);
  } catch (error) {
    throw badRequest({ code: 'JOURNAL_WRONG_BODY', said: jsonErrorText(error as Error) });
  }
  if (isMap(wanted)) return wanted;
  throw badRequest({ code: 'JOURNAL_WRONG_BODY', said: null });
};

/**
 * The query of a request, with its body parsed. Its schema has checked which parameters there are.
 *
 * @throws ControlError 400 if the body is no JSON object
 */
export const entryQueryOf = ({ request }: OperationContext): EntryPage => {
  const { body, ...query } = request.query as { body?: string };
  return body === undefined ? query : { ...query, body: readSubset(body) };
};
