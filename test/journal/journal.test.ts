import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { COMPONENTS } from '../../src/cmdb/components/index.js';
import type { Entry, Fixture } from '../../src/index.js';
import { listAll, listChoices } from '../../src/util/words.js';
import {
  ask,
  call,
  control,
  CREDENTIALS,
  LPI,
  LPI_PATH,
  LSI,
  LSI_PATH,
  pathOf,
  start,
  until,
  type Request,
} from '../control/helper.js';

/** The header that makes a body a form. */
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const NAMES = COMPONENTS.map(({ name }) => name);

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

const FIXTURE: Fixture = {
  businesses: [{ bk_biz_id: 2 }],
  modules: [
    {
      bk_module_id: 1,
      bk_biz_id: 2,
      set_template_id: 3,
      service_instances: [{ id: 54, processes: [{ bk_process_id: 1 }] }],
    },
  ],
  apps: [{ bk_app_code: 'saas', bk_app_secret: 's', may_name_users: true }],
  users: [
    { bk_username: 'li', bk_token: 'tk', access_tokens: [{ access_token: 'at', bk_app_code: 'saas' }] },
    { bk_username: 'admin' },
  ],
};

const entriesOf = async (url: string, query = ''): Promise<Entry[]> =>
  (await control(url, `/requests${query}`)).json as Entry[];

const lastOf = async (url: string): Promise<Entry | undefined> => (await entriesOf(url)).at(-1);

const KEYS = [
  'id',
  'time',
  'duration_ms',
  'sandbox',
  'face',
  'method',
  'path',
  'component',
  'app',
  'user',
  'parameters',
  'status',
  'code',
  'size',
  'request_id',
  'fault',
  'stub',
  'why',
  'why_zh',
  'warnings',
  'warnings_zh',
  'unused_parameters',
];

