import { AUTH_MODES, CONTRACTS } from '../model/contract.js';
import { FAULT_SCHEMA, FAULT_STATE_SCHEMA } from '../faults/spec/fault-schema.js';
import { EXPECTED_SCHEMAS } from './expected-schemas.js';
import { ROW_SCHEMAS } from './row-schemas.js';
import { FACE_NAMES } from '../calls/face-name.js';
import type { Schema } from './operation.js';
import { INT32, INT64 } from '../util/json/integer-schema.js';

/** The schemas are written as plain objects, because a schema builder takes too long to load. */

export const ref = (name: string): Schema => ({ $ref: `${name}#` });
export const listOf = (name: string): Schema => ({ type: 'array', items: ref(name) });

const text = (description: string) => ({ type: 'string', description });
/** The description of each text that stands beside its English one. */
const IN_CHINESE = 'The same in Chinese.';
const inChinese = text(IN_CHINESE);
// Pages would show the largest integer as an example.
const EXAMPLES = { examples: [1] };
const count = (description: string) => ({ type: 'integer', ...INT64, minimum: 0, ...EXAMPLES, description });
const numberOf = (description: string) => ({ type: 'integer', ...INT64, minimum: 1, ...EXAMPLES, description });
const orNull = (type: string, description: string) => ({ type: [type, 'null'], description });
const integerOrNull = (format: object, description: string) => ({
  ...orNull('integer', description),
  ...format,
  ...EXAMPLES,
});
const closed = (description: string, properties: Readonly<Record<string, Schema>>) => ({
  type: 'object',
  description,
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

const taken = {
  bytes: count('Bytes that are taken.'),
  most: count('Bytes that may be taken: a part of `--max-memory`.'),
};

const time = (description: string) => ({ type: 'string', format: 'date-time', description });
const parameters = {
  type: 'object',
  description: 'The parameters as they were read, without credentials.',
  additionalProperties: true,
};
const component = orNull('string', 'Name of the component; null where the path leads to none.');
const app = orNull('string', 'App code, whether it was checked or not; null where there is none.');
const path = text('The path, without its query.');

const data = {
  own: { type: 'boolean', description: 'False where it is the baseline: what the emulator was started with.' },
  origin: text('Where it comes from.'),
  origin_zh: inChinese,
  seed: integerOrNull(INT64, 'Seed of the generated part; null where there is none.'),
  counts: {
    type: 'object',
    description: 'Rows by kind.',
    additionalProperties: { type: 'integer', ...INT64, minimum: 0, ...EXAMPLES },
  },
  loaded: time('When it was loaded; the baseline, when the emulator loaded it or opened its database.'),
  digest: text('SHA-256 over all rows: equal data, equal digest.'),
};

const settings = {
  contract: { type: 'string', enum: CONTRACTS, description: 'Which replies it gives.' },
  auth: { type: 'string', enum: AUTH_MODES, description: 'How it checks credentials.' },
  strict_warnings: {
    type: 'boolean',
    description: 'Whether what `cmdb-3.14` would refuse or answer differently is refused under `documented`, too.',
  },
  clock: orNull(
    'string',
    'The time that templates of stubs show as `now`, such as `2026-01-31T12:00:00Z`. Null: the time of the machine.',
  ),
};

const notes = { ...listOf('Note'), description: 'What to know of it.' };
const warnings = {
  ...listOf('Problem'),
  description: 'What was loaded as it is written, but is probably a mistake: at most a thousand.',
};

const ENTRY_FIELDS = {
  id: numberOf('Counted over all sandboxes.'),
  time: time('When it came.'),
  duration_ms: { type: 'number', format: 'double', description: 'From its arrival to its reply, in milliseconds.' },
  sandbox: text('Name of the sandbox.'),
  face: {
    type: 'string',
    enum: FACE_NAMES,
    description: "The way of the call: the ESB, CMDB's API server or the API gateway.",
  },
  method: text('HTTP method.'),
  path,
  component,
  app,
  user: orNull('string', 'Name of the user, whether it was checked or not; null where there is none.'),
  parameters,
  status: integerOrNull(INT32, 'HTTP status; null where nothing was sent.'),
  code: integerOrNull(INT32, 'The code of the envelope; null where the reply has none.'),
  size: count('Bytes of the body that were sent.'),
  request_id: orNull('string', 'The request id in the envelope or the headers of the reply; null where there is none.'),
  fault: {
    type: ['object', 'null'],
    description: 'The fault that struck.',
    properties: { id: text('Its id.'), name: text('Its name.') },
    required: ['id', 'name'],
    additionalProperties: false,
  },
  stub: {
    type: ['object', 'null'],
    description: 'The stub that answered.',
    properties: {
      name: text('Its name, or its place among all stubs, such as `#1`.'),
      path: text('Its path.'),
      step: numberOf('Which of its answers, from 1.'),
    },
    required: ['name', 'path', 'step'],
    additionalProperties: false,
  },
  why: orNull('string', 'Why the reply is empty, less than what was asked for, or a refusal, in words.'),
  why_zh: orNull('string', IN_CHINESE),
  warnings: {
    type: 'array',
    items: { type: 'string' },
    description: 'What `cmdb-3.14` would refuse or answer differently.',
  },
  warnings_zh: { type: 'array', items: { type: 'string' }, description: IN_CHINESE },
  unused_parameters: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        name: text('Its name, such as `page.sort`.'),
        reason: text('Why it has no effect, in words.'),
        reason_zh: inChinese,
        nearest: orNull('string', 'The parameter that was probably meant; null where none is near.'),
      },
      required: ['name', 'reason', 'reason_zh', 'nearest'],
      additionalProperties: false,
    },
    description: 'The parameters that had no effect, as on a live system: unknown ones, and useless ones.',
  },
};

