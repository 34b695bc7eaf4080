import { Ajv2020 } from 'ajv/dist/2020.js';
import { LosslessNumber } from 'lossless-json';
import t from 'tap';
import { problemLine } from '../../fixtures/problem-lines.js';
import { COMPONENTS } from '../../../src/cmdb/components/index.js';
import { FAILURE_NAMES } from '../../../src/faults/spec/fault-spec.js';
import { FaultSpecError } from '../../../src/faults/spec/fault-spec-error.js';
import { readFault } from '../../../src/faults/spec/read-fault.js';
import { FAULT_SCHEMA, FAULT_STATE_SCHEMA } from '../../../src/faults/spec/fault-schema.js';

const fits = new Ajv2020({ allowUnionTypes: true, validateFormats: false }).compile(FAULT_SCHEMA);

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });
const custom = (reply: unknown) => ({ name: 'custom', reply });
const body = (body: unknown) => custom({ body });
const slow = (rest: object) => ({ name: 'slow', ...rest });

const right: object[] = [
  ...FAILURE_NAMES.map((name) => ({ name })),
  {
    name: 'cmdb-refused',
    component: 'list_process_instance',
    app: 'my-saas',
    parameters: { bk_biz_id: 2, page: { start: 500 } },
    times: 2,
    skip: 2,
    probability: 0.3,
    seed: 7,
    latency: 250,
  },
  slow({ times: 1, skip: 0, probability: 1, seed: 0, latency: 0 }),
  slow({ times: 1e9, skip: 1e9, probability: 1e-9, seed: 4294967295, latency: 600_000 }),
  slow({ latency: { fixed: 0.5 } }),
  slow({ latency: { uniform: { min: 100, max: 100 } } }),
  slow({ latency: { log_normal: { median: 200, sigma: 0 } } }),
  slow({ latency: { log_normal: { median: 600_000, sigma: 5 } } }),
  slow({ parameters: {} }),
  slow({ parameters: nested(8) }),
  ...[502, 503, 504].map((status) => ({ name: 'bad-gateway', status })),
  custom({ code: 1306201, message: 'x' }),
  custom({ code: 2147483647, message: 'x' }),
  custom({ status: 200 }),
  custom({ status: 599, headers: { 'X-A': 'caf\u00e9\t', "!#$%&'*+-.^_`|~": '' }, body: '' }),
  custom({ headers: {} }),
  custom({ status: 204 }),
  ...['x'.repeat(2 ** 20), null, false, 0, [], { a: [1.5, { b: 'x' }] }, nested(100)].map(body),
];
for (const fault of right) {
  const label = JSON.stringify(fault).slice(0, 100);
  t.strictSame(readFault(fault), fault, label);
  t.ok(fits(fault), `${label} fits the schema`);
}

const NAMES = `${FAILURE_NAMES.join(', ')}, custom`;
const KEYS = 'name, component, app, parameters, times, skip, probability, seed, latency, status, reply';
const EITHER = 'either code and message, or any of status, headers and body';
const cyclic: { a?: unknown } = {};
cyclic.a = cyclic;