t.test('every field of an entry', async (t) => {
  const esb = await start(t);
  await esb.load(FIXTURE);
  const asked = { service_instance_id: 54, bk_biz_id: 2 };
  const inHeader = (credentials: object): Request => ({
    body: asked,
    headers: { 'x-bkapi-authorization': JSON.stringify(credentials) },
  });
  const form = { service_instance_id: '54', bk_biz_id: '2' };
  const query = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
  interface Told {
    name: string;
    auth?: 'off' | 'required' | 'strict';
    path?: string;
    request: Request;
    entry: Partial<Entry>;
  }
  const ordinary = {
    method: 'POST',
    path: LPI_PATH,
    component: LPI,
    status: 200,
    fault: null,
    stub: null,
    warnings: [],
  };
  const cases: Told[] = [
    {
      name: 'JSON',
      request: { body: { ...CREDENTIALS, ...asked } },
      entry: { ...ordinary, app: 'suite', user: 'admin', parameters: asked, code: 0, why: null },
    },
    {
      name: 'the other names of credentials',
      request: { body: { app_code: 'old', app_secret: 'x', username: 'wang', ...asked } },
      entry: { ...ordinary, app: 'old', user: 'wang', parameters: asked, code: 0, why: null },
    },
    {
      name: 'a form',
      request: { body: query({ ...CREDENTIALS, ...form }), headers: FORM },
      entry: {
        ...ordinary,
        app: 'suite',
        user: 'admin',
        parameters: form,
        code: 1199000,
        why:
          'bk_biz_id is a string; CMDB takes an integer; the body does not begin with "{"; ' +
          'it was read as a form, whose values are strings',
      },
    },
    {
      name: 'GET',
      path: `${LSI_PATH}?${query({ ...CREDENTIALS, bk_biz_id: '2' })}`,
      request: {},
      entry: {
        ...ordinary,
        method: 'GET',
        path: LSI_PATH,
        component: LSI,
        app: 'suite',
        user: 'admin',
        parameters: { bk_biz_id: '2' },
        code: 1199008,
        why: 'set_template_id is missing',
        warnings: [
          'GET: the documentation knows POST alone, and on a live ESB every value of a query reaches CMDB as a string',
          'no page: cmdb-3.14 refuses with 1199059',
        ],
      },
    },
    {
      name: 'credentials in the header',
      request: inHeader(CREDENTIALS),
      entry: { ...ordinary, app: 'suite', user: 'admin', parameters: asked, code: 0, why: null },
    },
    {
      name: 'none',
      auth: 'off',
      request: { body: asked },
      entry: { ...ordinary, app: null, user: null, parameters: asked, code: 0, why: null },
    },
    {
      name: 'an access token, unchecked',
      request: inHeader({ access_token: 'any' }),
      entry: { ...ordinary, app: null, user: null, parameters: asked, code: 0, why: null },
    },
    {
      name: 'an access token, checked',
      auth: 'strict',
      request: inHeader({ access_token: 'at' }),
      entry: { ...ordinary, app: 'saas', user: 'li', parameters: asked, code: 0, why: null },
    },
    {
      name: 'a bk_token, checked',
      auth: 'strict',
      request: { body: { bk_app_code: 'saas', bk_app_secret: 's', bk_token: 'tk', ...asked } },
      entry: { ...ordinary, app: 'saas', user: 'li', parameters: asked, code: 0, why: null },
    },
    {
      name: 'refused credentials',
      auth: 'strict',
      request: { body: { ...CREDENTIALS, ...asked } },
      entry: {
        ...ordinary,
        app: 'suite',
        user: 'admin',
        parameters: asked,
        code: 1306000,
        why: 'start with --auth required to accept any value, or declare it under apps or users in a fixture',
      },
    },
    {
      name: 'a path that leads nowhere',
      path: `${pathOf('search_host')}?bk_token=x`,
      request: { body: { ...CREDENTIALS, ...asked } },
      entry: {
        method: 'POST',
        path: pathOf('search_host'),
        component: null,
        app: 'suite',
        user: 'admin',
        parameters: asked,
        status: 404,
        code: null,
        why: `there is no component at POST ${pathOf('search_host')}; there are, by POST: ${listAll(NAMES.map(pathOf))}`,
      },
    },
    {
      name: 'a query to a path that leads nowhere',
      path: `${pathOf('search_host')}?bk_app_code=suite&bk_biz_id=2&bk_token=x`,
      request: {},
      entry: { method: 'GET', component: null, app: 'suite', parameters: { bk_biz_id: '2' }, status: 404 },
    },
    {
      name: "a path of CMDB's own API that leads nowhere",
      path: '/api/v3/hosts/search?start=0',
      request: { headers: { 'x-bkcmdb-user': 'li', 'x-bkcmdb-supplier-account': '0' }, body: asked },
      entry: { method: 'POST', component: null, user: 'li', parameters: { start: '0', ...asked }, status: 200 },
    },
    {
      name: 'a path of another gateway',
      path: '/api/bk-notice/prod/announcements/',
      request: { headers: { 'x-bkapi-authorization': JSON.stringify(CREDENTIALS) }, body: asked },
      entry: { method: 'POST', component: null, app: 'suite', user: 'admin', parameters: asked, status: 404 },
    },
    {
      name: 'broken JSON to a path that leads nowhere',
      path: pathOf('search_host'),
      request: { body: '{"bk_app_code": "suite",' },
      entry: { method: 'POST', component: null, app: null, parameters: {}, status: 404, code: null },
    },
    {
      name: 'too much for a path that leads nowhere',
      path: pathOf('search_host'),
      request: { body: ' '.repeat(10 * 2 ** 20 + 1) },
      entry: { method: 'POST', component: null, app: null, parameters: {}, status: 404, code: null },
    },
    {
      name: 'a path outside of the ESB',
      path: '/somewhere',
      request: {},
      entry: { method: 'GET', path: '/somewhere', component: null, status: 404, code: null },
    },
    {
      name: 'too large',
      request: { body: ' '.repeat(10 * 2 ** 20 + 1) },
      entry: {
        ...ordinary,
        app: null,
        user: null,
        parameters: {},
        status: 400,
        code: null,
        why: 'the body is larger than --body-limit lets it be',
      },
    },
    {
      name: 'broken JSON',
      request: { body: '{"bk_app_code": "suite",' },
      entry: {
        ...ordinary,
        app: null,
        user: null,
        parameters: {},
        code: 1306000,
        why: 'the body begins with "{", and is no JSON',
      },
    },
    {
      name: 'no body',
      request: { method: 'POST' },
      entry: { ...ordinary, app: null, user: null, parameters: {}, code: 1306000 },
    },
    {
      name: 'doubled slashes, none at the end',
      path: `/${LPI_PATH.slice(0, -1)}`,
      request: { body: { ...CREDENTIALS, ...asked } },
      entry: { ...ordinary, path: `/${LPI_PATH.slice(0, -1)}`, code: 0 },
    },
  ];
  for (const { name, auth = 'required', path = LPI_PATH, request, entry } of cases) {
    esb.configure({ auth });
    const before = Date.now();
    const reply = await ask(esb.url, path, request);
    const after = Date.now();
    const entered = (await lastOf(esb.url)) as Entry;
    t.strictSame(Object.keys(entered), KEYS, `${name}: keys`);
    for (const [key, value] of Object.entries(entry)) {
      t.same(entered[key as keyof Entry], value, `${name}: ${key}`);
    }
    t.equal(entered.sandbox, 'default', name);
    t.equal(entered.size, Buffer.byteLength(reply.text), `${name}: size`);
    t.ok(Date.parse(entered.time) >= before - 2 && Date.parse(entered.time) <= after, `${name}: time`);
    t.ok(entered.duration_ms >= 0 && entered.duration_ms <= reply.ms + 1, `${name}: duration`);
    const inHeaders = reply.headers['x-bkapi-request-id'];
    const told = (reply.json as { request_id?: string } | undefined)?.request_id ?? inHeaders;
    t.equal(entered.request_id, told ?? null, `${name}: the request_id is that of the reply`);
  }
  t.same(esb.requests.find(), await entriesOf(esb.url), 'in process it is the same');
});

