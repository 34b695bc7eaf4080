import { rmSync, writeFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import t, { type Test } from 'tap';
import type { Emulator, Fixture, SandboxHandle } from '../../src/index.js';
import { StubComponent } from '../../src/stubs/stub-component.js';
import { pathOfStub, readPath, type StubPath } from '../../src/stubs/stub-path.js';
import { checkTwins } from '../twins.js';
import { ask, call, control, CREDENTIALS, LPI, pathOf, start, type Request } from '../control/helper.js';

const USERS = '/api/c/compapi/v2/usermanage/list_users/';
const STATUS = '/api/c/compapi/v2/job/get_job_instance_status/';

interface OpenApi {
  tags: object[];
  paths: Record<string, Record<string, Operation> | undefined>;
}

interface Operation {
  requestBody?: object;
  responses: Record<number, { content: Record<string, { examples: Record<string, { value: unknown }> }> } | undefined>;
}

const FIXTURE: Fixture = {
  modules: [
    { bk_module_id: 1, bk_biz_id: 2, service_instances: [{ id: 10, processes: [{ bk_process_name: 'nginx' }] }] },
  ],
  stubs: [
    { path: USERS, data: { count: 1, info: [{ username: 'admin' }] } },
    { path: 'cc.search_business', when: { condition: { bk_biz_id: 9 } }, error: { code: 1199011, message: 'none' } },
    { path: 'CC.search_business', when: { bk_biz_id: 2, fields: ['a'] }, data: { of: 'two' }, name: 'with fields' },
    { path: 'cc.search_business', when: { bk_biz_id: 2 }, data: { id: '{{ request.params.bk_biz_id }}' } },
    { path: 'cc.search_business', when: { bk_biz_id: null, deep: { list: [1, { a: 1 }] } }, data: 'nulls' },
    {
      path: 'job.get_job_instance_status',
      name: 'the job',
      data: { status: 2 },
      times: 2,
      then: [{ error: { code: 5, message: 'busy' } }, { data: { status: 3 }, times: 1 }],
    },
    {
      path: 'job.execute_job',
      reply: { status: 201, headers: { 'X-Count': '{{ counter }}' }, body: { code: 7, a: [1] } },
    },
    { path: 'job.text', reply: { headers: { 'content-type': 'text/html' }, body: '<p>{{ request_id }}</p>' } },
    { path: 'job.nothing', reply: {} },
    { path: 'job.code_of_cmdb', reply: { body: { bk_error_code: 3 } } },
    { path: 'job.no_code', reply: { body: '{"code":"0"}' } },
    { path: 'job.null', reply: { body: null } },
    { path: 'gse.when', method: 'GET', data: ['got'] },
    { path: '/api/bk-user/prod/users', method: 'DELETE', data: { of: '{{ request.params.of }}' } },
    { path: '/api/bk-cmdb/prod/api/v3/biz/search/0', data: '{{ request_id }}' },
    { path: '/api/v3/biz/search/0/', error: { code: 9, message: 'refused', permission: { a: 1 } } },
    { path: '/api/v3/biz/topo', data: '{{ request_id }}' },
    { path: '/api/c/compapi/itsm/中文', data: 'path' },
  ],
};

const send = (url: string, path: string, params: object = {}, request: Request = {}) =>
  ask(url, path, { body: { ...CREDENTIALS, ...params }, ...request });

const lastOf = ({ requests }: SandboxHandle) => requests.find().at(-1);

const AUTHORIZATION = { 'x-bkapi-authorization': JSON.stringify(CREDENTIALS) };

const begin = async (t: Test): Promise<Emulator> => {
  const esb = await start(t, { fixtures: [], auth: 'required' });
  await esb.load(FIXTURE);
  return esb;
};

t.test('a component that is not emulated answers from a stub', async (t) => {
  const esb = await begin(t);
  const cases: { name: string; path: string; params?: object; request?: Request; status?: number; reply: object }[] = [
    {
      name: 'in the envelope of the ESB',
      path: USERS,
      reply: {
        result: true,
        code: 0,
        data: { count: 1, info: [{ username: 'admin' }] },
        message: 'success',
        permission: null,
        request_id: /^[0-9a-f]{32}$/,
      },
    },
    {
      name: 'without a slash, and with two',
      path: USERS.slice(0, -1).replace('/v2/', '//v2//'),
      reply: { result: true },
    },
    {
      name: 'by the name of the component, with an error',
      path: pathOf('search_business'),
      params: { condition: { bk_biz_id: 9, more: 1 } },
      reply: { result: false, code: 1199011, message: 'none', data: null, permission: null },
    },
    {
      name: 'by the first condition that is met',
      path: pathOf('search_business'),
      params: { bk_biz_id: 2, fields: ['a'] },
      reply: { data: { of: 'two' } },
    },
    {
      name: 'lists are equal or not',
      path: pathOf('search_business'),
      params: { bk_biz_id: 2, fields: ['a', 'b'] },
      reply: { data: { id: 2 } },
    },
    {
      name: 'a number of a form is a string, and keeps its type',
      path: pathOf('search_business'),
      request: {
        body: new URLSearchParams({ ...CREDENTIALS, bk_biz_id: '2' }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      reply: { data: { id: '2' } },
    },
    {
      name: 'by null and what is nested',
      path: pathOf('search_business'),
      params: { bk_biz_id: null, deep: { list: [1, { a: 1, b: 2 }] } },
      reply: { data: 'nulls' },
    },
    {
      name: 'by GET, with the query',
      path: `${pathOf('search_business')}?${new URLSearchParams({ ...CREDENTIALS, bk_biz_id: '2' }).toString()}`,
      request: { method: 'GET', body: '' },
      reply: { data: { id: '2' } },
    },
    {
      name: 'by its one method',
      path: '/api/c/compapi/v2/gse/when/',
      request: { method: 'GET', headers: AUTHORIZATION, body: '' },
      reply: { data: ['got'] },
    },
    { name: 'not by another method', path: '/api/c/compapi/v2/gse/when/', status: 404, reply: { result: false } },
    { name: 'without credentials', path: USERS, request: { body: {} }, reply: { code: 1306000, result: false } },
    { name: 'broken JSON', path: USERS, request: { body: '{' }, reply: { code: 1306000, result: false } },
    {
      name: 'a version of its own',
      path: `/api/c/compapi/itsm/${encodeURIComponent('中文')}/`,
      reply: { data: 'path' },
    },
    { name: 'a path that cannot be decoded', path: '/api/c/compapi/v2/usermanage/%e4%b8', status: 404, reply: {} },
    {
      name: 'behind a gateway of another system',
      path: '/api/bk-user/prod/users/?of=query',
      request: { method: 'DELETE', headers: AUTHORIZATION, body: '' },
      reply: { result: true, permission: null, data: { of: 'query' }, code: 0, message: 'success' },
    },
    {
      name: 'behind a gateway, with the body before the query',
      path: '/api/bk-user/prod/users?of=query',
      params: { of: 'body' },
      request: { method: 'DELETE', headers: AUTHORIZATION },
      reply: { data: { of: 'body' } },
    },
    {
      name: 'behind a gateway without credentials',
      path: '/api/bk-user/prod/users',
      request: { method: 'DELETE', body: '' },
      status: 400,
      reply: { code_name: 'INVALID_ARGS' },
    },
    {
      name: "at CMDB's own API",
      path: '/api/v3/biz/search/0',
      request: { headers: { BK_User: 'x', HTTP_BK_SUPPLIER_ACCOUNT: '0' } },
      reply: { result: false, bk_error_code: 9, bk_error_msg: 'refused', permission: { a: 1 }, data: null },
    },
    {
      name: "at CMDB's own API, which decodes the body first",
      path: '/api/v3/biz/search/0',
      request: { headers: { BK_User: 'x', HTTP_BK_SUPPLIER_ACCOUNT: '0' }, body: '{' },
      reply: { result: false, bk_error_code: 1199000 },
    },
    {
      name: 'behind the gateway before CMDB, which decodes the body first',
      path: '/api/bk-cmdb/prod/api/v3/biz/search/0',
      request: { headers: AUTHORIZATION, body: '[]' },
      reply: { result: false, code: 1199000 },
    },
    {
      name: 'behind a gateway of another system, of which nobody knows how it reads',
      path: '/api/bk-user/prod/users',
      request: { method: 'DELETE', headers: AUTHORIZATION, body: '[]' },
      reply: { result: false, code: 1306000 },
    },
  ];
  for (const { name, path, params, request, status = 200, reply } of cases) {
    const got = await send(esb.url, path, params, request);
    t.equal(got.status, status, name);
    t.match(got.json, reply, name);
  }
  t.match((await call(esb.url, LPI, { bk_biz_id: 2, service_instance_id: 10 })).json, { code: 0 }, 'the emulated one');
});

t.test('a reply that is written whole is sent as it is', async (t) => {
  const esb = await begin(t);
  const job = (name: string) => send(esb.url, `/api/c/compapi/v2/job/${name}/`);
  const first = await job('execute_job');
  t.match(first, { status: 201, text: '{"code":7,"a":[1]}', headers: { 'x-count': '1' } });
  t.match(first.headers['content-type'], /^application\/json/);
  t.match((await job('execute_job')).headers, { 'x-count': '2' }, 'the counter counts');
  t.match(lastOf(esb), { component: 'job.execute_job', code: 7, request_id: null });
  const text = await job('text');
  t.match(text, { text: /^<p>[0-9a-f]{32}<\/p>$/, headers: { 'content-type': 'text/html' } });
  t.match(lastOf(esb), { code: null, request_id: text.text.slice(3, -4) });
  t.match(await job('nothing'), { status: 200, text: '' });
  await job('code_of_cmdb');
  t.match(lastOf(esb), { code: 3 });
  t.match(await job('no_code'), { text: '{"code":"0"}' });
  t.match(await job('null'), { text: 'null' });
});

t.test('each face puts the id that it sends into templates', async (t) => {
  const esb = await begin(t);
  const gateway = await send(esb.url, '/api/bk-cmdb/prod/api/v3/biz/search/0', {}, { headers: AUTHORIZATION });
  t.equal((gateway.json as { data: string }).data, gateway.headers['x-bkapi-request-id']);
  const server = await send(
    esb.url,
    '/api/v3/biz/topo',
    {},
    { headers: { BK_User: 'x', HTTP_BK_SUPPLIER_ACCOUNT: '0', 'x-bkapi-request-id': 'mine' } },
  );
  t.match(server.json, { data: 'mine' });
  t.match(lastOf(esb), { face: 'api-server', component: 'cc.biz/topo', request_id: 'mine' });
});

t.test('answers follow each other, for each sandbox alone', async (t) => {
  const esb = await begin(t);
  const one = esb.sandbox('one');
  await one.load(FIXTURE);
  const states = async (sandbox: SandboxHandle, count: number) => {
    const got: unknown[] = [];
    for (let index = 0; index < count; index++) {
      const { json, status } = await send(sandbox.url, STATUS);
      const { data, code } = json as { data?: { status: number } | null; code?: number };
      got.push(data?.status ?? code ?? status);
    }
    return got;
  };
  t.same(await states(one, 6), [2, 2, 5, 3, 404, 404]);
  t.match(lastOf(one), { why: /^no stub of .*: of the nearest, the job, all answers are used up$/, stub: null });
  t.match(one.requests.find({ component: 'job.get_job_instance_status', code: 5 }), [
    {
      stub: { name: 'the job', path: 'job.get_job_instance_status', step: 2 },
      why: 'the stub the job gives this error',
    },
  ]);
  t.same(await states(esb, 3), [2, 2, 5], 'another sandbox begins at the first');
  await one.snapshot('used-up');
  await one.patch({ apps: [{ bk_app_code: 'a', bk_app_secret: 'x' }] });
  t.same(await states(one, 1), [2], 'other data begins anew');
  await one.restore('used-up');
  t.same(await states(one, 1), [2], 'so does a snapshot');
  await one.load(FIXTURE);
  t.same(await states(one, 1), [2]);
  // A refused call uses nothing up.
  await ask(one.url, STATUS, { body: {} });
  one.faults.add({ name: 'cmdb-refused', component: 'job.get_job_instance_status', times: 1 });
  t.same(await states(one, 3), [1306201, 2, 5]);
  await esb.reset();
  t.equal((await send(esb.url, STATUS)).status, 404, 'the baseline has no stubs');
});

t.test('why says which condition failed, and which path is near', async (t) => {
  const esb = await begin(t);
  const why = async (path: string, params: object = {}) => {
    t.match(await send(esb.url, path, params), { status: 404, json: { message: 'The content does not exist' } });
    return lastOf(esb)?.why;
  };
  const business = pathOf('search_business');
  t.equal(
    await why(business, { bk_biz_id: 3, fields: ['a'] }),
    'no stub of /api/c/compapi/v2/cc/search_business matches: of the nearest, with fields, when.bk_biz_id is 2, the request has 3',
  );
  t.match(
    await why(business, { condition: { bk_biz_id: 8 } }),
    /#2, when\.condition\.bk_biz_id is 9, the request has 8$/,
  );
  t.match(await why(business, { condition: {} }), /#2, when\.condition\.bk_biz_id is 9, the request has none$/);
  t.match(await why(business, { condition: 1 }), /#2, when\.condition is {"bk_biz_id":9}, the request has 1$/);
  t.match(
    await why('/api/c/compapi/v2/usermanage/list_user/'),
    /; did you mean \/api\/c\/compapi\/v2\/usermanage\/list_users\?$/,
  );
  t.notMatch(await why(`/api/c/compapi/v2/${'x'.repeat(300)}/`), /did you mean/);
  await esb.patch({ stubs: [{ path: 'cc.login', when: { plain: 1, bk_token: 'sesame-1234567' }, data: 1 }] });
  t.notMatch(await why(pathOf('login'), { plain: 1, bk_token: 'other-7654321' }), /sesame|7654321/, 'no secrets');
  t.notMatch(lastOf(esb)?.why_zh, /sesame|7654321/, 'nor in Chinese');
  checkTwins(t, esb, 7);
});

t.test('why says which methods have stubs, and how the body was taken', async (t) => {
  const esb = await begin(t);
  const why = async (path: string, request: Request) => {
    t.match(await ask(esb.url, path, request), { status: 404 });
    return lastOf(esb)?.why;
  };
  const when = pathOf('when').replace('/cc/', '/gse/');
  t.equal(
    await why(when, { method: 'POST', body: CREDENTIALS }),
    'no stub of /api/c/compapi/v2/gse/when is for POST, only for GET',
  );
  t.match(await why(USERS, { method: 'PUT', body: CREDENTIALS }), /is for PUT, only for GET and POST$/);
  t.match(await why(USERS, { method: 'HEAD' }), /is for HEAD, only for GET and POST$/);
  t.match(await why('/api/bk-user/prod/users', { method: 'POST', body: {} }), /is for POST, only for DELETE$/);

  const business = pathOf('search_business');
  const none = 'the request has none; the body';
  t.match(
    await why(business, { method: 'POST', body: '[1]' }),
    new RegExp(`${none} does not begin with "{"; no Content-Type, so the body is no form and has no parameters$`),
  );
  await esb.patch({ stubs: [{ path: '/api/bk-job/prod/run', when: { a: 1 }, data: 1 }] });
  t.match(
    await why('/api/bk-job/prod/run', { method: 'POST', body: '{', headers: AUTHORIZATION }),
    new RegExp(`${none} is no JSON$`),
  );
  checkTwins(t, esb, 6);
});

t.test('templates see the request, the caller, the clock and the counter', async (t) => {
  const esb = await begin(t);
  const render = async (data: unknown, params: object = {}) => {
    await esb.patch({ stubs: [{ path: 'cc.render', data }] });
    return (await send(esb.url, pathOf('render'), params)).json as { code: number; data: unknown };
  };
  esb.configure({ clock: '2026-02-01T00:00:00+08:00' });
  const cases: [template: unknown, params: object, data: unknown][] = [
    ['{{ request.params.ids }}', { ids: [1, { a: null }] }, [1, { a: null }]],
    ['{{ request.params.id | plus: 1 }}', { id: 4 }, 5],
    ['id {{ request.params.id }}', { id: 4 }, 'id 4'],
    [['{{ request.method }}', 1], {}, ['POST', 1]],
    [{ a: { b: '{{ request.path }}' }, c: [2] }, {}, { a: { b: pathOf('render') }, c: [2] }],
    ['{{ caller.app }}/{{ caller.user }}', {}, 'suite/admin'],
    ['{{ now }}', {}, '2026-01-31T16:00:00.000Z'],
    ['{{ now | date: "%Y-%m-%d %H" }}', {}, '2026-01-31 16'],
    ['{{ counter }}', {}, 1],
    ['{{ request.params | json }}', { a: 1 }, '{"a":1}'],
    ['{{ request.params.none | default: 3 }}', {}, 3],
    [['{{ request.params.list | first }}'], { list: [] }, [null]],
    ['{{ request.params.list | first }}', { list: [] }, null],
    ['{% if request.params.none %}a{% else %}b{% endif %}', {}, 'b'],
    ['{% raw %}{{ x }}{% endraw %}', {}, '{{ x }}'],
    ['plain { text }', {}, 'plain { text }'],
  ];
  for (const [template, params, data] of cases)
    t.same((await render(template, params)).data, data, JSON.stringify(template));
  esb.configure({ clock: null });
  const { data } = await render('{{ now }}');
  t.match(data, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/, 'the clock of the machine');
  const id = '{"id":12345678901234567890}';
  await esb.patch({ stubs: [{ path: 'cc.render', data: ['{{ request.params.id }}', '{{ request.params | json }}'] }] });
  const large = await ask(esb.url, pathOf('render'), { body: id, headers: AUTHORIZATION });
  t.match(large.text, `"data":[12345678901234567890,${JSON.stringify(id)}]`, 'numbers keep their digits');
  const broken = [
    '{{ request.params.none }}',
    '{{ request.constructor }}',
    '{% for i in (1..100000000) %}{{ i }}{% endfor %}',
  ];
  for (const template of broken) {
    t.match(await render(template), { result: false, code: 1306000, message: /^Component error/ }, template);
    t.match(lastOf(esb)?.why, /^a template of the stub #1 failed: /, template);
  }
  await esb.patch({
    stubs: [
      { path: 'cc.say', error: { code: 4, message: '{{ request.params.id }}' } },
      { path: 'cc.head', reply: { headers: { a: '{{ request.params.text }}' } } },
    ],
  });
  t.match((await send(esb.url, pathOf('say'), { id: 7 })).json, { code: 4, message: '7' });
  t.match(
    (await send(esb.url, pathOf('head'), { text: 'a\nb' })).json,
    { code: 1306000 },
    'a header that cannot be sent',
  );
  checkTwins(t, esb, 4);
});

t.test('a GET of a stub differs from no documentation', async (t) => {
  const esb = await begin(t);
  esb.configure({ contract: 'documented', strictWarnings: true });
  const target = `/api/c/compapi/v2/gse/when/?${new URLSearchParams(CREDENTIALS).toString()}`;
  t.match((await ask(esb.url, target)).json, { code: 0 });
  t.same(esb.warnings(), []);
});

t.test('faults, filters and apps name stubs, and emulated components with their system', async (t) => {
  const esb = await begin(t);
  esb.faults.add({ name: 'esb-error', component: 'cc.list_process_instance', times: 1 });
  esb.faults.add({ name: 'cmdb-failed', component: 'usermanage.list_users', times: 1 });
  t.equal((await call(esb.url, LPI, { bk_biz_id: 2, service_instance_id: 10 })).status, 500);
  t.match((await send(esb.url, USERS)).json, { code: 1199017 });
  esb.faults.add({ name: 'cmdb-refused', component: 'usermanage.list_users', times: 1 });
  const refused = 'third-party system [USERMANAGE] interface [list_users] error: HTTPConnectionPool';
  t.match((await send(esb.url, USERS)).json, { code: 1306201, message: refused });
  const unsendable = 'third-party system [USERMANAGE] interface [list_users] error: ';
  t.match((await send(esb.url, USERS, { bk_supplier_account: '中' })).json, { code: 1306201, message: unsendable });
  esb.requests.clear();
  t.match((await send(esb.url, USERS)).json, { code: 0 });
  await call(esb.url, LPI, { bk_biz_id: 2, service_instance_id: 10 });
  t.equal(esb.requests.count({ component: 'CC.list_process_instance' }), 1);
  t.equal(esb.requests.count({ component: 'usermanage.list_users' }), 1);
  t.throws(() => esb.faults.add({ name: 'slow', component: 'no_such' }), /no_such/);
  await esb.patch({
    apps: [
      { bk_app_code: 'suite', bk_app_secret: 'x', may_name_users: true, components: ['cc.list_process_instance'] },
      { bk_app_code: 'job', bk_app_secret: 'x', may_name_users: true, components: ['usermanage.list_users'] },
    ],
    users: [{ bk_username: 'admin' }],
  });
  esb.configure({ auth: 'strict' });
  t.match((await call(esb.url, LPI, { bk_biz_id: 2, service_instance_id: 10 })).json, { code: 0 });
  const OF_SYSTEM = 'component (list_users) of the system (USERMANAGE)';
  t.match((await send(esb.url, USERS)).json, { code: 1306403, message: OF_SYSTEM });
  t.match((await send(esb.url, USERS, { bk_app_code: 'job' })).json, { code: 0 });
});

t.test('stubs are kept in a database, exported, and patched in place', async (t) => {
  const db = `${t.testdir()}/stubs.db`;
  const file = `${t.testdir({ 'f.yaml': '' })}/f.yaml`;
  const stubs = [
    { path: 'cc.a', when: { b: 1, a: { d: 1, c: 2 } }, data: 1 },
    { path: 'cc.b', data: 2 },
  ];
  writeFileSync(file, JSON.stringify({ stubs }));
  const first = await start(t, { fixtures: [file], db });
  t.same((await first.export()).stubs, stubs);
  await first.close(500);
  rmSync(file);
  const esb = await start(t, { db });
  t.same((await esb.export()).stubs, stubs, 'after a restart');
  t.equal(esb.data.counts.stubs, 2);
  await esb.patch({
    stubs: [
      { path: '/api/c/compapi/v2/cc/a/', when: { a: { c: 2, d: 1 }, b: 1 }, data: 'other' },
      { path: 'cc.b', when: { x: 1 }, data: 'new' },
    ],
  });
  t.equal(esb.data.counts.stubs, 3);
  const patched = (await esb.export()).stubs as { data: unknown }[];
  t.same(
    patched.map(({ data }) => data),
    ['new', 'other', 2],
    'one replaced where it stood, another before all',
  );
  await t.rejects(esb.patch({ stubs: [{ path: 'cc.a' }] }), /has no answer/);
  await t.rejects(esb.patch({ stubs: [{ path: 'search', data: 1 }] }), /no path of a component/);
  await t.rejects(esb.patch({ stubs: [{ path: 'cc.a', data: 1, times: 0 }] }), /must be at least 1/);
});

t.test('a patch warns of a stub that stays behind one that answers everything', async (t) => {
  const esb = await begin(t);
  const patched = async (...stubs: NonNullable<Fixture['stubs']>) => {
    const { json } = await control(esb.url, '/data', { method: 'PATCH', body: { stubs } });
    return (json as { warnings: { path: string; message: string }[] }).warnings;
  };
  const first = { path: 'cc.first', data: 1 };
  const behind = { path: 'cc.first', when: { a: 1 }, data: 2 };
  t.same(await patched(first), []);
  t.same(await patched(behind), [], 'it comes before the other');
  await esb.load({ stubs: [first, behind] });
  t.match(await patched({ path: 'cc.other', data: 1 }, { ...behind, data: 3 }), [
    { path: 'stubs[1].path', message: 'is never used: stub 2 answers all calls of this path' },
  ]);
  t.same(await patched({ ...first, data: 4 }), [], 'it does not warn of what is not in the patch');
});

t.test('settings of the clock are checked', async (t) => {
  const esb = await begin(t);
  for (const clock of ['tomorrow', '2026-13-01', '2026', 5, {}]) {
    t.throws(() => esb.configure({ clock: clock as string }), { code: 'SANDBOX_WRONG_CLOCK' }, JSON.stringify(clock));
  }
  const body = { clock: '2026-01-31' };
  t.match((await control(esb.url, '/settings', { method: 'PATCH', body })).json, body);
  t.match(esb.settings, body);
});

t.test('a call is answered from the data that is there when its body has come', async (t) => {
  const esb = await begin(t);
  const { hostname, port } = new URL(esb.url);
  const { request } = await import('node:http');
  const { received } = await import('../received.js');
  const body = JSON.stringify(CREDENTIALS);
  const outgoing = request({ hostname, port, path: USERS, method: 'POST', headers: { 'content-length': body.length } });
  outgoing.write(body.slice(0, 5));
  // The next request is answered after the emulator has seen the beginning of this one.
  await send(esb.url, USERS);
  await esb.load({ stubs: [{ path: USERS, data: 'another' }] });
  outgoing.end(body.slice(5));
  t.match(JSON.parse((await received(outgoing)).text), { data: 'another' });
});

t.test('the OpenAPI document of a sandbox has its stubs under a tag of their own', async (t) => {
  const esb = await begin(t);
  const documentOf = async (url: string) => (await ask(url, '/openapi.json')).json as OpenApi;
  const document = await documentOf(esb.url);
  t.match(document.tags.at(-1), { name: 'stubs' });
  const operationAt = (path: string, method: string) => document.paths[path]?.[method];
  t.match(operationAt('/api/c/compapi/v2/cc/search_business', 'post'), {
    tags: ['stubs'],
    summary: 'cc.search_business',
    requestBody: {
      content: {
        'application/json': {
          examples: {
            'stub 2': { summary: '#2', value: { bk_app_code: 'esb_test', condition: { bk_biz_id: 9 } } },
            'stub 3': { summary: 'with fields', value: { bk_biz_id: 2, fields: ['a'] } },
          },
        },
      },
    },
    responses: {
      200: {
        content: {
          'application/json': {
            examples: { 'stub 2': { value: { code: 1199011 } }, 'stub 3': { value: { data: { of: 'two' } } } },
          },
        },
      },
    },
  });
  const bodies: [path: string, method: string, status: number, type: string, value: object | string][] = [
    ['/api/bk-user/prod/users', 'delete', 200, 'application/json', { data: { of: '{{ request.params.of }}' } }],
    ['/api/v3/biz/search/0', 'post', 200, 'application/json', { bk_error_code: 9, permission: { a: 1 } }],
    ['/api/c/compapi/v2/job/execute_job', 'post', 201, 'application/json', { code: 7 }],
    ['/api/c/compapi/v2/job/text', 'post', 200, 'text/html', '<p>{{ request_id }}</p>'],
    ['/api/c/compapi/v2/job/nothing', 'post', 200, 'application/json', ''],
  ];
  for (const [path, method, status, type, value] of bodies) {
    const examples = operationAt(path, method)?.responses[status]?.content[type]?.examples ?? {};
    t.match(Object.values(examples)[0]?.value, value, path);
  }
  t.notOk(operationAt('/api/bk-user/prod/users', 'delete')?.requestBody);
  const config = await createConfig({ extends: ['spec'] });
  t.same(await lintFromString({ source: JSON.stringify(document), absoluteRef: 'openapi.json', config }), []);
  const plain = esb.sandbox('plain');
  await plain.load({ hosts: [] });
  t.notMatch((await documentOf(plain.url)).tags.at(-1), { name: 'stubs' }, 'another sandbox has none');
  await esb.patch({ stubs: [{ path: '/api/bk-user/prod/users', error: { code: 1, message: 'no' } }] });
  t.match((await ask(esb.url, '/docs/json')).text, /"stubs"/, 'the page has them');
});

t.test('a stub has no documentation of its own', async (t) => {
  const stub = { path: 'cc.a', data: 1 };
  const address = readPath(pathOfStub(stub.path) as string) as StubPath;
  await t.rejects(new StubComponent({ stub, position: 1, address }, () => '').docs(), /no documentation/);
});