/** Faults, what is wrong with them, and whether the schema says so, too. */
const wrong: [fault: unknown, problems: string[], bySchema?: boolean][] = [
  [undefined, ['must be a map such as {"name":"slow"}, is of a type that JSON does not have']],
  [null, ['must be a map such as {"name":"slow"}, is null']],
  [[], ['must be a map such as {"name":"slow"}, is a list']],
  ['slow', ['must be a map such as {"name":"slow"}, is the string "slow"']],
  [new Map(), ['must be a map such as {"name":"slow"}, is of a type that JSON does not have'], false],
  [{}, [`name is missing; there are: ${NAMES}`]],
  [{ name: undefined }, [`name is missing; there are: ${NAMES}`]],
  [{ reply: { status: 500 } }, ['name is missing; with a reply of your own it is custom']],
  [{ name: 5 }, [`name: must be one of ${NAMES}; is 5`]],
  [{ name: 'cmdb-dwon' }, [`name: there is no "cmdb-dwon"; did you mean cmdb-down? There are: ${NAMES}`]],
  [{ name: 'qqqqqqqq' }, [`name: there is no "qqqqqqqq". There are: ${NAMES}`]],
  [slow({ tiems: 1 }), [`tiems: unknown key; did you mean times? There are: ${KEYS}`]],
  [slow({ elsewhere_x: 1 }), [`elsewhere_x: unknown key. There are: ${KEYS}`]],
  [slow({ id: 'f1' }), ['id: is counted here, not set; leave it out']],
  [
    slow({ seen: 1, struck: 1, left: 1 }),
    ['seen', 'struck', 'left'].map((key) => `${key}: is counted here, not set; leave it out`),
  ],
  [
    slow({ component: 'list_proces_instance' }),
    [
      'component: there is no "list_proces_instance"; did you mean list_process_instance? ' +
        `There are: ${COMPONENTS.map(({ name }) => name).join(', ')}`,
    ],
  ],
  [slow({ app: '' }), ['app: must be a string that is not empty, is the string ""']],
  [slow({ app: { a: 1 } }), ['app: must be a string that is not empty, is a map']],
  [slow({ app: 5 }), ['app: must be a string that is not empty, is 5']],
  [slow({ parameters: [] }), ['parameters: must be a map of parameters such as {"bk_biz_id":2}, is a list']],
  [
    slow({ parameters: { a: new Date(0) } }),
    ['parameters.a: must be a JSON value, is of a type that JSON does not have'],
    false,
  ],
  [slow({ parameters: { a: [NaN] } }), ['parameters.a[0]: must be a JSON value, is NaN'], false],
  [
    slow({ parameters: { a: 2 ** 53 } }),
    ['parameters.a: 9007199254740992 is beyond 2^53, where numbers are no longer exact; make it a bigint'],
    false,
  ],
  [slow({ parameters: nested(9) }), [`parameters${'.a'.repeat(8)}: is nested more than 8 deep`], false],
  [slow({ times: 0 }), ['times: must be an integer from 1 to 1000000000, is 0']],
  [slow({ times: 1e9 + 1 }), ['times: must be an integer from 1 to 1000000000, is 1000000001']],
  [slow({ times: 1.5 }), ['times: must be an integer from 1 to 1000000000, is 1.5']],
  [slow({ times: 'http://u:p@h' }), ['times: must be an integer from 1 to 1000000000, is the string (hidden)']],
  [{ name: 'custom', reply: { headers: { 'x-token': 5 } } }, ['reply.headers.x-token: must be a string, is (hidden)']],
  [slow({ times: '2' }), ['times: must be an integer from 1 to 1000000000, is the string "2"']],
  [slow({ times: null }), ['times: must be an integer from 1 to 1000000000, is null']],
  [slow({ skip: -1 }), ['skip: must be an integer from 0 to 1000000000, is -1']],
  [slow({ probability: 0 }), ['probability: must be a number above 0, up to 1, is 0']],
  [slow({ probability: 1.1 }), ['probability: must be a number above 0, up to 1, is 1.1']],
  [slow({ probability: NaN }), ['probability: must be a number above 0, up to 1, is NaN']],
  [slow({ seed: 4294967296 }), ['seed: must be an integer from 0 to 4294967295, is 4294967296']],
  [slow({ seed: true }), ['seed: must be an integer from 0 to 4294967295, is true']],
  [slow({ latency: -1 }), ['latency: must be a number from 0 to 600000, is -1']],
  [slow({ latency: 600_001 }), ['latency: must be a number from 0 to 600000, is 600001']],
  [
    slow({ latency: '250ms' }),
    [
      'latency: must be a number of milliseconds, or a map of fixed, uniform or log_normal such as {"fixed":500}, is the string "250ms"',
    ],
  ],
  [slow({ latency: {} }), ['latency: must be one of fixed, uniform and log_normal, is none']],
  [
    slow({ latency: { fixed: 1, uniform: { min: 1, max: 2 } } }),
    ['latency: must be one of fixed, uniform and log_normal, is several'],
  ],
  [
    slow({ latency: { fixd: 1 } }),
    ['latency.fixd: unknown key; did you mean fixed? There are: fixed, uniform, log_normal'],
  ],
  [slow({ latency: { fixed: '1' } }), ['latency.fixed: must be a number from 0 to 600000, is the string "1"']],
  [
    slow({ latency: { uniform: 5 } }),
    ['latency.uniform: must be a map of min and max such as {"min":100,"max":500}, is 5'],
  ],
  [
    slow({ latency: { uniform: { min: { a: { b: { c: { d: 1 } } } }, max: 5 } } }),
    ['latency.uniform.min: must be a number from 0 to 600000, is a map'],
  ],
  [slow({ latency: { uniform: { min: 5 } } }), ['latency.uniform: max is missing']],
  [slow({ latency: { uniform: { min: 5, max: 4 } } }), ['latency.uniform: min 5 is above max 4; swap them'], false],
  [
    slow({ latency: { uniform: { min: 5, max: 600_001 } } }),
    ['latency.uniform.max: must be a number from 0 to 600000, is 600001'],
  ],
  [
    slow({ latency: { log_normal: { median: 0, sigma: 6 } } }),
    [
      'latency.log_normal.median: must be a number above 0, up to 600000, is 0',
      'latency.log_normal.sigma: must be a number from 0 to 5, is 6',
    ],
  ],
  [{ name: 'bad-gateway', status: 500 }, ['status: must be one of 502, 503, 504; is 500']],
  [{ name: 'bad-gateway', status: '502' }, ['status: must be one of 502, 503, 504; is the string "502"']],
  [slow({ status: 502 }), ['status: goes with the name bad-gateway; leave it out, or name the fault custom'], false],
  [{ ...custom({ body: 'x' }), status: 502 }, ['status: goes with the name bad-gateway; put it into the reply'], false],
  [
    slow({ reply: { body: 'x' } }),
    ['reply: goes with the name custom; name the fault so, or leave the reply to slow'],
    false,
  ],
  [
    { name: 'custom' },
    ['reply is missing: custom needs one, {"code", "message"} or {"status", "headers", "body"}'],
    false,
  ],
  [custom({}), [`reply: must be a map of ${EITHER}, is empty`]],
  [custom(500), [`reply: must be a map of ${EITHER}, such as {"status":503}, is 500`]],
  [custom({ code: 1, body: '' }), ['reply: message is missing', `reply: must be ${EITHER}, not of both`]],
  [custom({ code: 1, message: 'x', body: '' }), [`reply: must be ${EITHER}, not of both`]],
  [custom({ code: 0, message: 'x' }), ['reply.code: must be an integer from 1 to 2147483647, is 0']],
  [custom({ code: 5 }), ['reply: message is missing']],
  [custom({ message: 'x' }), ['reply: code is missing']],
  [
    custom({ staus: 500 }),
    ['reply.staus: unknown key; did you mean status? There are: code, message, status, headers, body'],
  ],
  [custom({ status: 199 }), ['reply.status: must be an integer from 200 to 599, is 199']],
  [custom({ status: 304, body: '' }), ['reply.body: a reply with status 304 has none; leave it out'], false],
  [custom({ headers: [] }), ['reply.headers: must be a map of strings by name such as {"retry-after":"5"}, is a list']],
  [custom({ headers: { a: 5 } }), ['reply.headers.a: must be a string, is 5']],
  [
    custom({ headers: { a: 'x\r\ny', b: '中' } }),
    ['a', 'b'].map(
      (name) => `reply.headers.${name}: must be without line breaks and other signs that HTTP headers cannot carry`,
    ),
  ],
  [
    custom({ headers: { 'a b': 'x', '': 'x' } }),
    ['reply.headers.a b: is no name of an HTTP header', 'reply.headers.: is no name of an HTTP header'],
  ],
  [
    custom({ headers: { A: 'x', a: 'y' } }),
    ['reply.headers.a: is there already; the case of letters makes no difference'],
    false,
  ],
  [
    custom({ headers: { 'Content-Length': '1', 'transfer-encoding': 'x', Connection: 'x', trailer: 'x' } }),
    ['Content-Length', 'transfer-encoding', 'Connection', 'trailer'].map(
      (name) => `reply.headers.${name}: is set where the reply is sent; leave it out`,
    ),
    false,
  ],
  [body('x'.repeat(2 ** 20 + 1)), ['reply.body: has more than 1048576 bytes'], false],
  [body(['中'.repeat(2 ** 19)]), ['reply.body: has more than 1048576 bytes'], false],
  [body(nested(101)), [`reply.body${'.a'.repeat(100)}: is nested more than 100 deep`], false],
  [body(cyclic), [`reply.body${'.a'.repeat(100)}: is nested more than 100 deep`], false],
  [body(() => 1), ['reply.body: must be a JSON value, is of a type that JSON does not have'], false],
  [
    { name: 'x'.repeat(100), times: 0 },
    [
      `name: there is no "${'x'.repeat(59)}…". There are: ${NAMES}`,
      'times: must be an integer from 1 to 1000000000, is 0',
    ],
  ],
];

