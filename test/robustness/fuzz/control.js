/** Requests to the control API, right and wrong. */
import { fixtureBytes, stubBytes } from './fixtures.js';
import { jsonTower, jsonValue, mutate } from './json.js';
import { SANDBOXES } from './targets.js';

/** Sandboxes that have faults. Calls to them may fail in any way, so they are not checked. */
export const FAULTY = ['f1', 'f2'];

const FAULT_NAMES = [
  'rate-limited', 'cmdb-rate-limited', 'no-permission', 'app-forbidden', 'cmdb-down', 'cmdb-refused', 'cmdb-not-json', 'cmdb-failed',
  'cmdb-internal', 'esb-error', 'bad-gateway', 'timeout', 'slow', 'reset', 'truncated', 'malformed', 'custom', 'nope', '',
]; // prettier-ignore
const FAULT_KEYS = ['name', 'component', 'app', 'parameters', 'times', 'after', 'every', 'probability', 'seed', 'latency', 'reply', 'status', 'code', 'left', 'id', '__proto__']; // prettier-ignore
const REPLIES = [
  '{"code":1306201,"message":"x"}',
  '{"status":502,"headers":{"X-A":"b"},"body":"bad"}',
  '{"status":204}',
  '{"status":999}',
  '{"status":200,"headers":{"Content-Length":"3"},"body":{"a":[1,2,{"b":9223372036854775808}]}}',
  '{"headers":{"X":"a\\r\\nb"}}',
];
const LATENCIES = ['1', '20', '-1', '1e9', '{"fixed":5}', '{"uniform":{"min":1,"max":9}}', '{"uniform":{"min":9,"max":1}}', '{"log_normal":{"median":5,"sigma":0.5}}', '{"log_normal":{"median":5,"sigma":9e9}}']; // prettier-ignore

const fault = (random) => {
  const name = random.pick(FAULT_NAMES);
  const known = random.list(random.size(3), () =>
    random.pick([
      '"component":"list_process_instance"',
      `"times":${random.pick(['1', '3', '0', '1.5', '1e99'])}`,
      '"probability":0.5,"seed":7',
      `"parameters":{"bk_biz_id":${jsonValue(random, 2)}}`,
      `"latency":${random.pick(LATENCIES)}`,
      `"${random.pick(FAULT_KEYS)}":${jsonValue(random, 2)}`,
    ]),
  );
  const reply = name === 'custom' ? [`"reply":${random.pick(REPLIES)}`] : [];
  return `{${[`"name":"${name}"`, ...reply, ...known].join(',')}}`;
};

const settings = (random) =>
  random.pick([
    '{"contract":"cmdb-3.14"}',
    '{"contract":"documented"}',
    '{"auth":"off"}',
    '{"auth":"required"}',
    '{"auth":"strict"}',
    '{"strict_warnings":true}',
    '{"clock":"2026-01-31T12:00:00Z"}',
    '{"clock":null}',
    '{"clock":"x"}',
    '{"strict_warnings":false}',
    '{"auth":1}',
    '{}',
    '[]',
  ]);

const json = (make) => (random) =>
  random.weighted([
    [6, () => Buffer.from(make(random))],
    [2, () => mutate(random, Buffer.from(make(random)))],
    [1, () => Buffer.from(jsonValue(random, 5))],
    [1, () => Buffer.from(jsonTower(random))],
  ])();

const FILTERS = ['component=list_process_instance', 'component=x', 'face=esb', 'face=', 'app=esb_test', 'code=0', 'code=x', 'since=1', 'since=2026-01-01T00:00:00Z', 'since=99999999999', 'since=-1', 'body={"bk_biz_id":1}', 'body={', 'body=[1]', 'limit=3', 'limit=-1', 'limit=1e9', 'after=5', 'format=yaml', 'format=x', 'body=%7B%22page%22%3A%7B%7D%7D', '__proto__=1', 'x']; // prettier-ignore
const query = (random) => {
  const filters = random.list(random.size(4), () => encodeURI(random.pick(FILTERS)));
  return filters.length === 0 ? '' : `?${filters.join('&')}`;
};

const NAMES = ['s1', 's2', 'S.3', '', '..', '%2e%2e', 'x'.repeat(70), '%zz', '蓝', 'restore', 'f1', 'f2', 'f3', 'f99'];

const OPERATIONS = [
  [4, 'PUT', () => '/data', fixtureBytes],
  [2, 'PATCH', () => '/data', fixtureBytes],
  [6, 'PATCH', () => '/data', stubBytes],
  [1, 'GET', (random) => `/data${query(random)}`],
  [2, 'PATCH', () => '/settings', json(settings)],
  [1, 'GET', () => '/settings'],
  [2, 'POST', () => '/reset'],
  [1, 'GET', (random) => `/snapshots${query(random)}`],
  [2, 'PUT', (random) => `/snapshots/${random.pick(NAMES)}`],
  [1, 'DELETE', (random) => `/snapshots/${random.pick(NAMES)}`],
  [2, 'POST', (random) => `/snapshots/${random.pick(NAMES)}/restore`],
  [3, 'GET', (random) => `/requests${query(random)}`],
  [1, 'GET', (random) => `/requests/count${query(random)}`],
  [0.5, 'DELETE', () => '/requests'],
  [1, 'GET', () => '/warnings'],
  [1, 'DELETE', () => '/warnings'],
  [1, 'GET', () => '/faults'],
  [1, 'GET', () => '/faults/catalogue'],
  [1, 'GET', (random) => `/faults/${random.pick(NAMES)}`],
  [1, 'DELETE', (random) => `/faults/${random.pick(NAMES)}`],
  [2, 'DELETE', () => '/faults'],
  [1, 'GET', () => '/sandboxes'],
  [1, 'GET', (random) => `/sandboxes/${random.pick([...SANDBOXES, ...NAMES])}`],
  [1, 'DELETE', (random) => `/sandboxes/${random.pick([...SANDBOXES, ...NAMES])}`],
  [1, 'GET', (random) => random.pick(['', '/', '/nope', '/data/x', '/../data', '//data', '/%64ata'])],
  [0.5, 'OPTIONS', () => '/data'],
];
const WEIGHTS = OPERATIONS.map((operation) => [operation[0], operation]);

const addFault = (random) => ({
  method: 'POST',
  target: `/@${random.pick(FAULTY)}/__emulator/faults`,
  body: json(fault)(random),
});

/** @returns a request to control: its method, its target, and its body if it has one */
export const controlRequest = (random) => {
  if (random.chance(0.1)) return addFault(random);
  const [, method, path, body] = random.weighted(WEIGHTS);
  const sandbox = random.pick(['', ...SANDBOXES, ...FAULTY].map((name) => (name === '' ? '' : `/@${name}`)));
  return { method, target: `${sandbox}/__emulator${path(random)}`, body: body?.(random) };
};
