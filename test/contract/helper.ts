import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import http from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';
import { createEmulator } from '../../src/index.js';
import { received } from '../received.js';

/**
 * Shared by the tests of the contract: an emulator for each contract and auth mode, requests over a real socket, and the
 * replies that the contract promises. Only `createEmulator` comes from the source of the project, so that an error there is
 * not repeated here.
 */

export const CONTRACTS = ['documented', 'cmdb-3.14'] as const;
export const AUTH_MODES = ['off', 'required', 'strict'] as const;
export type Contract = (typeof CONTRACTS)[number];
export type AuthMode = (typeof AUTH_MODES)[number];

export const LPI = 'list_process_instance';
export const LSI = 'list_service_instance_by_set_template';
/** The components of sections 4 and 5. The others have files of their own; `every-component.test.ts` asks all of them. */
export const LPI_AND_LSI = [LPI, LSI] as const;
/** The name of a component. */
export type Component = string;

export const pathOf = (component: Component): string => `/api/c/compapi/v2/cc/${component}/`;

export interface Target {
  name: string;
  contract: Contract;
  auth: AuthMode;
  url: URL;
  /** The served OpenAPI document. */
  document: Document;
  /** The problems of a reply by the served OpenAPI document; empty if there are none. */
  problems(component: Component, status: number, body: unknown): string[];
  /** Every `request_id` seen, to see that none comes twice. */
  requestIds: Set<string>;
}

interface Document {
  components: Record<string, unknown>;
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
}

/** Credentials that pass in every auth mode, for a user who may see every business. */
export const SUITE = { bk_app_code: 'suite', bk_app_secret: 'suite-secret', bk_username: 'admin' } as const;

export const fixturePath = fileURLToPath(new URL('fixture.yaml', import.meta.url));

/** One emulator for each contract and auth mode, closed when `t` ends. */
export async function startAll(t: Test, fixtures: string[] = [fixturePath]): Promise<Target[]> {
  const all = CONTRACTS.flatMap((contract) => AUTH_MODES.map((auth) => ({ contract, auth })));
  return Promise.all(all.map(({ contract, auth }) => start(t, contract, auth, fixtures)));
}

async function start(t: Test, contract: Contract, auth: AuthMode, fixtures: string[]): Promise<Target> {
  const esb = await createEmulator({ contract, auth, fixtures });
  t.teardown(() => esb.close());
  const url = new URL(esb.url);
  const { status, body } = await transfer(url, { method: 'GET', path: '/openapi.json' });
  if (status !== 200) throw new Error(`GET /openapi.json: HTTP ${status}`);
  const document = body as Document;
  return {
    name: `${contract}, auth ${auth}`,
    contract,
    auth,
    url,
    document,
    problems: validator(document),
    requestIds: new Set(),
  };
}