const refusal = (fault: unknown): FaultSpecError => {
  try {
    readFault(fault);
  } catch (error) {
    if (error instanceof FaultSpecError) return error;
  }
  throw new Error(`is read: ${String(fault)}`);
};

for (const [fault, problems, bySchema = true] of wrong) {
  const label = problems.join('; ').slice(0, 120);
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const { message, problems: found } = refusal(fault);
  t.equal(message.split('\n', 1)[0], `${count} in the faults`, label);
  t.strictSame(
    found.map((problem) => problemLine({ ...problem, file: '' })),
    problems,
    label,
  );
  if (bySchema) t.notOk(fits(fault), `does not fit the schema: ${label}`);
}

t.test('a message lists twenty problems of a kind at most', (t) => {
  const parameters = Object.fromEntries(Array.from({ length: 102 }, (_, index) => [`k${index}`, NaN]));
  const { message, problems } = refusal(slow({ parameters }));
  t.equal(problems.length, 102);
  t.match(message, /^102 problems in the faults\n/);
  t.match(message, /k19: .*\n {2}and 82 more alike {2}\[FAULT_NOT_JSON\]$/);
  t.strictSame(problems[0], {
    code: 'FAULT_NOT_JSON',
    severity: 'error',
    file: 'the fault',
    line: 0,
    column: 0,
    path: 'parameters.k0',
    message: 'must be a JSON value, is NaN',
    message_zh: '应为 JSON 值，实际为 NaN',
  });
  t.end();
});

