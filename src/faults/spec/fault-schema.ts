import { BOUNDS, MOST_BODY_BYTES, type Bounds } from './bounds.js';
import { FAULT_NAMES, PROXY_STATUSES } from './fault-spec.js';

/** JSON Schema (2020-12, as OpenAPI 3.1 has it) of a number within bounds. */
const number = ({ min, max, open, integer }: Bounds, description: string): object => ({
  type: integer ? 'integer' : 'number',
  [open ? 'exclusiveMinimum' : 'minimum']: min,
  maximum: max,
  description,
});

const closed = (properties: Record<string, object>, required: readonly string[] = []): object => ({
  type: 'object',
  properties,
  ...(required.length === 0 ? {} : { required }),
  additionalProperties: false,
});

const nonEmpty = (description: string): object => ({ type: 'string', minLength: 1, description });

const LATENCY = {
  description: 'How late the reply comes, in milliseconds. Default: at once; `slow` 3000, `timeout` 60000.',
  anyOf: [
    number(BOUNDS.milliseconds, 'Always the same.'),
    closed({ fixed: number(BOUNDS.milliseconds, 'Always the same.') }, ['fixed']),
    closed(
      {
        uniform: closed(
          {
            min: number(BOUNDS.milliseconds, 'The shortest.'),
            max: number(BOUNDS.milliseconds, 'The longest; at least `min`.'),
          },
          ['min', 'max'],
        ),
      },
      ['uniform'],
    ),
    closed(
      {
        log_normal: closed(
          {
            median: number(BOUNDS.median, 'Half of the replies take longer.'),
            sigma: number(BOUNDS.sigma, 'Standard deviation of the logarithm.'),
          },
          ['median', 'sigma'],
        ),
      },
      ['log_normal'],
    ),
  ],
};

const REPLY = {
  description: 'What `custom`, and no other, answers with: a refusal, or a reply as it is to be sent.',
  anyOf: [
    closed(
      {
        code: number(BOUNDS.code, 'From 1300000 to 1399999 the ESB refuses, with any other the system behind it.'),
        message: nonEmpty('The same in every language.'),
      },
      ['code', 'message'],
    ),
    {
      ...closed({
        status: number(BOUNDS.httpStatus, 'HTTP status. Default 200.'),
        headers: { type: 'object', additionalProperties: { type: 'string' }, description: 'Default: none.' },
        body: {
          description:
            'A string is sent as it is, anything else as JSON text. ' +
            `${MOST_BODY_BYTES} bytes at most. Default: an empty body.`,
        },
      }),
      minProperties: 1,
    },
  ],
};

const PROPERTIES = {
  name: {
    type: 'string',
    enum: FAULT_NAMES,
    description: 'A failure of the catalogue, or `custom`, which needs a `reply`.',
  },
  component: nonEmpty('Strikes calls of this component only.'),
  app: nonEmpty('Strikes calls of this app only.'),
  parameters: {
    type: 'object',
    description: 'Strikes calls with these parameters only: a subset, at every depth, of those that are sent.',
  },
  times: number(BOUNDS.times, 'How many calls are struck. Default: all.'),
  skip: number(BOUNDS.skip, 'How many calls, of those that match, pass before the first is struck. Default 0.'),
  probability: number(BOUNDS.probability, 'Which share of the calls that match is struck. Default 1: all of them.'),
  seed: number(
    BOUNDS.seed,
    'Which calls are struck, and how late, depends on it and on their number alone. Default: the number of the fault.',
  ),
  latency: LATENCY,
  status: {
    type: 'integer',
    enum: PROXY_STATUSES,
    description: 'HTTP status of `bad-gateway`, and of no other. Default 502.',
  },
  reply: REPLY,
};

/** JSON schema of a fault as it is sent. */
export const FAULT_SCHEMA = {
  description: 'A failure on demand.',
  ...closed(PROPERTIES, ['name']),
};

const count = (description: string): object => ({ type: 'integer', minimum: 0, description });

/** JSON schema of a fault as it comes back. */
export const FAULT_STATE_SCHEMA = {
  description: 'A failure on demand, and what came of it so far.',
  ...closed(
    {
      id: { type: 'string', pattern: '^f[1-9][0-9]*$', description: '`f1`, `f2`, …' },
      ...PROPERTIES,
      seen: count('Calls that matched, whether they were struck or not.'),
      struck: count('Calls that were struck.'),
      left: { type: ['integer', 'null'], minimum: 0, description: 'How many more can be struck; null: no end.' },
    },
    ['id', 'name', 'seen', 'struck', 'left'],
  ),
};