const reply = {
  ...closed('The reply; null if none is kept.', {
    headers: {
      type: 'object',
      description: 'Its content type, and the headers that it has beside those of every reply.',
      additionalProperties: { type: 'string' },
    },
    body: orNull('string', 'The text that was sent, not compressed; null if it is no text.'),
  }),
  type: ['object', 'null'],
};

/** Schemas that operations refer to, by name. */
export const CONTROL_SCHEMAS: Readonly<Record<string, Schema>> = {
  ControlError: {
    type: 'object',
    description: 'What was asked cannot be done.',
    properties: {
      code: text('Its stable name. The page of errors lists all, with their cures.'),
      message: text('What is wrong, and the way out.'),
      message_zh: inChinese,
      problems: { ...listOf('Problem'), description: 'What is wrong with what was sent: the first hundred.' },
    },
    required: ['code', 'message', 'message_zh'],
    additionalProperties: false,
  },
  Problem: closed('Something wrong with what was sent.', {
    code: text('Its stable name. The page of errors lists all, with their cures.'),
    severity: {
      type: 'string',
      enum: ['error', 'warning'],
      description: 'An error stops what was asked for, a warning does not.',
    },
    file: text('The file; `request body` or `query` for what was sent.'),
    line: count('From 1; 0 where there is none.'),
    column: count('From 1; 0 where there is none.'),
    path: text('The place in the data, such as `modules[0].service_instances[2].id`.'),
    message: text('What is wrong.'),
    message_zh: inChinese,
  }),
  SandboxSettings: closed('How a sandbox answers.', settings),
  ChangedSettings: {
    type: 'object',
    description: 'What is to be changed of how a sandbox answers.',
    properties: settings,
    minProperties: 1,
    additionalProperties: false,
  },
  SandboxData: {
    ...closed('What a sandbox answers from.', { ...data, notes }),
    required: Object.keys(data),
  },
  LoadedData: {
    ...closed('What a sandbox answers from after a fixture was loaded into it.', { ...data, notes, warnings }),
    required: [...Object.keys(data), 'warnings'],
  },
  Note: closed('Something to know beside a result.', {
    code: text('Stable, such as `DATABASE_NOT_KEPT`.'),
    message: text('In words.'),
    message_zh: inChinese,
  }),
  Sandbox: closed('A world of its own.', {
    name: text('Its name.'),
    created: time('When it came into being.'),
    last_used: time('When it was last asked for.'),
    data: ref('SandboxData'),
    ...settings,
    requests: count('How many requests its journal holds.'),
    warnings: count('How many warnings it has.'),
    faults: count('How many faults it has.'),
    snapshots: { type: 'array', items: { type: 'string' }, description: 'Names of its snapshots.' },
    bytes: count('Bytes of memory that its data, snapshots and faults take.'),
  }),
  Memory: closed('The memory of all sandboxes.', {
    data: closed('For data, snapshots and faults.', taken),
    journals: closed('For journals and warnings.', taken),
  }),
  JournalEntry: closed('A request that came, and what became of it.', ENTRY_FIELDS),
  AnsweredRequest: closed('A request that came, and its reply.', { ...ENTRY_FIELDS, reply }),
  Warning: closed('A request that `cmdb-3.14` would refuse or answer differently.', {
    id: numberOf('Of the request, as in the journal.'),
    time: time('When it came.'),
    component,
    app,
    method: text('HTTP method.'),
    path,
    parameters,
    reason: text('What is different, in words.'),
    reason_zh: inChinese,
  }),
  ...EXPECTED_SCHEMAS,
  ...ROW_SCHEMAS,
  Fault: FAULT_SCHEMA,
  FaultState: FAULT_STATE_SCHEMA,
};