t.test('filters', async (t) => {
  const esb = await start(t);
  await esb.load(FIXTURE);
  const page = { start: 0, limit: 10 };
  await call(esb.url, LPI, { service_instance_id: 54, bk_biz_id: 2 });
  await call(esb.url, LPI, { service_instance_id: 54, bk_biz_id: 3, bk_app_code: 'other' });
  await call(esb.url, LSI, { bk_biz_id: 2, set_template_id: 3, page });
  await call(esb.url, LSI, { set_template_id: 3 });
  await ask(esb.url, pathOf('none'), { body: '{}' });
  await ask(esb.url, LPI_PATH, { body: `service_instance_id=54&bk_biz_id=2`, headers: FORM });
  const ids = (await entriesOf(esb.url)).map(({ id }) => id);
  const first = ids[0] as number;
  const body = (value: unknown) => `body=${encodeURIComponent(JSON.stringify(value))}`;
  const cases: { query: string; numbers: number[] }[] = [
    { query: '', numbers: [1, 2, 3, 4, 5, 6] },
    { query: `component=${LPI}`, numbers: [1, 2, 6] },
    { query: `component=${LSI}`, numbers: [3, 4] },
    { query: 'app=suite', numbers: [1, 3, 4] },
    { query: 'app=other', numbers: [2] },
    { query: 'code=0', numbers: [1, 2, 3] },
    { query: 'code=1306406', numbers: [4] },
    { query: `component=${LPI}&app=suite&code=0`, numbers: [1] },
    { query: body({ bk_biz_id: 2 }), numbers: [1, 3, 6] },
    { query: body({ page: { limit: 10 } }), numbers: [3] },
    { query: body({ page }), numbers: [3] },
    { query: body({ page: { start: 500 } }), numbers: [] },
    { query: body({}), numbers: [1, 2, 3, 4, 5, 6] },
    { query: body({ bk_biz_id: '2' }), numbers: [6] },
    { query: `since=${first + 2}`, numbers: [4, 5, 6] },
    { query: 'since=0', numbers: [1, 2, 3, 4, 5, 6] },
    { query: `since=${first + 5}`, numbers: [] },
    { query: 'since=2020-01-01T00:00:00Z', numbers: [1, 2, 3, 4, 5, 6] },
    { query: `since=${new Date(Date.now() + 60_000).toISOString()}`, numbers: [] },
    { query: `since=${first}&code=0`, numbers: [2, 3] },
  ];
  for (const { query, numbers } of cases) {
    const found = await entriesOf(esb.url, `?${query}`);
    t.strictSame(
      found.map(({ id }) => id),
      numbers.map((number) => ids[number - 1]),
      decodeURIComponent(query),
    );
    const { json } = await control(esb.url, `/requests/count?${query}`);
    t.same(json, { count: numbers.length }, query);
  }
  const exact = (await entriesOf(esb.url))[2]?.time as string;
  const since = await entriesOf(esb.url, `?since=${exact}`);
  t.ok(
    since.some(({ id }) => id === ids[2]),
    'a time is inclusive',
  );
  t.equal(esb.requests.count({ since: new Date(exact) }), since.length);
  t.equal(esb.requests.count({ component: LPI, body: { bk_biz_id: 2 } }), 2);

  const refused: { query: string; message: string }[] = [
    {
      query: 'since=yesterday',
      message: 'since must be a time such as 2026-01-31T12:00:00Z, or the id of an entry, not "yesterday"',
    },
    {
      query: 'since=1795320300',
      message: 'since must be a time such as 2026-01-31T12:00:00Z, or the id of an entry, not "1795320300"',
    },
    {
      query: 'component=none',
      message: `component must be the name of a component: ${listChoices([...NAMES, 'SYSTEM.NAME'])}`,
    },
    { query: 'body=[1]', message: 'body must be a JSON object, such as {"bk_biz_id":2}' },
    { query: 'body=7', message: 'body must be a JSON object, such as {"bk_biz_id":2}' },
  ];
  for (const { query, message } of refused) {
    const { status, json } = await control(esb.url, `/requests?${query}`);
    t.equal(status, 400, query);
    t.match(json, { code: /^JOURNAL_WRONG_/, message }, query);
  }
  const broken = await control(esb.url, '/requests?body=%7B');
  t.equal(broken.status, 400);
  t.match(broken.json, { message: /^body must be a JSON object: / });

  t.equal((await control(esb.url, '/requests', { method: 'DELETE' })).status, 204);
  t.same(await entriesOf(esb.url), []);
  await call(esb.url, LPI, {});
  t.equal((await lastOf(esb.url))?.id, first + 6, 'ids go on');
});

