import t from 'tap';
import fc from 'fast-check';
import { COMPONENTS } from '../../src/cmdb/components/index.js';
import { FAILURE_NAMES } from '../../src/faults/spec/fault-spec.js';
import { createEmulator, type Emulator, type EmulatorOptions, type FaultSpec } from '../../src/index.js';
import { checkTwins } from '../twins.js';
import { runs } from '../runs.js';
import { fixturePath } from './helper.js';
import {
  APP,
  authorization,
  CMDB_FACES,
  CMDB_HEADERS,
  cmdbCall,
  DETAILS,
  FACES,
  gatewayError,
  invalidArguments,
  LISTED,
  LPI,
  LSI,
  meaningOf,
  requestTo,
  send,
  validator,
  type Params,
  type Request,
} from './faces.js';

/** Contract section 9: CMDB's own API and the API gateway before it. */

const EXTRA = t.testdir({
  'more.json': JSON.stringify({
    apps: [
      { bk_app_code: 'token_app', bk_app_secret: 's', may_name_users: false },
      { bk_app_code: 'lpi_only', bk_app_secret: 's', may_name_users: true, components: [LPI] },
    ],
    users: [
      { bk_username: 'token_user', bk_token: 'tk', access_tokens: [{ access_token: 'at', bk_app_code: 'token_app' }] },
    ],
  }),
});

const start = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const emulator = await createEmulator({ fixtures: [fixturePath, EXTRA], ...options });
  t.teardown(() => emulator.close(500));
  return emulator;
};

const strict = await start({ contract: 'cmdb-3.14', auth: 'strict' });
const required = await start({ contract: 'documented', auth: 'required' });
const off = await start({ contract: 'documented', auth: 'off' });

const QUESTIONS: [component: string, params: Params][] = [
  [LPI, { bk_biz_id: 2, service_instance_id: 1 }],
  [LSI, { bk_biz_id: 2, set_template_id: 11, page: { start: 0, limit: 2 } }],
  [LISTED, { bk_biz_id: 2 }],
  [DETAILS, { bk_biz_id: 2, bk_process_ids: [1, 2, 3] }],
];

t.test('every component has its path at CMDB', (t) => {
  t.strictSame(COMPONENTS.map(({ name }) => name).sort(), QUESTIONS.map(([name]) => name).sort());
  t.end();
});

