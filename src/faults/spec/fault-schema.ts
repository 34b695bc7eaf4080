import { SYSTEM_AND_NAME } from '../../model/component-names.js';
import { COMPONENTS } from '../../cmdb/components/index.js';
import { MOST_BODY_BYTES, MOST_MS } from './bounds.js';
import { FAULT_NAMES, PROXY_STATUSES } from './fault-spec.js';
import { INT32, INT64 } from '../../util/json/integer-schema.js';

/*
 * JSON Schema (2020-12, the dialect of OpenAPI 3.1). Faults are checked by it, so each value has one schema and no
 * alternatives: an error then names the value that is wrong, and not all the forms that it could have had.
 */

const integer = (minimum: number, maximum: number, description: string) => ({
  type: 'integer',
  format: (maximum <= INT32.maximum ? INT32 : INT64).format,
  minimum,
  maximum,
  description,
});
const milliseconds = (description: string) => ({
  type: 'number',
  format: 'double',
  minimum: 0,
  maximum: MOST_MS,
  description,
});
const aboveZero = (maximum: number, description: string) => ({
  type: 'number',
  format: 'double',
  exclusiveMinimum: 0,
  maximum,
  description,
});
const closed = (properties: Readonly<Record<string, object>>, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  ...(required.length === 0 ? {} : { required }),
  additionalProperties: false,
});
const nonEmpty = (description: string) => ({ type: 'string', minLength: 1, description });

const UNIFORM = {
  description: 'Anything from `min` to `max`, all as likely.',
  ...closed({ min: milliseconds('The shortest.'), max: milliseconds('The longest; at least `min`.') }, ['min', 'max']),
};

const LOG_NORMAL = {
  description: 'As in real systems: most replies about the `median`, and a few far later.',
  ...closed(
    {
      median: aboveZero(MOST_MS, 'Half of the replies take longer.'),
      sigma: {
        type: 'number',
        format: 'double',
        minimum: 0,
        maximum: 5,
        description: 'Standard deviation of the logarithm.',
      },
    },
    ['median', 'sigma'],
  ),
};

const LATENCY = {
  ...closed({ fixed: milliseconds('Always the same.'), uniform: UNIFORM, log_normal: LOG_NORMAL }),
  ...milliseconds(
    'How late the reply comes, in milliseconds: a number, always the same; or one of `fixed`, `uniform` and ' +
      '`log_normal`. Default: at once; `slow` 3000, `timeout` 60000.',
  ),
  type: ['number', 'object'],
  minProperties: 1,
  maxProperties: 1,
};

/** A refusal has no other keys. */
const REFUSAL_ALONE = { propertyNames: { type: 'string', enum: ['code', 'message'] } };

const REPLY = {
  description:
    'What `custom`, and no other, answers with: a refusal (`code` and `message`), or a reply as it is to be sent ' +
    '(any of `status`, `headers` and `body`).',
  ...closed({
    code: integer(1, 2 ** 31 - 1, 'From 1300000 to 1399999 the ESB refuses, with any other the system behind it.'),
    message: nonEmpty('The same in every language.'),
    status: integer(200, 599, 'HTTP status. Default 200.'),
    headers: {
      type: 'object',
      // RFC 9110: a name is a token; a value has no control characters but the tab.
      propertyNames: { type: 'string', pattern: "^[!#$%&'*+\\-.^_`|~0-9A-Za-z]+$" },
      additionalProperties: { type: 'string', pattern: '^[\\t\\x20-\\x7e\\x80-\\xff]*$' },
      description: 'Default: none.',
    },
    body: {
      description:
        'A string is sent as it is, anything else as JSON text. ' +
        `${MOST_BODY_BYTES} bytes at most. Default: an empty body.`,
    },
  }),
  minProperties: 1,
  dependentRequired: { code: ['message'], message: ['code'] },
  dependentSchemas: { code: REFUSAL_ALONE, message: REFUSAL_ALONE },
};

const PROPERTIES = {
  name: {
    type: 'string',
    enum: FAULT_NAMES,
    description: 'A failure of the catalogue, or `custom`, which needs a `reply`.',
  },
  component: {
    anyOf: [{ enum: COMPONENTS.map(({ name }) => name) }, { type: 'string', pattern: SYSTEM_AND_NAME }],
    description:
      'Strikes calls of this component only: an emulated one, or `SYSTEM.NAME`, such as `cc.search_business`.',
  },
  app: nonEmpty('Strikes calls of this app only.'),
  parameters: {
    type: 'object',
    description: 'Strikes calls with these parameters only: a subset, at every depth, of those that are sent.',
  },
  times: integer(1, 1e9, 'How many calls are struck. Default: all.'),
  skip: integer(0, 1e9, 'How many calls, of those that match, pass before the first is struck. Default 0.'),
  probability: aboveZero(1, 'Which share of the calls that match is struck. Default 1: all of them.'),
  seed: integer(
    0,
    2 ** 32 - 1,
    'Which calls are struck, and how late, depends on it and on their number alone. Default: the number of the fault.',
  ),
  latency: LATENCY,
  status: {
    type: 'integer',
    ...INT32,
    enum: PROXY_STATUSES,
    description: 'HTTP status of `bad-gateway`, and of no other. Default 502.',
  },
  reply: REPLY,
};

/** The keys of a fault, in the order in which it is shown. */
export const FAULT_KEYS: readonly string[] = Object.keys(PROPERTIES);

/** JSON Schema of a fault as it is sent. */
export const FAULT_SCHEMA = {
  description: 'A failure on demand.',
  ...closed(PROPERTIES, ['name']),
};

const count = (description: string) => ({ type: 'integer', ...INT64, minimum: 0, description });

/** The counts of a fault, which the emulator adds to it. */
const COUNTED = {
  id: { type: 'string', pattern: '^f[1-9][0-9]*$', description: '`f1`, `f2`, …' },
  seen: count('Calls that matched, whether they were struck or not.'),
  struck: count('Calls that were struck.'),
  left: { type: ['integer', 'null'], ...INT64, minimum: 0, description: 'How many more can be struck; null: no end.' },
};

/** The keys of the counts. */
export const COUNTED_KEYS: readonly string[] = Object.keys(COUNTED);

const { id, ...COUNTS } = COUNTED;

/** JSON Schema of a fault with its counts, as the emulator returns it. */
export const FAULT_STATE_SCHEMA = {
  description: 'A failure on demand, and what came of it so far.',
  examples: [
    { id: 'f1', name: 'cmdb-refused', component: 'list_process_instance', times: 2, seen: 1, struck: 1, left: 1 },
  ],
  ...closed({ id, ...PROPERTIES, ...COUNTS }, ['id', 'name', 'seen', 'struck', 'left']),
};