t.test('integers that JavaScript would round are found, and shown as text', async (t) => {
  const esb = await start(t);
  await ask(esb.url, LPI_PATH, { body: '{"service_instance_id": 9007199254740993, "x": 1.0, "y": 1e400}' });
  t.same((await lastOf(esb.url))?.parameters, { service_instance_id: '9007199254740993', x: '1.0', y: '1e400' });
  t.equal((await entriesOf(esb.url, '?body={"service_instance_id":9007199254740993}')).length, 1);
  t.equal((await entriesOf(esb.url, '?body={"service_instance_id":9007199254740992}')).length, 0);
});

t.test('the journal is bounded, and in order', async (t) => {
  const esb = await start(t, { journalSize: 3, auth: 'off' });
  const numbers = async () => (await entriesOf(esb.url)).map(({ parameters }) => parameters['n']);
  for (let n = 1; n <= 8; n += 1) {
    await ask(esb.url, LPI_PATH, { body: { n } });
    t.strictSame(
      await numbers(),
      [n - 2, n - 1, n].filter((kept) => kept > 0),
    );
  }
  esb.requests.clear();
  await ask(esb.url, LPI_PATH, { body: { n: 9 } });
  t.strictSame(await numbers(), [9], 'it begins anew');
  const none = await start(t, { journalSize: 0, auth: 'off' });
  await ask(none.url, LPI_PATH, { body: {} });
  t.same(await entriesOf(none.url), []);
  t.same((await control(none.url, '/requests/count')).json, { count: 0 });
  t.equal(none.warnings().length, 0);
  await ask(none.url, LPI_PATH, { body: { service_instance_id: 54 } });
  t.equal(none.warnings().length, 1, 'warnings are kept all the same');
});

t.test('each sandbox has its own journal, and ids are unique in all of them', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const [a, b] = [esb.sandbox('a'), esb.sandbox('b')];
  for (const sandbox of [a, b, esb, a]) await ask(sandbox.url, LPI_PATH, { body: {} });
  await ask(esb.url, LPI_PATH, { body: {}, headers: { 'x-emulator-sandbox': 'b' } });
  const told = async (url: string) => (await entriesOf(url)).map(({ id, sandbox, path }) => [id, sandbox, path]);
  const own = [await told(a.url), await told(b.url), await told(esb.url)];
  t.strictSame(own, [
    [
      [1, 'a', LPI_PATH],
      [4, 'a', LPI_PATH],
    ],
    [
      [2, 'b', LPI_PATH],
      [5, 'b', LPI_PATH],
    ],
    [[3, 'default', LPI_PATH]],
  ]);
  await control(a.url, '/requests', { method: 'DELETE' });
  t.strictSame(await told(a.url), []);
  t.equal((await told(b.url)).length, 2);
  await b.reset();
  t.strictSame(await told(b.url), []);
  t.equal((await told(esb.url)).length, 1);
});