t.test('a success has the keys of its face', async (t) => {
  for (const emulator of [strict, required, off]) {
    for (const [component, params] of QUESTIONS) {
      const server = await send(emulator.url, requestTo('api-server', component, params));
      t.match(server, { status: 200, type: 'application/json' }, component);
      t.strictSame(Object.keys(server.json ?? {}), ['result', 'bk_error_code', 'bk_error_msg', 'permission', 'data']);
      t.match(server.json, { result: true, bk_error_code: 0, bk_error_msg: 'success', permission: null });
      t.match(server.headers['x-bkapi-request-id'], /^cc0000[0-9a-f]{20}$/);

      const gateway = await send(emulator.url, requestTo('api-gateway', component, params));
      t.match(gateway, { status: 200, type: 'application/json' }, component);
      t.strictSame(Object.keys(gateway.json ?? {}), ['result', 'permission', 'data', 'code', 'message']);
      t.match(gateway.json, { result: true, code: 0, message: 'success', permission: null });
      t.match(
        gateway.headers['x-bkapi-request-id'],
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      t.equal(gateway.headers['x-request-id'], String(gateway.headers['x-bkapi-request-id']).replaceAll('-', ''));
      t.strictSame(gateway.json?.['data'], server.json?.['data']);
    }
  }
});

t.test('a request id of the caller comes back', async (t) => {
  const server = requestTo('api-server', LPI, { bk_biz_id: 2, service_instance_id: 1 });
  for (const [id, returned] of [
    ['cc0000abc', /^cc0000abc$/],
    ['no <id>', /^cc0000[0-9a-f]{20}$/],
  ] as const) {
    const { headers } = await send(strict.url, {
      ...server,
      headers: { ...server.headers, 'X-Bkapi-Request-Id': id },
    });
    t.match(headers['x-bkapi-request-id'], returned);
  }
  const gateway = requestTo('api-gateway', LPI, { bk_biz_id: 2, service_instance_id: 1 });
  for (const [id, returned] of [
    ['my:id', /^my:id$/],
    ['no <id>', /^[0-9a-f]{32}$/],
  ] as const) {
    const { headers } = await send(strict.url, { ...gateway, headers: { ...gateway.headers, 'X-Request-Id': id } });
    t.match(headers['x-request-id'], returned);
  }
});

t.test('page, business and empty replies are as cmdb-3.14, whatever the contract', async (t) => {
  const questions: [component: string, params: Params, code: number][] = [
    [LSI, { bk_biz_id: 2, set_template_id: 11 }, 1199059],
    [LSI, { bk_biz_id: 2, set_template_id: 11, page: { start: 0, limit: 1000 } }, 0],
    [LSI, { bk_biz_id: 2, set_template_id: 99, page: { start: 0, limit: 1 } }, 0],
    [LSI, { bk_biz_id: 2, page: { start: 0, limit: 1 } }, 1199008],
    [LPI, { bk_biz_id: 2, service_instance_id: 999 }, 0],
    [LPI, { bk_biz_id: 2 }, 1199006],
  ];
  for (const face of CMDB_FACES) {
    for (const [component, params, code] of questions) {
      for (const { url } of [strict, required]) {
        const meaning = meaningOf(await send(url, requestTo(face, component, params)));
        t.match(meaning, { code }, `${face} ${component} ${JSON.stringify(params)}`);
      }
    }
  }
});

t.test("CMDB's own API needs an account and a user", async (t) => {
  const { path, params } = cmdbCall(LPI, { bk_biz_id: 2, service_instance_id: 1 });
  const body = JSON.stringify(params);
  const en = { HTTP_BLUEKING_LANGUAGE: 'en' };
  const missing = (item: string, zh = false) => ({
    result: false,
    bk_error_code: 1199027,
    bk_error_msg: zh ? `[${item}]授权信息查询失败` : `'${item}' authorization information query failed`,
    permission: null,
    data: null,
  });
  const cases: [headers: Record<string, string>, expected: object | undefined][] = [
    [{ ...en }, missing('owner_id')],
    [{}, missing('owner_id', true)],
    [{ ...en, 'X-Bkcmdb-User': 'admin' }, missing('owner_id')],
    [{ ...en, 'X-Bkcmdb-Supplier-Account': '0' }, missing('user')],
    [{ 'X-Bkcmdb-Supplier-Account': '0' }, missing('user', true)],
    [{ ...en, 'X-Bkcmdb-User': '', HTTP_BK_SUPPLIER_ACCOUNT: '0' }, missing('user')],
    [{ ...en, BK_User: 'nobody', HTTP_BK_SUPPLIER_ACCOUNT: '0' }, undefined],
    [{ ...en, 'X-Bkcmdb-User': '', BK_USER: 'nobody', HTTP_BK_SUPPLIER_ACCOUNT: '0' }, undefined],
    [{ ...CMDB_HEADERS }, undefined],
  ];
  for (const [headers, expected] of cases) {
    const name = JSON.stringify(headers);
    for (const { url } of [strict, required]) {
      const reply = await send(url, { path, body, headers });
      if (expected === undefined) t.match(reply, { status: 200, json: { result: true } }, name);
      else {
        t.match(reply, { status: 500, type: 'text/plain; charset=utf-8' }, name);
        t.strictSame(reply.json, expected, name);
      }
    }
    t.match(await send(off.url, { path, body, headers }), { status: 200, json: { result: true } }, name);
  }
});

t.test("CMDB's own API speaks Chinese unless asked for en", async (t) => {
  const english = "'service_instance_id' data parameter verification does not pass";
  const chinese = "'service_instance_id' 数据参数校验不通过";
  const cases: [headers: Record<string, string>, message: string][] = [
    [{}, chinese],
    [{ HTTP_BLUEKING_LANGUAGE: 'en' }, english],
    [{ 'Blueking-Language': 'en' }, english],
    [{ 'X-Bkcmdb-Language': 'en' }, english],
    [{ 'X-Bkcmdb-Language': '', HTTP_BLUEKING_LANGUAGE: 'en' }, english],
    [{ 'X-Bkcmdb-Language': 'zh-cn', HTTP_BLUEKING_LANGUAGE: 'en' }, chinese],
    [{ HTTP_BLUEKING_LANGUAGE: 'EN' }, chinese],
    [{ HTTP_BLUEKING_LANGUAGE: '' }, chinese],
  ];
  const { path } = cmdbCall(LPI, {});
  for (const [headers, message] of cases) {
    const server = await send(strict.url, { path, body: '{}', headers: { ...CMDB_HEADERS, ...headers } });
    t.match(server.json, { bk_error_code: 1199006, bk_error_msg: message }, JSON.stringify(headers));
    const behind = { path: `/api/bk-cmdb/prod${path}`, body: '{}', headers: { ...authorization(APP), ...headers } };
    t.match((await send(strict.url, behind)).json, { code: 1199006, message }, JSON.stringify(headers));
  }
});

const UNDECODABLE = { code: 1199000, message: 'Deserializing JSON data failed', data: null };

t.test("CMDB reads a body as Go's decoder does", async (t) => {
  const refused = [
    ' ',
    '[]',
    '5',
    '"x"',
    'true',
    '{',
    '\ufeff{}',
    '{} x',
    '{"x":NaN}',
    '{"x":"\\x41"}',
    '{"x":Infinity}',
  ];
  const taken = ['', 'null', ' null ', '{}', '{}\n', '{"x":1e400}', '{"x":"\\ud800"}', '{"x":[{"y":{"z":null}}]}'];
  const deep = `{"x":${'['.repeat(1000)}${']'.repeat(1000)}}`;
  const deeper = `{"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  for (const face of CMDB_FACES) {
    const asked = requestTo(face, LPI, {});
    for (const body of [...refused, deeper]) {
      t.match(meaningOf(await send(strict.url, { ...asked, body })), UNDECODABLE, body.slice(0, 20));
    }
    for (const body of [...taken, deep]) {
      t.match(meaningOf(await send(strict.url, { ...asked, body })), { code: 1199006 }, body.slice(0, 20));
    }
    const text = '{"bk_biz_id":2,"service_instance_id":1.0}';
    t.match(meaningOf(await send(strict.url, { ...asked, body: text })), UNDECODABLE, 'a fraction');
    const found = meaningOf(await send(strict.url, requestTo(face, LPI, { bk_biz_id: 2, service_instance_id: 1 })));
    for (const body of [
      '{"bk_biz_id":2,"service_instance_id":1,"service_instance_id":null}',
      '{"bk_biz_id":2,"service_instance_id":7,"service_instance_id":1}',
      '{"bk_biz_id":2,"service_instance_id":7,"SERVICE_INSTANCE_ID":8,"service_instance_id":1,"Service_Instance_Id":null}',
      '{"bk_biz_id":2,"service_instance_id":1,"a:b":"c:d","x":{"y":[{"z":1}]}}',
    ]) {
      t.strictSame(meaningOf(await send(strict.url, { ...asked, body })), found, body);
    }
  }
});

t.test('a body over the limit is refused', async (t) => {
  const small = await start({ auth: 'off', bodyLimit: 100 });
  const body = JSON.stringify({ bk_biz_id: 2, service_instance_id: 1, filler: 'x'.repeat(200) });
  const server = await send(small.url, { ...requestTo('api-server', LPI, {}), body });
  t.match(meaningOf(server), UNDECODABLE);
  const gateway = await send(small.url, { ...requestTo('api-gateway', LPI, {}), body });
  t.equal(gateway.status, 413);
  t.strictSame(gateway.json, gatewayError(1641301, 'BODY_SIZE_LIMIT_EXCEED', 'Request body size too large.'));
});

t.test('clients double slashes, end paths with one, and name stages', async (t) => {
  for (const [component, params] of QUESTIONS) {
    const server = requestTo('api-server', component, params);
    const found = meaningOf(await send(strict.url, server));
    const doubled = server.path.replaceAll('/', '//');
    for (const path of [doubled, `/${server.path}`, `${server.path}?a=1`, `/@some${server.path}`, `/@some${doubled}`]) {
      t.strictSame(meaningOf(await send(strict.url, { ...server, path })), found, path);
    }
    for (const stage of ['prod', 'stag', 'v1.2-x']) {
      const gateway = requestTo('api-gateway', component, params, stage);
      const spellings = [gateway.path, `${gateway.path}/`, `${gateway.path}/?a=1`, gateway.path.replaceAll('/', '//')];
      for (const path of [...spellings, `/@some${gateway.path}`]) {
        t.strictSame(meaningOf(await send(strict.url, { ...gateway, path })), found, path);
      }
    }
  }
});

t.test('CMDB looks at the address before it decodes the body', async (t) => {
  const biz = cmdbCall(LSI, { bk_biz_id: '' }).path;
  const words = 'search serviceInstance by setTemplate, but got invalid';
  const english = { 'Blueking-Language': 'en' };
  for (const [id, code, message] of [
    ['2', 1199000, 'Deserializing JSON data failed'],
    ['x', 1199045, 'no matched rules'],
    ['2/', 1199045, `${words} url`],
    ['9223372036854775808', 1199045, `${words} business id 9223372036854775808`],
  ] as const) {
    const { json } = await send(strict.url, { path: biz + id, headers: { ...CMDB_HEADERS, ...english }, body: '[' });
    t.match(json, { bk_error_code: code, bk_error_msg: message }, id);
    const { path } = requestTo('api-gateway', LSI, { bk_biz_id: id.replace('/', '%2F') });
    const behind = await send(strict.url, { path, headers: { ...authorization(APP), ...english }, body: '[' });
    t.match(meaningOf(behind), { code, message }, id);
  }
});

const NO_RULES = { result: false, bk_error_code: 1199045, bk_error_msg: 'no matched rules', permission: null };

t.test('CMDB knows no other path and method', async (t) => {
  const { path } = cmdbCall(LPI, {});
  const others: Request[] = [
    { path: '/api/v3' },
    { path: '/api/v3/' },
    { path: '/api/v3/findmany/proc/nothing' },
    { path: `${path}/` },
    { path: `${path}/x` },
    { path, method: 'GET' },
    { path, method: 'PUT', body: '{}' },
  ];
  for (const request of others) {
    const name = `${request.method ?? 'POST'} ${request.path}`;
    const reply = await send(strict.url, { ...request, headers: { ...CMDB_HEADERS } });
    t.match(reply, { status: 200, type: 'application/json' }, name);
    t.strictSame(reply.json, NO_RULES, name);
    t.match(await send(strict.url, request), { status: 500, json: { bk_error_code: 1199027 } }, name);
    t.match(await send(off.url, request), { status: 200, json: { bk_error_code: 1199045 } }, name);
  }
});

t.test('the gateway knows no other path and method', async (t) => {
  const { path } = cmdbCall(LPI, {});
  const biz = cmdbCall(LSI, { bk_biz_id: '' }).path;
  const others: [method: string, path: string][] = [
    ['POST', '/api/bk-cmdb'],
    ['POST', '/api/bk-cmdb/prod'],
    ['POST', `/api/bk-cmdb${path}`],
    ['GET', `/api/bk-cmdb/prod${path}`],
    ['POST', `/api/bk-cmdb/prod${path}/x`],
    ['POST', `/api/bk-cmdb/prod${biz}`],
    ['POST', `/api/bk-cmdb/prod${biz}2/x`],
  ];
  for (const [method, path] of others) {
    const reply = await send(strict.url, { method, path });
    t.equal(reply.status, 404, path);
    const message = `API not found [method="${method}" path="${path}"]`;
    t.strictSame(reply.json, gatewayError(1640401, 'API_NOT_FOUND', message), path);
    t.match(reply.headers, { 'x-bkapi-error-code': '1640401', 'x-bkapi-error-message': message }, path);
  }
});

t.test('bk_biz_id travels in the path', async (t) => {
  const digits = ['2', '002', '%32'];
  const others = ['x', '+2', '-2', '2.0', '0x2', '%202', '2%20', 'None', '2;x=1'];
  for (const [component, params] of QUESTIONS.filter(([name]) => name === LSI || name === DETAILS)) {
    const expected = meaningOf(await send(strict.url, requestTo('api-server', component, params)));
    for (const bk_biz_id of digits) {
      for (const face of CMDB_FACES) {
        const reply = await send(strict.url, requestTo(face, component, { ...params, bk_biz_id }));
        t.strictSame(meaningOf(reply), expected, `${face} ${bk_biz_id}`);
      }
    }
    for (const bk_biz_id of others) {
      for (const face of CMDB_FACES) {
        const { json } = await send(strict.url, requestTo(face, component, { ...params, bk_biz_id }));
        t.strictSame(json, NO_RULES, `${face} ${bk_biz_id}`);
      }
    }
    for (const face of CMDB_FACES) {
      const request = requestTo(face, component, params);
      const path = request.path.replace('/proc/', '/pr%6fc/');
      t.strictSame(meaningOf(await send(strict.url, { ...request, path })), expected, path);
    }
    const inBody = requestTo('api-server', component, { ...params, bk_biz_id: 3 });
    const body = JSON.stringify({ ...(JSON.parse(String(inBody.body)) as Params), bk_biz_id: 2 });
    t.strictSame(
      meaningOf(await send(strict.url, { ...inBody, body })),
      meaningOf(await send(strict.url, inBody)),
      'not in the body',
    );
  }
  for (const bk_biz_id of ['2/', '2/x', '']) {
    const { json } = await send(strict.url, requestTo('api-server', LSI, { bk_biz_id }));
    t.match(json, { bk_error_code: 1199045 }, bk_biz_id);
    t.notOk('data' in (json ?? {}));
  }
  const big = requestTo('api-server', LSI, { bk_biz_id: '9223372036854775808' });
  t.strictSame((await send(strict.url, { ...big, body: '[' })).json, {
    ...NO_RULES,
    bk_error_msg: 'search serviceInstance by setTemplate, but got invalid business id 9223372036854775808',
  });
});

t.test('the supplier account hides rows at CMDB; behind the gateway it is 0', async (t) => {
  const params = { bk_biz_id: 2, page: { limit: 1000 } };
  const countOf = async (request: Request): Promise<unknown> => {
    const { data } = meaningOf(await send(strict.url, request));
    return (data as { count: number }).count;
  };
  const server = requestTo('api-server', LISTED, params);
  const withAccount = (account: string): Request => ({
    ...server,
    headers: { ...server.headers, 'X-Bkcmdb-Supplier-Account': account },
  });
  const all = await countOf(withAccount('superadmin'));
  t.equal(await countOf(server), Number(all) - 1, 'one row is of tencent');
  t.equal(await countOf(withAccount('tencent')), all);
  const gateway = requestTo('api-gateway', LISTED, params);
  const headers = { ...gateway.headers, 'X-Bkcmdb-Supplier-Account': 'tencent' };
  t.equal(await countOf({ ...gateway, headers }), Number(all) - 1);
});

const NO_USER =
  'user authentication failed, please provide a valid user identity, such as bk_username, bk_token, access_token';

t.test('the gateway checks credentials', async (t) => {
  const named = { bk_app_code: 'suite', bk_app_secret: 'suite-secret' };
  const plain = { bk_app_code: 'token_app', bk_app_secret: 's' };
  const broken = 'request header X-Bkapi-Authorization is not a valid JSON';
  const noSecret = 'please provide bk_app_secret or bk_signature to verify app';
  const empty = 'app code cannot be empty';
  const invalid = 'app code contains invalid characters';
  const wrong = 'bk_app_code or bk_app_secret is incorrect';
  const unverified = 'user authentication failed, the user indicated by bk_username is not verified';
  /** The credentials, the reason in the mode strict, and the one in the mode required, if it is another one. */
  const cases: [credentials: unknown, strict: string | undefined, required?: string | null][] = [
    ['', empty],
    ['{', broken],
    ['5', broken],
    ['null', broken],
    ['[]', empty],
    [{}, empty],
    [{ bk_app_code: '', app_code: 'suite' }, empty],
    [named.bk_app_code, broken],
    [{ bk_app_code: 'suite' }, noSecret],
    [{ bk_app_code: null }, noSecret],
    [{ ...named, bk_app_code: null }, invalid],
    [{ ...named, bk_app_code: { a: 1 } }, invalid],
    [{ ...named, bk_app_code: 'a b' }, invalid],
    [{ ...named, bk_app_code: 'x'.repeat(33) }, 'app code cannot be longer than 32 characters'],
    [{ ...named, bk_app_secret: 'x'.repeat(129) }, 'app secret cannot be longer than 128 characters'],
    [{ ...named, bk_app_code: 5, bk_username: 'admin' }, 'app not found', null],
    [{ ...named, bk_app_code: 'nobody', bk_username: 'admin' }, 'app not found', null],
    [{ ...named, bk_app_secret: 'x', bk_username: 'admin' }, wrong, null],
    [{ ...named }, NO_USER],
    [{ ...named, bk_token: 5 }, NO_USER],
    [{ ...named, bk_username: 'admin' }, undefined],
    [{ app_code: 'suite', app_secret: 'suite-secret', username: 'admin' }, undefined],
    [{ ...named, bk_token: 'tk' }, undefined],
    [{ ...named, bk_token: 'no' }, 'bk_token is not valid', null],
    [{ ...named, bk_token: 'no', bk_username: 'admin' }, undefined],
    [{ ...plain, bk_username: 'admin' }, unverified, null],
    [{ ...plain, bk_token: 'no', bk_username: 'admin' }, 'bk_token is not valid', null],
    [{ ...plain, bk_token: 'tk' }, undefined],
    [{ access_token: 'at' }, undefined],
    [{ ...named, access_token: 'at' }, undefined],
    [{ ...named, access_token: 'no', bk_username: 'admin' }, 'access_token is invalid', null],
  ];
  const { path, body } = requestTo('api-gateway', LPI, { bk_biz_id: 2, service_instance_id: 1 });
  for (const [credentials, strictly, loosely = strictly] of cases) {
    const name = JSON.stringify(credentials);
    for (const [{ url }, reason] of [
      [strict, strictly],
      [required, loosely ?? undefined],
      [off, undefined],
    ] as const) {
      const reply = await send(url, { path, body: body ?? '', headers: authorization(credentials) });
      if (reason === undefined) t.match(reply, { status: 200, json: { result: true } }, name);
      else {
        t.match(reply, { status: 400, type: 'application/json; charset=utf-8' }, name);
        t.strictSame(reply.json, invalidArguments(reason), name);
        t.equal(reply.headers['x-bkapi-error-code'], '1640001');
      }
    }
  }
  t.strictSame((await send(strict.url, { path, body: body ?? '' })).json, invalidArguments(empty), 'no header');
  const inBody = JSON.stringify({ ...APP, bk_biz_id: 2, service_instance_id: 1 });
  t.strictSame((await send(strict.url, { path, body: inBody })).json, invalidArguments(empty), 'not in the body');
});

t.test('the gateway checks permissions of apps', async (t) => {
  const headers = authorization({ bk_app_code: 'lpi_only', bk_app_secret: 's', bk_username: 'admin' });
  for (const [component, params] of QUESTIONS) {
    const reply = await send(strict.url, { ...requestTo('api-gateway', component, params), headers });
    if (component === LPI) t.equal(reply.status, 200);
    else {
      t.equal(reply.status, 403, component);
      const message = 'App has no permission to the resource [reason="no permission"]';
      t.strictSame(reply.json, gatewayError(1640301, 'APP_NO_PERMISSION', message), component);
    }
  }
});

t.test('the same question has the same answer through the three faces', async (t) => {
  const id = fc.integer({ min: -1, max: 70 });
  const some = fc.oneof({ weight: 6, arbitrary: id }, fc.constantFrom<unknown>(null, 'x', 1.5, true, [], {}, '2'));
  const biz = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.constantFrom<unknown>('2', 'x', 0));
  const page = fc.record(
    { start: fc.integer({ min: -1, max: 9 }), limit: fc.constantFrom(0, 1, 3, 1000, 1001), sort: fc.constant('id') },
    { requiredKeys: [] },
  );
  const question = fc.oneof(
    fc.tuple(fc.constant(LPI), fc.record({ bk_biz_id: some, service_instance_id: some })),
    fc.tuple(fc.constant(LSI), fc.record({ bk_biz_id: biz, set_template_id: some, page })),
    fc.tuple(fc.constant(LISTED), fc.record({ bk_biz_id: some, bk_module_id: some, page })),
    fc.tuple(fc.constant(DETAILS), fc.record({ bk_biz_id: biz, bk_process_ids: fc.array(id, { maxLength: 4 }) })),
  );
  await fc.assert(
    fc.asyncProperty(question, async ([component, params]) => {
      const replies = await Promise.all(FACES.map((face) => send(strict.url, requestTo(face, component, params))));
      const [first, ...others] = replies.map(meaningOf);
      for (const other of others) {
        if (JSON.stringify(other) !== JSON.stringify(first)) {
          throw new Error(`${JSON.stringify(first)} is not ${JSON.stringify(other)}`);
        }
      }
    }),
    runs(60),
  );
  t.pass();
});

t.test('twenty callers page at once through the gateway with an access token', async (t) => {
  const headers = authorization({ access_token: 'at' });
  const page = (start: number, limit: number) => ({ bk_biz_id: 2, set_template_id: 11, page: { start, limit } });
  const ask = async (start: number, limit: number) => {
    const request = requestTo('api-gateway', LSI, page(start, limit));
    const { data } = meaningOf(await send(strict.url, { ...request, path: `/${request.path}`, headers }));
    return data as { count: number; info: { id: number }[] };
  };
  const all = await ask(0, 1000);
  const pages = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(index, 1)));
  t.strictSame(
    pages.flatMap(({ info }) => info),
    all.info.slice(0, 20),
  );
  t.ok(pages.every(({ count }) => count === all.count));
});

/** The failures that a caller can be given, and what the two faces make of them: status and code. */
const FAILURES: Readonly<Record<string, [server: [number, number | null], gateway: [number, number | null]]>> = {
  'rate-limited': [
    [200, 1199997],
    [429, 1642902],
  ],
  'cmdb-rate-limited': [
    [200, 1199997],
    [200, 1199997],
  ],
  'no-permission': [
    [200, 9900403],
    [200, 9900403],
  ],
  'app-forbidden': [
    [200, 9900403],
    [403, 1640301],
  ],
  'cmdb-down': [
    [500, 1199036],
    [504, 1650401],
  ],
  'cmdb-refused': [
    [500, 1199036],
    [502, 1650200],
  ],
  'cmdb-not-json': [
    [200, null],
    [200, null],
  ],
  'cmdb-failed': [
    [200, 1108024],
    [200, 1108024],
  ],
  'cmdb-internal': [
    [200, 1199998],
    [200, 1199998],
  ],
  'esb-error': [
    [200, 1199999],
    [500, 1650001],
  ],
  'bad-gateway': [
    [502, null],
    [502, null],
  ],
};

t.test('each failure comes in the envelope of its face, and the journal says so', async (t) => {
  const problemsOf = await validator(strict.url);
  const names = FAILURE_NAMES.filter((name) => name in FAILURES);
  t.ok(names.length >= 9);
  for (const name of names) {
    for (const [index, face] of CMDB_FACES.entries()) {
      const sandbox = strict.sandbox(`faults-${face}-${name}`);
      sandbox.faults.add({ name, latency: 0 });
      const [status, code] = (FAILURES[name] as NonNullable<(typeof FAILURES)[string]>)[index] as [
        number,
        number | null,
      ];
      const request = requestTo(face, LPI, { bk_biz_id: 2, service_instance_id: 1 });
      const reply = await send(strict.url, { ...request, path: `/@faults-${face}-${name}${request.path}` });
      t.equal(reply.status, status, `${face} ${name}`);
      if (code === null) t.equal(reply.json, undefined, `${face} ${name}`);
      else {
        t.equal(meaningOf(reply).code, code, `${face} ${name}`);
        t.strictSame(problemsOf(request, reply), [], `${face} ${name}`);
        t.equal(
          'data' in (reply.json ?? {}),
          !(status === 200 && [1199997, 9900403].includes(code)),
          `${face} ${name}`,
        );
      }
      const [entry] = sandbox.requests.find();
      t.match(entry, { face, status, code, component: LPI, fault: { name } }, `${face} ${name}`);
      checkTwins(t, sandbox, 0);
    }
  }
});

t.test('custom faults come in the envelope of the face', async (t) => {
  const cases: [spec: FaultSpec, server: object, gateway: object][] = [
    [
      { name: 'custom', reply: { code: 1306429, message: 'mine' } },
      { result: false, bk_error_code: 1306429, bk_error_msg: 'mine', permission: null, data: null },
      { result: false, permission: null, data: null, code: 1306429, message: 'mine' },
    ],
    [
      { name: 'custom', reply: { code: 1101000, message: 'mine' } },
      { result: false, bk_error_code: 1101000, bk_error_msg: 'mine', permission: null, data: null },
      { result: false, permission: null, data: null, code: 1101000, message: 'mine' },
    ],
    [{ name: 'custom', reply: { status: 418, body: { a: 1 } } }, { a: 1 }, { a: 1 }],
  ];
  for (const [index, [spec, ...expected]] of cases.entries()) {
    for (const [at, face] of CMDB_FACES.entries()) {
      const name = `custom-${face}-${index}`;
      strict.sandbox(name).faults.add(spec);
      const request = requestTo(face, LPI, { bk_biz_id: 2, service_instance_id: 1 });
      const reply = await send(strict.url, { ...request, path: `/@${name}${request.path}` });
      t.strictSame(reply.json, expected[at], name);
    }
  }
});

t.test('replies are as the document says', async (t) => {
  const problemsOf = await validator(strict.url);
  for (const [component, params] of QUESTIONS) {
    for (const face of CMDB_FACES) {
      const good = requestTo(face, component, params);
      const requests: Request[] = [
        good,
        { ...good, body: '{' },
        { ...good, headers: {} },
        { ...good, headers: { ...good.headers, ...authorization('{') } },
        { ...good, path: good.path.replace(/2$/, 'x') },
      ];
      for (const request of requests) t.strictSame(problemsOf(request, await send(strict.url, request)), []);
    }
  }
});

t.test('the journal names the face, the caller and the reason', async (t) => {
  const sandbox = required.sandbox('journal');
  const at = (request: Request) => send(required.url, { ...request, path: `/@journal${request.path}` });
  const params = { bk_biz_id: 3, service_instance_id: 1 };
  const why = /belongs to business 2, the request asked for 3/;
  const replies = [];
  for (const face of FACES) replies.push(await at(requestTo(face, LPI, params)));
  const [, server, gateway] = replies;
  t.match(sandbox.requests.find(), [
    { face: 'esb', component: LPI, app: 'suite', user: 'admin', why },
    {
      face: 'api-server',
      component: LPI,
      app: null,
      user: 'admin',
      why,
      request_id: server?.headers['x-bkapi-request-id'],
      warnings: [],
      unused_parameters: [],
    },
    {
      face: 'api-gateway',
      component: LPI,
      app: 'suite',
      user: 'admin',
      why,
      request_id: gateway?.headers['x-bkapi-request-id'],
      warnings: [],
      unused_parameters: [],
    },
  ]);
  for (const face of FACES) t.match(sandbox.requests.find({ face }), [{ face }], face);
  const wrong: unknown = 'soap';
  t.throws(
    () => sandbox.requests.find({ face: wrong as 'esb' }),
    /face must be one of the faces: esb, api-server or api-gateway/,
  );
  const query = await send(required.url, {
    method: 'GET',
    path: '/@journal/__emulator/requests/count?face=api-gateway',
  });
  t.match(query.json, { count: 1 });
  await at({ path: '/api/v3/nothing', headers: { ...CMDB_HEADERS, 'Bk-App-Code': 'some' } });
  await at({ path: '/api/bk-cmdb/prod/nothing' });
  await at({ path: cmdbCall(LPI, {}).path, body: '{}' });
  await at({ ...requestTo('api-gateway', LPI, params), headers: {} });
  await at({ ...requestTo('api-server', LPI, params), body: '{' });
  t.match(sandbox.requests.find().slice(FACES.length), [
    { face: 'api-server', component: null, app: 'some', code: 1199045, why: /there is no component at POST/ },
    { face: 'api-gateway', component: null, code: 1640401, status: 404, why: /there is no component at POST/ },
    { face: 'api-server', component: LPI, code: 1199027, status: 500, why: /X-Bkcmdb-Supplier-Account is missing/ },
    { face: 'api-gateway', component: LPI, code: 1640001, status: 400, why: /--auth off/ },
    { face: 'api-server', component: LPI, code: 1199000, why: 'the body is no JSON' },
  ]);
  checkTwins(t, sandbox, 5);
});
