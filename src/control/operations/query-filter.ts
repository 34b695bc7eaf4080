import { parse } from 'lossless-json';
import { FACE_NAMES } from '../../calls/face-name.js';
import { badRequest } from '../../util/control-error.js';
import { isMap } from '../../util/json/is-map.js';
import { jsonErrorText } from '../../util/json/json-error-text.js';
import { filterOf, type EntryFilter } from '../../journal/entry-filter.js';
import type { OperationContext, Schema } from '../operation.js';

/** Query parameters of the operations that read the journal. */
export const FILTER_PARAMETERS: Readonly<Record<string, Schema>> = {
  component: { type: 'string', description: 'Name of a component.' },
  face: { type: 'string', enum: FACE_NAMES, description: "The ESB, CMDB's API server or the API gateway." },
  app: { type: 'string', description: 'App code.' },
  code: { type: 'integer', description: 'The code of the envelope; 0 is success.' },
  since: {
    type: 'string',
    description: 'A time, as ISO 8601, from which on requests are meant, or the id of an entry, after which.',
  },
  body: {
    type: 'string',
    description: 'A JSON object of parameters that the request has, such as `{"page":{"start":500}}`.',
  },
};

const readSubset = (text: string): Readonly<Record<string, unknown>> => {
  let wanted: unknown;
  try {
    wanted = parse(text);
  } catch (error) {
    throw badRequest(`body must be a JSON object: ${jsonErrorText(error as Error)}`);
  }
  if (isMap(wanted)) return wanted;
  throw badRequest('body must be a JSON object, such as {"bk_biz_id":2}');
};

/**
 * The filter in the query of a request.
 *
 * @throws ControlError 400 if a parameter of the query is invalid
 */
export const filterOfQuery = ({ request }: OperationContext): EntryFilter => {
  const { body, ...query } = request.query as { body?: string; code?: number };
  return filterOf(body === undefined ? query : { ...query, body: readSubset(body) });
};