t.test('requests that are not calls never appear', async (t) => {
  const esb = await start(t);
  const paths = [
    '/',
    '/healthz',
    '/readyz',
    '/favicon.ico',
    '/docs',
    '/docs/',
    '/docs/static/index.html',
    '/openapi.json',
    '/openapi.yaml',
    '/__emulator',
    '/__emulator/',
    '/__emulator/requests',
    '/__emulator/none',
    '/__emulator/sandboxes',
    '//__emulator//data',
  ];
  for (const path of paths) await ask(esb.url, path);
  await ask(esb.url, '/__emulator/faults', { body: '{' });
  await ask(esb.url, '/__emulator/reset', { method: 'POST' });
  const preflight = {
    method: 'OPTIONS',
    headers: { origin: 'http://a.example', 'access-control-request-method': 'POST' },
  };
  await ask(esb.url, LPI_PATH, preflight);
  t.same(await entriesOf(esb.url), []);
});

// Each secret has its own text, so that a leak shows its source.
const S = (name: string): string => `hunter2-${name}-x`;
const query = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const LEAKS: readonly { name: string; path?: string; request: Request }[] = [
  {
    name: 'JSON',
    request: {
      body: {
        bk_app_code: 'a',
        bk_app_secret: S('j1'),
        bk_token: S('j2'),
        bk_username: 'u',
        access_token: S('j3'),
        app_secret: S('j4'),
        bk_signature: S('j5'),
        bk_access_token: S('j11'),
        signature: S('j12'),
        bk_ticket: S('j6'),
        password: S('j7'),
        passwd: S('j8'),
        BK_TOKEN: S('j9'),
        'X-Bkapi-Authorization': S('j10'),
      },
    },
  },
  {
    name: 'nested',
    request: {
      body: {
        bk_app_code: 'a',
        deep: [{ bk_token: S('n1') }, [[{ credentials: { user: 'x', key: S('n2') } }]]],
        text: `{"bk_app_secret":"${S('n3')}"}`,
        cookies: [S('n4')],
      },
    },
  },
  { name: 'credentials that are objects', request: { body: { bk_app_code: { bk_app_secret: S('o1') } } } },
  {
    name: 'credentials that are lists',
    request: { body: { bk_app_secret: 'x', bk_app_code: 'a', bk_username: [{ bk_token: S('o2') }] } },
  },
  {
    name: 'a form',
    request: {
      body: query({ bk_app_code: 'a', bk_app_secret: S('f1'), bk_token: S('f2'), bk_username: 'u' }),
      headers: FORM,
    },
  },
  { name: 'JSON in a form', request: { body: query({ data: `{"bk_token":"${S('f3')}"}` }), headers: FORM } },
  { name: 'an encoded pair in a form', request: { body: `bk_token%3D${S('f4')}&x=1`, headers: FORM } },
  { name: 'a short name in a form', request: { body: `bk_token:${S('f5')}`, headers: FORM } },
  {
    name: 'header',
    request: {
      body: '{}',
      headers: {
        'x-bkapi-authorization': JSON.stringify({ bk_app_code: 'a', bk_app_secret: S('h1'), bk_token: S('h2') }),
      },
    },
  },
  {
    name: 'a broken header',
    request: { body: '{}', headers: { 'x-bkapi-authorization': `{"bk_token":"${S('h3')}"` } },
  },
  {
    name: 'other headers',
    request: {
      body: '{}',
      headers: {
        cookie: `bk_token=${S('c1')}; bk_ticket=${S('c2')}`,
        authorization: `Bearer ${S('c3')}`,
        'x-emulator-token': S('c4'),
        referer: `http://x/?bk_token=${S('c5')}`,
      },
    },
  },
  {
    name: 'query',
    path: `${LPI_PATH}?${query({ bk_token: S('q1'), bk_signature: S('q2'), signature: S('q6') })}`,
    request: { body: '{}' },
  },
  {
    name: 'GET',
    path: `${LPI_PATH}?${query({ bk_app_code: 'a', bk_app_secret: S('q3'), bk_token: S('q4'), bk_signature: S('q5') })}`,
    request: {},
  },
  { name: 'broken JSON', request: { body: `{"bk_app_code":"a","bk_app_secret":"${S('b1')}",` } },
  { name: 'BOM and JSON', request: { body: `\uFEFF{"bk_app_code":"a","bk_app_secret":"${S('b2')}"}` } },
  { name: 'BOM and short JSON', request: { body: `\uFEFF{"bk_token":"${S('b3')}"}` } },
  { name: 'BOM and JSON with &', request: { body: `\uFEFF{"bk_token":"a&${S('b4')}","n":1}` } },
  { name: 'BOM and JSON with & and =', request: { body: `\uFEFF{"bk_token":"a&b=${S('b5')}"}` } },
  { name: 'a list', request: { body: `[{"bk_app_secret":"${S('b6')}"}]` } },
  { name: 'UTF-16', request: { body: Buffer.from(`\uFEFF{"bk_app_secret":"${S('b7')}"}`, 'utf16le') } },
  { name: 'a pair of name and value', request: { body: `{"more":[{"name":"bk_token","value":"${S('n1')}"}]}` } },
  { name: 'a list with a name', request: { body: `{"more":["bk_token","${S('n2')}"]}` } },
  { name: 'a bearer', request: { body: `{"x":"Bearer ${S('n3')}"}` } },
  {
    name: 'in the place of an app',
    request: { body: `{"bk_app_code":"x&bk_app_secret=${S('n4')}","bk_app_secret":"x","bk_username":"u"}` },
  },
  { name: 'no UTF-8', request: { body: Buffer.from(`{"bk_app_secret":"${S('b8')}\xff"}`, 'latin1') } },
  { name: 'too large', request: { body: `{"bk_app_secret":"${S('b9')}","x":"${'x'.repeat(2 ** 20)}"}` } },
  { name: 'path parameters', path: `${LPI_PATH};bk_token=${S('p1')}`, request: { body: '{}' } },
  { name: 'path parameters of a path that leads nowhere', path: `${pathOf('x')};a=${S('p2')}`, request: {} },
  { name: 'an encoded ?', path: `${LPI_PATH}%3Fbk_token=${S('p3')}`, request: { body: '{}' } },
  { name: 'a forgotten ?', path: `${LPI_PATH}&bk_token=${S('p4')}`, request: { body: '{}' } },
  { name: 'an encoded ;', path: `${LPI_PATH}%3bbk_token=${S('p5')}`, request: { body: '{}' } },
  { name: 'path as a pair', path: `${pathOf('x')}bk_token=${S('p6')}`, request: {} },
  { name: 'path as an encoded pair', path: `${pathOf('x')}bk_token%3D${S('p7')}`, request: {} },
  { name: 'outside of the ESB', path: `/x?bk_token=${S('p8')}`, request: {} },
  { name: 'in the address', path: `http://u:${S('p9')}@127.0.0.1${LPI_PATH}`, request: { body: '{}' } },
  { name: 'a path that cannot be decoded', path: `${LPI_PATH}%zz?bk_token=${S('p10')}`, request: {} },
  { name: 'behind a sandbox', path: `/@w1;${S('p11')}${LPI_PATH}`, request: { body: '{}' } },
  { name: 'control', path: `/__emulator/requests?token=${S('k1')}`, request: {} },
  { name: 'control that is missing', path: `/__emulator/${S('k2')}`, request: {} },
];