function validator(document: Document): Target['problems'] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  const compiled = new Map<string, ValidateFunction>();
  const compile = (component: Component, status: number): ValidateFunction | undefined => {
    // Linters want paths without a closing slash; either spelling is the route.
    const item = document.paths[pathOf(component)] ?? document.paths[pathOf(component).slice(0, -1)];
    const response = item?.['post']?.responses[status] as
      { $ref?: string; content?: Record<string, { schema?: object }> } | undefined;
    const resolved = response?.$ref === undefined ? response : (lookUp(document, response.$ref) as typeof response);
    const schema = resolved?.content?.['application/json']?.schema;
    return schema && ajv.compile({ components: document.components, allOf: [schema] });
  };
  return (component, status, body) => {
    const key = `${component} ${status}`;
    const validate = compiled.get(key) ?? compile(component, status);
    if (validate === undefined) return [`the OpenAPI document has no such reply: HTTP ${status}`];
    compiled.set(key, validate);
    validate(body);
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? error.keyword}`);
  };
}

const lookUp = (document: Document, ref: string): unknown =>
  ref
    .split('/')
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], document);

// --- requests -------------------------------------------------------------------------------------------------------

/** Members of a JSON object: written out where the text matters (`"a": 1.0`), else as an object. */
export type Members = string | Record<string, unknown>;

export interface Request {
  /** Default: POST. */
  method?: string;
  /** Default: list_process_instance. */
  component?: Component;
  /** Instead of the component's own path. */
  path?: string;
  /** Without its question mark. */
  query?: string;
  /** Default: none at all, not even a Content-Type, as blueking.component does. */
  headers?: http.OutgoingHttpHeaders;
  /** Go before `params` in the JSON body. Default: those of the suite. */
  credentials?: Members;
  params?: Members;
  /** Instead of a JSON body; null for none (`Content-Length: 0`), an array for chunks (`Transfer-Encoding`). */
  body?: string | Buffer | Buffer[] | null;
  agent?: http.Agent;
}

export interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
  /** The text as JSON; undefined where it is none. */
  body: unknown;
  /** True if the connection had served another request before. */
  reused: boolean;
}

const members = (some: Members): string => (typeof some === 'string' ? some : JSON.stringify(some).slice(1, -1));

/** A JSON object that has all these members, as text. */
export const json = (...parts: Members[]): string =>
  `{${parts
    .map(members)
    .filter((text) => text !== '')
    .join(',')}}`;

/** The header that makes a body a form. */
export const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' } as const;

/** A form, as a browser or `requests` would send it. */
export const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

export const send = (target: Target, request: Request): Promise<Reply> => transfer(target.url, request);

async function transfer(url: URL, request: Request): Promise<Reply> {
  const method = request.method ?? 'POST';
  const path = request.path ?? pathOf(request.component ?? LPI);
  const sends = method === 'POST' || request.params !== undefined;
  const jsonBody = sends ? json(request.credentials ?? SUITE, request.params ?? {}) : null;
  const body = request.body === undefined ? jsonBody : request.body;
  const length =
    body === null ? (method === 'POST' ? 0 : undefined) : Array.isArray(body) ? undefined : Buffer.byteLength(body);
  const outgoing = http.request({
    host: url.hostname,
    port: url.port,
    method,
    path: request.query === undefined ? path : `${path}?${request.query}`,
    agent: request.agent ?? false,
    headers: {
      ...(length === undefined ? {} : { 'Content-Length': length }),
      ...(Array.isArray(body) ? { 'Transfer-Encoding': 'chunked' } : {}),
      ...request.headers,
    },
  });
  for (const chunk of Array.isArray(body) ? body : []) outgoing.write(chunk);
  outgoing.end(Array.isArray(body) || body === null ? undefined : body);
  const reply = await received(outgoing);
  return { ...reply, body: parse(reply.text), reused: outgoing.reusedSocket };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

// --- replies --------------------------------------------------------------------------------------------------------

export interface Expected {
  status: number;
  /** Its keys in the order in which they must be served. */
  body: Record<string, unknown>;
  /** The text of a reply that is no JSON. */
  page?: string;
}
/** The expected reply, which may depend on the contract and the auth mode. */
export type Expectation = Expected | ((target: Target) => Expected);

/** Stands for a `request_id` in what is expected. */
export const ID = '<request_id>';

/** Contract section 6: the success envelopes. */
export const ok =
  (component: Component, data: unknown) =>
  ({ contract }: Pick<Target, 'contract'>): Expected => ({
    status: 200,
    body:
      contract === 'cmdb-3.14'
        ? { result: true, code: 0, data, message: 'success', permission: null, request_id: ID }
        : component === LPI
          ? { result: true, code: 0, message: 'success', data }
          : { result: true, code: 0, message: 'success', permission: null, request_id: ID, data },
  });

/** Contract section 6: an error from CMDB. */
export const cmdbError = (code: number, message: string, permission: unknown = null): Expected => ({
  status: 200,
  body: { result: false, code, data: null, message, permission, request_id: ID },
});

/** Contract section 6: an error from the ESB. */
export const esbError = (code: number, message: string, status = 200): Expected => ({
  status,
  body: { result: false, code, data: null, message, request_id: ID },
});

/** Contract section 6: an error from the ESB before it has given the request an id. */
export const esbErrorWithoutId = (code: number, message: string): Expected => ({
  status: 200,
  body: { result: false, code, data: null, message },
});

export const NOT_FOUND: Expected = {
  status: 404,
  body: { result: false, data: null, message: 'The content does not exist' },
};
/** Django's page for a request that it refuses to read. */
export const BAD_REQUEST: Expected = {
  status: 400,
  body: {},
  page:
    '\n<!doctype html>\n<html lang="en">\n<head>\n  <title>Bad Request (400)</title>\n</head>\n<body>\n' +
    '  <h1>Bad Request (400)</h1><p></p>\n</body>\n</html>\n',
};
/** The ESB itself failed, outside of a component. */
export const INTERNAL_ERROR: Expected = {
  status: 500,
  body: { result: false, data: null, message: 'Request is abnormal, please contact the component developer' },
};
export const COMPONENT_ERROR = esbError(
  1306000,
  'Component error, please contact the component developer to handle it.',
);
export const BROKEN_TEXT = 'Request JSON string is wrong in format, which cannot be analyzed.';
export const BROKEN_JSON = esbErrorWithoutId(1306000, BROKEN_TEXT);
export const BAD_HEADER = esbErrorWithoutId(
  1306406,
  'Parameters error, request header X-Bkapi-Authorization is not a valid JSON format string',
);
export const NO_BIZ = esbError(1306406, 'Parameters error, param bk_biz_id is required');
export const TEST_ENV = esbError(1306206, 'Error, the component does not support access third-party test environment');
export const NOT_PERMITTED = (component: Component): Expected =>
  esbError(
    1306403,
    `APP permission is insufficient, APP has no permission to access the component (${component}) of the system (CC). ` +
      'The APP manager can go to the Developer Center and apply for permission to access the component',
  );

export const CREDENTIALS = {
  neither: 'Signature [bk_signature] and APP Secret [bk_app_secret] cannot be empty at the same time',
  noCode: 'APP Code [bk_app_code] cannot be empty',
  invalidCode: (code: string) =>
    `Invalid APP Code [bk_app_code=${code}], please confirm if the APP Code has been registered`,
  wrongSecret: (code: string) =>
    `APP Secret verification failed, pelase confirm if the APP Secret and APP Code [bk_app_code=${code}] match`,
  badSignature: 'Signature [bk_signature] verification failed, please provide valid parameters and signature',
  badAccessToken: 'verify access_token failed, please check if the access_token is valid',
  noLookup: 'request bkauth api error, please try again later or contact component developer to handle',
  unknownUserToken: 'The specified user TOKEN [bk_access_token] does not exist',
  broken: 'Component error, please contact the component developer to handle it.',
  badToken: 'User authentication failed, please check if the bk_token is valid',
  noUser: 'User authentication failed, please provide a valid user identity, such as bk_token, bk_username',
  noNonce: 'Parameter bk_nonce does not exist',
  illegalNonce: 'Parameter bk_nonce is illegal',
  nonceNotPositive: 'Parameter bk_nonce is illegal, it must be a positive integer',
  noTimestamp: 'Parameter bk_timestamp does not exist',
  illegalTimestamp: 'Parameter bk_timestamp is illegal, due to non-time format',
  expired: 'Parameter bk_timestamp is illegal, because it has expired',
} as const;
/** A failed check of contract section 3. */
export const refused = (message: string): Expected => esbError(1306000, message);

export const UNDECODABLE = cmdbError(1199000, 'Deserializing JSON data failed');
export const NO_SERVICE_INSTANCE = cmdbError(
  1199006,
  "'service_instance_id' data parameter verification does not pass",
);
export const NO_SET_TEMPLATE = cmdbError(1199008, "'set_template_id' cannot be omitted");
export const BAD_BIZ = cmdbError(1199045, 'no matched rules');
/** What list_process_instance adds to 1108024, by Go's own formatting. */
export const notRead = (bizId: number, serviceInstanceId: number | string, cause: string): string =>
  '%!(EXTRA string=list process instance relation failed, bizID: %d, serviceInstanceID: %d, err: %+v, ' +
  `int64=${bizId}, int64=${serviceInstanceId}, *errors.ccError=${cause})`;
/** Contract section 4: no business under `cmdb-3.14`. */
export const noBusiness = (serviceInstanceId: number | string): Expected =>
  cmdbError(
    1108024,
    `get service instances failed${notRead(0, serviceInstanceId, "'bk_biz_id' data parameter verification does not pass")}`,
  );
export const BAD_PAGE = cmdbError(1199059, 'page limit is exceeded. suggestion 200');

/** No credentials at all: fine where none are checked. */
export const unlessOff =
  (elsewhere: Expected, off: Expectation) =>
  (target: Target): Expected =>
    target.auth === 'off' ? resolve(off, target) : elsewhere;

export const byContract =
  (documented: Expectation, cmdb: Expectation) =>
  (target: Target): Expected =>
    resolve(target.contract === 'documented' ? documented : cmdb, target);

export const resolve = (expectation: Expectation, target: Target): Expected =>
  typeof expectation === 'function' ? expectation(target) : expectation;

// --- cases ----------------------------------------------------------------------------------------------------------

export interface Case {
  name: string;
  /** Default: both. */
  contracts?: readonly Contract[];
  /** Default: all three. */
  auth?: readonly AuthMode[];
  request: Request | (() => Request);
  expect: Expectation;
}

/** Runs every case against every emulator that it applies to. */
export function run(t: Test, targets: Target[], cases: Case[]): void {
  const names = cases.map(({ name }) => name);
  t.strictSame(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
    'no two cases have one name',
  );
  for (const target of targets) {
    void t.test(target.name, async (t) => {
      for (const { name, contracts = CONTRACTS, auth = AUTH_MODES, request, expect } of cases) {
        if (!contracts.includes(target.contract) || !auth.includes(target.auth)) continue;
        const asked = typeof request === 'function' ? request() : request;
        const reply = await send(target, asked).catch((error: unknown) => error as Error);
        check(t, target, asked, reply, expect, name);
      }
    });
  }
}

/** Compares a reply with what is expected, key order included, and with the OpenAPI document. */
export function check(
  t: Test,
  target: Target,
  request: Request,
  reply: Reply | Error,
  expectation: Expectation,
  name = 'reply',
): void {
  const { status, body, page } = resolve(expectation, target);
  if (page !== undefined && !(reply instanceof Error)) {
    const served = { status: reply.status, type: reply.headers['content-type'], page: reply.text };
    t.strictSame(served, { status, type: 'text/html', page }, name);
    return;
  }
  const expected = { status, type: 'application/json; charset=utf-8', keys: Object.keys(body), body, problems: [] };
  t.strictSame(reply instanceof Error ? reply : seen(target, request, reply), expected, name);
}

/** A reply in the form of an expected one. */
function seen(target: Target, request: Request, reply: Reply): object {
  const component = componentOf(target, request);
  const problems = component === undefined ? [] : target.problems(component, reply.status, reply.body);
  const { body, id } = withoutId(reply.body);
  if (id !== undefined && target.requestIds.has(id)) problems.push('its request_id came before');
  if (id !== undefined) target.requestIds.add(id);
  return {
    status: reply.status,
    type: reply.headers['content-type'],
    keys: Object.keys(body),
    body,
    problems,
  };
}

/** The body with its `request_id` made comparable, where it is one. */
function withoutId(body: unknown): { body: Record<string, unknown>; id?: string } {
  if (typeof body !== 'object' || body === null) return { body: { 'not an object': body } };
  const record = body as Record<string, unknown>;
  const id = record['request_id'];
  if (typeof id !== 'string' || !/^[0-9a-f]{32}$/.test(id)) return { body: record };
  return { body: { ...record, request_id: ID }, id };
}

/** The component whose route a request takes, if any. */
function componentOf({ document }: Target, request: Request): Component | undefined {
  const path = (request.path ?? pathOf(request.component ?? LPI)).replace(/\/+/g, '/').replace(/\/?$/, '');
  return Object.hasOwn(document.paths, path) ? path.split('/').at(-1) : undefined;
}

// --- rows of fixture.yaml -------------------------------------------------------------------------------------------

/** A process as it is served, from what the fixture writes; what it does not write has the fixture schema's default. */
export const property = (id: number, written: Record<string, unknown>): Record<string, unknown> => ({
  auto_start: false,
  auto_time_gap: 60,
  bk_biz_id: 2,
  bk_func_id: '',
  bk_func_name: written['bk_process_name'],
  bk_process_id: id,
  bk_start_param_regex: '',
  bk_supplier_account: '0',
  create_time: '2024-01-01T08:00:00.000+08:00',
  description: '',
  face_stop_cmd: '',
  last_time: '2024-01-01T08:00:00.000+08:00',
  pid_file: '',
  priority: 1,
  proc_num: 1,
  reload_cmd: '',
  restart_cmd: '',
  start_cmd: '',
  stop_cmd: '',
  timeout: 30,
  user: '',
  work_path: '',
  bind_info: [],
  ...written,
});

export const relation = (bk_process_id: number, service_instance_id: number, more: object): object => ({
  bk_biz_id: 2,
  bk_process_id,
  service_instance_id,
  process_template_id: 0,
  bk_supplier_account: '0',
  ...more,
});

/** The processes of service instance 54. */
export const ROWS_OF_54 = [
  {
    property: property(46, {
      bk_process_name: 'job_java',
      bk_func_name: 'java',
      create_time: '2019-06-05T14:59:12.065+08:00',
      last_time: '2019-06-05T14:59:12.065+08:00',
      work_path: '/data/bkee',
      bind_info: [{ enable: false, ip: '127.0.0.1', port: '100', protocol: '1', template_row_id: 1 }],
    }),
    relation: relation(46, 54, { process_template_id: 1, bk_host_id: 1, bk_supplier_account: '' }),
  },
  { property: null, relation: relation(47, 54, { process_template_id: 2, bk_host_id: 1 }) },
  {
    property: property(48, {
      bk_process_name: '游戏服务',
      bk_func_name: 'game-server',
      create_time: '2023-07-08T09:10:11.120+08:00',
      last_time: '2024-02-29T23:59:59.999+08:00',
      work_path: '/data/游戏',
      start_cmd: './start.sh "$HOME" \\ --名字=\'中文\'',
      description: '两行\n文字\t与 "引号" 😀',
      priority: -3,
      bind_info: [
        { enable: true, ip: '0.0.0.0', port: '8080', protocol: '1', template_row_id: 7 },
        {
          enable: false,
          ip: '::',
          port: '9000-9010',
          protocol: '4',
          template_row_id: 2,
          approved_by: '王五',
          row: { a: [1, 2] },
        },
        { enable: true, ip: '127.0.0.1', port: '443', protocol: '3', template_row_id: 3 },
        { enable: true, ip: '127.0.0.1', port: '53', protocol: '2', template_row_id: 4 },
      ],
      cost_centre: '成本-42',
      ratio: 1.5,
      nothing: null,
      flag: true,
      tags: ['a', '二', 3, null, { deep: { deeper: [] } }],
      owner: { name: '赵六', phones: ['1', '2'] },
    }),
    relation: relation(48, 54, { bk_host_id: 154 }),
  },
];

/** A request for them that succeeds everywhere, and its reply. */
export const ASK_54 = { bk_biz_id: 2, service_instance_id: 54 };
export const OK_54 = ok(LPI, ROWS_OF_54);

const plain = (id: number, bk_biz_id: number, bk_module_id: number, name: string): Record<string, unknown> => ({
  bk_biz_id,
  id,
  name,
  labels: null,
  service_template_id: 50,
  bk_host_id: 100 + id,
  bk_module_id,
  creator: 'admin',
  modifier: 'admin',
  create_time: '2020-10-09T02:46:25.002Z',
  last_time: '2020-10-09T02:46:25.002Z',
  bk_supplier_account: '0',
});

/** The service instances of set template 11 in business 2. */
export const ROWS_OF_11 = [
  plain(1, 2, 59, '10.0.0.1_lgh-process-1'),
  {
    bk_biz_id: 2,
    id: 4,
    name: '10.0.0.4_网关_443',
    labels: { env: '生产', tier: '1' },
    service_template_id: 52,
    bk_host_id: 104,
    bk_module_id: 60,
    creator: '张三',
    modifier: '李四',
    create_time: '2020-11-01T01:02:03.004Z',
    last_time: '2020-12-31T23:59:59.999Z',
    bk_supplier_account: '0',
  },
  plain(7, 2, 59, '10.0.0.7_lgh-process-1'),
  {
    bk_biz_id: 2,
    id: 12,
    name: '10.0.0.12_gateway_443',
    labels: {},
    service_template_id: 51,
    bk_host_id: 112,
    bk_module_id: 60,
    creator: 'system',
    modifier: 'ops',
    create_time: '2021-03-01T00:00:00.001Z',
    last_time: '2022-04-02T10:20:30.400Z',
    bk_supplier_account: '0',
  },
  plain(30, 2, 59, '10.0.0.30_lgh-process-1'),
];

/** The service instances of set template 11 in business 3. */
export const ROWS_OF_11_IN_3 = [
  {
    ...plain(3, 3, 61, '10.0.3.3_lgh-process-1'),
    create_time: '2020-10-09T03:04:19.859Z',
    last_time: '2020-10-09T03:04:19.859Z',
  },
  plain(9, 3, 61, '10.0.3.9_lgh-process-1'),
];

/** A request for those of business 2 that succeeds everywhere, and its reply. */
export const ASK_11 = { bk_biz_id: 2, set_template_id: 11, page: { start: 0, limit: 10 } };
export const OK_11 = ok(LSI, { count: ROWS_OF_11.length, info: ROWS_OF_11 });
export const NO_ROWS = ok(LSI, { count: 0, info: [] });