t.test('of more unknown keys than are shown, none is guessed at', (t) => {
  const keys = Object.fromEntries(Array.from({ length: 102 }, (_, index) => [`time${index}`, 0]));
  const { message, problems } = refusal(slow(keys));
  t.match(
    message,
    /^102 problems in the faults\n( {2}the fault: time\d+: unknown key; did you mean times\?.*\n){20} {2}and 82 more alike {2}\[\w+\]$/,
  );
  t.match(problems[101], { path: 'time101', message: `unknown key. There are: ${KEYS}` });
  t.end();
});

t.test('a reply may have very many headers', (t) => {
  const headers = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`x-${index}`, '']));
  const started = performance.now();
  readFault(custom({ headers }));
  // Were each looked for among all, it would be half a minute.
  t.ok(performance.now() - started < 5000);
  t.end();
});

t.test('lossless numbers are read', (t) => {
  const number = (text: string) => new LosslessNumber(text);
  const parameters = { a: 9007199254740993n, b: number('1.0') };
  t.strictSame(
    readFault({
      name: 'bad-gateway',
      probability: number('0.30'),
      times: 2n,
      status: number('503'),
      latency: number('1e2'),
      parameters,
    }),
    { name: 'bad-gateway', parameters, times: 2, probability: 0.3, latency: 100, status: 503 },
  );
  t.end();
});

t.test('the result is an ordered copy that cannot be changed', (t) => {
  const sent = { latency: { fixed: 1 }, app: undefined, parameters: { a: [{ b: undefined, c: 1 }] }, name: 'slow' };
  const fault = readFault(sent);
  t.equal(JSON.stringify(fault), '{"name":"slow","parameters":{"a":[{"c":1}]},"latency":{"fixed":1}}');
  sent.parameters.a.length = 0;
  sent.latency.fixed = 2;
  t.strictSame(fault, { name: 'slow', parameters: { a: [{ c: 1 }] }, latency: { fixed: 1 } });
  const { a } = fault.parameters as { a: unknown[] };
  t.throws(() => a.push(1), TypeError);
  for (const value of [fault, fault.parameters, a, a[0], fault.latency]) t.ok(Object.isFrozen(value));
  t.end();
});

t.test('__proto__ is a key like any other', (t) => {
  const fault = readFault(JSON.parse('{"name": "slow", "parameters": {"__proto__": {"a": 1}}}'));
  t.ok(Object.hasOwn(fault.parameters as object, '__proto__'));
  t.throws(() => readFault(JSON.parse('{"name": "slow", "__proto__": {"times": 1}}')), {
    message: /__proto__: unknown key/,
  });
  t.end();
});

t.test('the schema of a fault with its counts', (t) => {
  const fits = new Ajv2020({ allowUnionTypes: true, validateFormats: false }).compile(FAULT_STATE_SCHEMA);
  t.ok(fits({ id: 'f1', name: 'slow', app: 'a', seen: 0, struck: 0, left: null }));
  t.notOk(fits({ name: 'slow' }));
  t.end();
});