/** The places of a secret in a text. */
const leaksIn = (text: string): string[] =>
  [...new Set(text.replaceAll('\\u0000', '').match(/hunter2-\w+/g) ?? [])].map(
    (found) => `…${text.slice(text.indexOf(found) - 80).slice(0, 160)}…`,
  );

const AUTH_MODES = ['off', 'required', 'strict'] as const;

const listen = async (t: Test, args: string[]) => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('BK_ESB_')));
  const child = spawn(process.execPath, [...process.execArgv, CLI, '--port', '0', ...args], { env });
  t.teardown(() => child.kill('SIGKILL'));
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('  docs')) resolve(/http:\S+(?=\/docs)/.exec(line)?.[0] as string);
    });
    child.once('close', () => reject(new Error(log)));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'close');
  };
  return { url, log: () => log, stop };
};

t.test('secrets are nowhere to be found', async (t) => {
  const { url, log, stop } = await listen(t, ['--log-level', 'debug', '--contract', 'documented']);
  let streamed = '';
  const stream = http.get(`${url}/__emulator/requests/stream`, (incoming) => {
    incoming.on('data', (chunk: Buffer) => (streamed += chunk.toString()));
  });
  stream.on('error', () => undefined);
  await until(() => streamed !== '');
  for (const auth of AUTH_MODES) {
    await control(url, '/settings', { method: 'PATCH', body: { auth } });
    for (const strict_warnings of [false, true]) {
      await control(url, '/settings', { method: 'PATCH', body: { strict_warnings } });
      for (const { name, path = LPI_PATH, request } of LEAKS) {
        await ask(url, path, request).catch((error: unknown) => t.fail(`${name}: ${String(error)}`));
      }
    }
  }
  const texts = {
    requests: (await control(url, '/requests')).text,
    warnings: (await control(url, '/warnings')).text,
    sandboxes: (await control(url, '/sandboxes')).text,
  };
  const seen = JSON.parse(texts.requests) as Entry[];
  await until(() => streamed.split('event: request').length - 1 >= seen.length);
  stream.destroy();
  await stop();
  const all = { ...texts, stream: streamed, log: log() };
  for (const [where, text] of Object.entries(all)) t.strictSame(leaksIn(text), [], where);
  t.ok(seen.length > 150, 'the requests did arrive');
  t.match(log(), '"answered"', 'the log tells of them');
});

t.test('values with a secret are marked as hidden, and no others', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const parametersOf = async (body: object | string) => {
    await ask(esb.url, LPI_PATH, { body, ...(typeof body === 'string' ? { headers: FORM } : {}) });
    return (await lastOf(esb.url))?.parameters;
  };
  t.same(
    await parametersOf({ ...CREDENTIALS, bk_token: 'x', bk_access_token: 'x', signature: 'x', bk_ticket: 'y', n: 1 }),
    { bk_ticket: '(hidden)', n: 1 },
  );
  t.same(await parametersOf({ filter: { name: 'token-service', ids: [1] } }), {
    filter: { name: '(hidden)', ids: [1] },
  });
  t.same(await parametersOf('bk_biz_id=2&名字=值&page[start]=0'), { bk_biz_id: '2', 名字: '值', 'page[start]': '0' });
  await ask(esb.url, LPI_PATH, { body: { bk_app_code: 'my-token-service', bk_username: 'secretary' } });
  t.match(await lastOf(esb.url), { app: 'my-token-service', user: 'secretary' }, 'names are no secrets');
});

t.test('large and deep parameters are cut', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const sizeOf = async (body: object | string) => {
    await ask(esb.url, LPI_PATH, { body });
    return JSON.stringify(await lastOf(esb.url)).length;
  };
  const parameters = async () => (await lastOf(esb.url))?.parameters as Record<string, unknown>;
  await sizeOf({ text: 'x'.repeat(100_000) });
  t.equal((await parameters())['text'], `${'x'.repeat(500)}…(cut)`);
  await sizeOf({ text: 'x'.repeat(500) });
  t.equal((await parameters())['text'], 'x'.repeat(500), 'what is not too long stays');
  await sizeOf({ ids: Array.from({ length: 10_000 }, (_, id) => id) });
  const ids = (await parameters())['ids'] as unknown[];
  t.ok(ids.length <= 201);
  t.equal(ids.at(-1), '(cut)');
  await sizeOf({ ids: Array.from({ length: 100 }, (_, id) => id) });
  t.equal(((await parameters())['ids'] as unknown[]).length, 100);
  await sizeOf(Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`k${n}`, n])));
  t.equal((await parameters())['…'], '(cut)');
  t.ok(Object.keys(await parameters()).length <= 201);
  await sizeOf(`{"a":${'['.repeat(800)}${']'.repeat(800)}}`);
  t.match(JSON.stringify(await parameters()), /^\{"a":\[{5,9}"\(cut\)"\]+\}$/);
  const bodies: (object | string)[] = [
    { ['k'.repeat(50_000)]: 1 },
    `{"n": ${'9'.repeat(50_000)}}`,
    { bk_app_code: 'a'.repeat(50_000), bk_username: 'u'.repeat(50_000) },
    `${'k'.repeat(50_000)}=1`,
    { a: Array.from({ length: 150 }, () => Array.from({ length: 150 }, () => ({ x: 'y'.repeat(100) }))) },
  ];
  for (const body of bodies) {
    const size = await sizeOf(body);
    t.ok(size < 60_000, `${JSON.stringify(body).slice(0, 30)}… is kept as ${size} characters`);
  }
  await ask(esb.url, `/${'p'.repeat(30_000)}`);
  t.ok(((await lastOf(esb.url))?.path.length ?? 0) < 600);
  t.ok(((await lastOf(esb.url))?.why?.length ?? 0) < 2000, 'nor is the path whole in the reason');
});
