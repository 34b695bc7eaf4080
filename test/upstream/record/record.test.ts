import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import t from 'tap';
import { importCaptured } from '../../../src/captures/import-captured.js';
import { createLog } from '../../../src/emulator/create-log.js';
import { fixtureText } from '../../../src/fixtures/write/text.js';
import { createEmulator } from '../../../src/index.js';
import { UpstreamClient } from '../../../src/upstream/client.js';
import { UpstreamComponent } from '../../../src/upstream/upstream-component.js';
import { Upstream } from '../../../src/upstream/upstream.js';
import { collector } from '../../cli/helper.js';
import { ask } from '../../control/helper.js';
import { fakeUpstream } from '../fake-upstream.js';

const USERS = '/api/c/compapi/v2/usermanage/list_users/';
const SECRET = 's3cr3t/ü="x"';

/** Each file of a folder by its name. */
const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

t.test('each forwarded request and its reply is a file', async (t) => {
  const long = `"${'x'.repeat(2_000_000)}"`;
  const { url } = await fakeUpstream(t, ({ url: target = '' }, response) =>
    response.end(target.includes('long') ? long : '{"code":0, "data":[1.0]}'),
  );
  const record = t.testdir();
  const first = await createEmulator({ fixtures: [{}], upstream: url, record });
  await ask(first.url, USERS, {
    body: '{"bk_app_code":"a","bk_biz_id":2,"n":1.50,"long":9007199254740993,"power":1e3,"list":[{"a":null}]}',
  });
  await ask(first.url, '/api/c/compapi/v2/a/long/?b=1');
  await first.close();
  const second = await createEmulator({ fixtures: [{}], upstream: url, record });
  await ask(second.url, USERS, { body: '{"broken":' });
  await ask(second.url, USERS, { body: '{"nan":NaN}' });
  await ask(second.url, USERS, { body: {} });
  await ask(second.url, '/api/v3/find/x', { body: '[]' });
  await ask(second.url, USERS, { body: '[]' });
  await second.close();
  const files = filesOf(record);
  const names = [
    '000001-usermanage.list_users.yaml',
    '000002-a.long.yaml',
    '000003-usermanage.list_users.yaml',
    '000004-usermanage.list_users.yaml',
    '000005-usermanage.list_users.yaml',
    '000006-cc.find_x.yaml',
    '000007-usermanage.list_users.yaml',
  ];
  t.same(Object.keys(files), names);
  const [one, two, ...others] = names.map((name) => parse(files[name] as string) as Record<string, unknown>);
  t.match(one, {
    component: 'usermanage.list_users',
    request: { method: 'POST', path: USERS, params: { bk_biz_id: 2, n: 1.5, list: [{ a: null }] } },
    reply: { status: 200, body: '{"code":0, "data":[1.0]}' },
  });
  t.match(files[names[0] as string], /n: 1\.50\n {4}long: 9007199254740993\n {4}power: 1e3\n/, 'numbers as they came');
  t.match(one?.['at'], /^\d{4}-/);
  t.match(two, { request: { method: 'GET', params: { b: '1' } }, reply: { body: long } });
  const [broken, nan, empty, list, nothing] = others;
  for (const unread of [broken, nan, list]) t.match(unread, { request: { unread: true, params: undefined } });
  for (const read of [empty, nothing]) t.match(read, { request: { unread: undefined, params: {} } });
  t.notMatch(files[names[2] as string], 'broken');
});

t.test('no recorded file has a secret of its request', async (t) => {
  const forms = [
    SECRET,
    JSON.stringify(SECRET).slice(1, -1),
    encodeURIComponent(SECRET),
    Buffer.from(SECRET).toString('base64'),
    Buffer.from(SECRET).toString('base64url'),
    Buffer.from(SECRET).toString('hex'),
  ];
  const { url } = await fakeUpstream(t, (_request, response) =>
    response.end(
      JSON.stringify({
        code: 0,
        data: { forms, plain: `at ${SECRET}`, bk_token: 'made-by-the-live-one', token: 77123 },
      }),
    ),
  );
  const record = t.testdir();
  const esb = await createEmulator({ fixtures: [{}], upstream: url, record });
  const encoded = encodeURIComponent(SECRET);
  const escaped = SECRET.replaceAll('"', '%22').replace('ü', '%C3%BC');
  const auth = Buffer.from(JSON.stringify({ bk_app_code: 'a', bk_app_secret: SECRET })).toString('latin1');
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const requests: [name: string, path: string, request: Parameters<typeof ask>[2]][] = [
    ...['bk_app_secret', 'bk_token', 'password', 'access_token', 'bk_signature', 'app_secret', 'bk_ticket'].map(
      (name): [string, string, object] => [`body ${name}`, USERS, { body: { [name]: SECRET, text: `see ${SECRET}` } }],
    ),
    ['nested', USERS, { body: { a: [{ db: { pwd: SECRET } }], other: SECRET } }],
    ['below a name', USERS, { body: { credentials: { user: SECRET } } }],
    ['a pair', USERS, { body: { filters: [{ name: 'bk_token', value: SECRET }], note: SECRET } }],
    ['a pair of lists', USERS, { body: { filters: [['bk_token', SECRET]], note: SECRET } }],
    ['several in a pair', USERS, { body: { filters: [{ key: 'bk_token', values: [SECRET] }], note: SECRET } }],
    ['a query', `${USERS}?bk_token=${encoded}&x=1`, {}],
    ['a query of a POST', `${USERS}?bk_signature=${encoded}`, { body: { note: SECRET } }],
    ['a form', USERS, { headers: form, body: `bk_token=${encoded}&note=${encoded}` }],
    ['a path', `/api/c/compapi/v2/a/b/${encoded}/`, { headers: { authorization: `Bearer ${escaped}` } }],
    ['a cookie', USERS, { headers: { cookie: `bk_token=${encoded}; b=c00kie-value` }, body: { note: 'c00kie-value' } }],
    ['the header of credentials', USERS, { headers: { 'x-bkapi-authorization': auth }, body: {} }],
    [
      'that header, broken',
      USERS,
      { headers: { 'x-bkapi-authorization': 'br0ken-header' }, body: { a: 'br0ken-header' } },
    ],
    ['a header of its own', USERS, { headers: { 'x-api-key': 'k3y-of-app' }, body: { a: 'k3y-of-app' } }],
    ['a number', USERS, { body: { pin: 900123, note: 'no 900123' } }],
  ];
  for (const [, path, request] of requests) await ask(esb.url, path, request);
  await esb.close();
  const files = Object.values(filesOf(record));
  t.equal(files.length, requests.length);
  for (const [index, file] of files.entries()) {
    const [name = ''] = requests[index] ?? [];
    const others = ['made-by-the-live-one', '77123', 'c00kie-value', 'br0ken-header', 'k3y-of-app', '900123'];
    for (const text of others) t.notMatch(file, text, name);
    if (index < 15) for (const text of forms) t.notOk(file.includes(text), `${name}: ${text}`);
  }
});

t.test('what cannot be recorded is no failure of the call', async (t) => {
  await t.rejects(createEmulator({ record: t.testdir() }), { code: 'SETTING_NEEDS_UPSTREAM' });
});

t.test('from a live system to an offline one: record, import, start again', async (t) => {
  const template = '{"code":0,"text":"{{ now }} {% if %} {{{x}}}","request_id":"0123456789abcdef0123456789abcdef"}';
  const live = await createEmulator({
    contract: 'cmdb-3.14',
    auth: 'off',
    fixtures: [
      {
        modules: [
          {
            bk_module_id: 1,
            bk_biz_id: 2,
            set_template_id: 3,
            service_instances: [{ id: 10, processes: [{ bk_process_name: 'nginx', bind_info: [{ port: 80 }] }] }],
          },
        ],
        stubs: [
          { path: 'cc.search_business', when: { bk_biz_id: 2, page: { limit: 1 } }, data: { of: 'a page' } },
          { path: 'cc.search_business', when: { bk_biz_id: 2 }, data: { of: 'all' } },
          { path: 'cc.search_business', error: { code: 1199011, message: 'none' } },
          { path: 'job.status', data: 'runs', times: 2, then: [{ data: 'done' }] },
          { path: 'job.text', reply: { body: '{{ request.params.text }}' } },
          { path: '/api/bk-user/prod/users', method: 'GET', data: ['{{ request.params.q }}'] },
        ],
      },
    ],
  });
  t.teardown(() => live.close());
  const record = t.testdir();
  const between = await createEmulator({ fixtures: [{}], upstream: live.url, upstreamMode: 'all', record });
  const v2 = '/api/c/compapi/v2';
  const requests: [path: string, body?: object][] = [
    [`${v2}/cc/search_business/`, { bk_biz_id: 2 }],
    [`${v2}/cc/search_business/`, { bk_biz_id: 2, page: { limit: 1 } }],
    [`${v2}/cc/search_business/`, { bk_biz_id: 3 }],
    [`${v2}/job/status/`, { id: 1 }],
    [`${v2}/job/status/`, { id: 1 }],
    [`${v2}/job/status/`, { id: 1 }],
    [`${v2}/job/text/`, { text: template }],
    ['/api/bk-user/prod/users/?q=a%20b'],
    [`${v2}/cc/list_process_instance/`, { bk_biz_id: 2, service_instance_id: 10 }],
    [`${v2}/cc/list_service_instance_by_set_template/`, { bk_biz_id: 2, set_template_id: 3, page: { limit: 5 } }],
  ];
  const withoutId = (text: string): string => text.replace(/"request_id": ?"[^"]+"/, '');
  const askAll = async (url: string): Promise<string[]> => {
    const replies: string[] = [];
    for (const [path, body] of requests) {
      const { status, text } = await ask(url, path, body === undefined ? {} : { body });
      replies.push(`${status} ${withoutId(text)}`);
    }
    return replies;
  };
  const recorded = await askAll(between.url);
  await between.close();
  const files = Object.entries(filesOf(record)).map(([file, text]) => ({ file, bytes: Buffer.from(text) }));
  const { fixture, counts } = importCaptured(files);
  t.match(counts, { stubs: 6, serviceInstances: 1, processes: 1 });
  writeFileSync(join(record, 'offline.yaml'), [...fixtureText(fixture, 'yaml')].join(''));
  const offline = await createEmulator({
    contract: 'cmdb-3.14',
    auth: 'off',
    fixtures: [join(record, 'offline.yaml')],
  });
  t.teardown(() => offline.close());
  const replayed = await askAll(offline.url);
  for (const [index, reply] of recorded.entries()) {
    t.equal(replayed[index], reply, requests[index]?.[0] ?? '');
  }
});

t.test('a recording that is broken is no capture, and one that was not read is passed over', (t) => {
  const file = (text: string) => ({ file: 'a.yaml', bytes: Buffer.from(`at: 2026-11-26T08:00:00.000Z\n${text}`) });
  const [list, reply] = ['/api/c/compapi/v2/a/%E0/', "reply: { status: 201, body: '{}' }"];
  const recording = (request: string) => file(`request: { method: POST, path: ${list}, ${request} }\n${reply}`);
  t.throws(() => importCaptured([file('a: [')]), { code: 'CAPTURE_INVALID' });
  t.throws(() => importCaptured([file('a: 1')]), { code: 'CAPTURE_INVALID' });
  for (const broken of [
    `request: { method: 5, path: ${list} }\n${reply}`,
    `request: { method: POST }\n${reply}`,
    `request: { method: POST, path: ${list} }\nreply: { status: x }`,
    `request: { method: POST, path: ${list} }\nreply: { status: 200, json: '{' }`,
  ]) {
    t.throws(() => importCaptured([file(broken)]), { code: 'CAPTURE_INVALID' }, broken);
  }
  const others = ['/other', '/api/c/self-service-api/x/', '/api/c/compapi/v2/a/b c/'].map((path) =>
    file(`request: { method: POST, path: ${path}, params: {} }\nreply: { status: 200, body: '[]' }`),
  );
  t.match(importCaptured([...others, recording('params: { a: [1] }')]).counts, { passedOver: 3, stubs: 1 });
  const page = file(`request: { method: POST, path: ${list}, params: {} }\nreply: { status: 400, body: '<h1>' }`);
  t.match(importCaptured([page]).fixture.stubs, [{ reply: { status: 400, body: '<h1>' } }]);
  const { fixture, counts } = importCaptured([recording('unread: true'), recording('params: { a: [1] }')]);
  t.match(counts, { passedOver: 1, stubs: 1 });
  t.same(fixture.stubs, [{ path: list, method: 'POST', when: { a: [1] }, reply: { status: 201, body: '{}' } }]);
  t.end();
});

t.test(
  'a reply that is packed in an unknown way, and is too long to be looked at, is passed on and not kept',
  async (t) => {
    const long = Buffer.alloc(2_000_000, 'x');
    const { url } = await fakeUpstream(t, (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'zstd', 'content-type': 'application/json' });
      response.end(long);
    });
    const record = t.testdir();
    const esb = await createEmulator({ fixtures: [{}], upstream: url, record });
    const size = await new Promise<number>((resolve) => {
      get(`${esb.url}${USERS}`, (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => (bytes += chunk.length));
        response.on('end', () => resolve(bytes));
      });
    });
    t.equal(size, long.length);
    await esb.close();
    t.same(readdirSync(record), []);
  },
);

t.test('a recording without headers, and one with a reply of a megabyte, are stubs as they are', (t) => {
  const body = JSON.stringify({ request_id: '0123456789abcdef0123456789abcdef', text: 'x'.repeat(1_000_000) });
  const path = '/api/c/compapi/v2/a/b/';
  const recording = { request: { method: 'POST', path, params: {} }, reply: { status: 200, body } };
  const bytes = Buffer.from(`at: 2026-11-26T08:00:00.000Z\n${stringify(recording)}`);
  const { fixture } = importCaptured([{ file: 'a.yaml', bytes }]);
  t.match(fixture.stubs, [{ path, reply: { body } }]);
  t.end();
});

t.test('the log names a call that the upstream did not answer, and a reply that is no JSON', async (t) => {
  const { url } = await fakeUpstream(t, (_request, response) => response.end('<html>'));
  const request = { method: 'GET', target: '/', rawHeaders: [], headers: {}, body: Buffer.alloc(0) };
  const component = { name: 'job.a', system: 'JOB', path: '/a', params: {} };
  for (const [address, logged] of [
    [
      'http://127.0.0.1:1',
      /"component":"job\.a","upstream":"127\.0\.0\.1:1","error":"[^"]+","msg":"the upstream did not answer"/,
    ],
    [url, /"upstream":"127\.0\.0\.1:\d+","msg":"the reply of the upstream is no JSON"/],
  ] as const) {
    const { stream, text } = collector();
    const client = new UpstreamClient(address, 20);
    const log = createLog({ logLevel: 'warn', pretty: false }, () => stream);
    await t.rejects(new Upstream(client, log).ask({ ...request, signal: new AbortController().signal }, component));
    await client.close();
    t.match(text(), logged);
  }
});

t.test('a component of an upstream has no documentation', async (t) => {
  const upstream = new Upstream(
    new UpstreamClient('http://127.0.0.1:1', 1),
    createLog({ logLevel: 'silent', pretty: false }),
  );
  const request = { method: 'GET', target: '/', rawHeaders: [], headers: {}, body: Buffer.alloc(0) };
  const { signal } = new AbortController();
  const component = new UpstreamComponent({ name: 'a.b', system: 'A', path: '/a' }, upstream, { ...request, signal });
  await t.rejects(component.docs(), /no documentation/);
});

t.test('numbers beyond what JavaScript keeps, and bytes that are no UTF-8, come back as they were', async (t) => {
  const gbk = Buffer.from('{"code":0,"data":"\xd6\xd0","bk_token":"s","request_id":"r"}', 'latin1');
  const { url, got } = await fakeUpstream(t, ({ url: target = '' }, response) => {
    if (target.includes('gbk')) response.writeHead(200, { 'content-type': 'application/json; charset=gbk' }).end(gbk);
    else response.end(`{"code":0,"data":${got.at(-1)?.body},"n":1.50}`);
  });
  const record = t.testdir();
  const between = await createEmulator({ fixtures: [{}], upstream: url, record });
  const v2 = '/api/c/compapi/v2';
  const numbers = ['9007199254740992', '9007199254740993', '9007199254740993.50', '1.0e3', '-0.0'];
  const bodies = numbers.map((number) => `{"n":[{"id":${number}}]}`);
  const odd = ['{"n":1.50}', '{"n":1e3}', '{"n":"9007199254740993"}'];
  const texts = async (base: string): Promise<string[]> => {
    const replies: string[] = [];
    for (const body of [...bodies, ...odd]) replies.push((await ask(base, `${v2}/a/number/`, { body })).text);
    return replies;
  };
  const recorded = await texts(between.url);
  const bytes = await ask(between.url, `${v2}/a/gbk/`, { body: {} });
  await between.close();
  const files = filesOf(record);
  t.match(files['000002-a.number.yaml'], /- id: 9007199254740993\n/);
  t.match(files['000009-a.gbk.yaml'], /encoding: base64\n/);
  t.notMatch(files['000009-a.gbk.yaml'], gbk.toString('base64'), 'a secret in it is hidden');
  const { fixture, counts } = importCaptured(
    Object.entries(files).map(([file, text]) => ({ file, bytes: Buffer.from(text) })),
  );
  t.equal(counts.stubs, bodies.length + odd.length + 1);
  writeFileSync(join(record, 'offline.yaml'), [...fixtureText(fixture, 'yaml')].join(''));
  const offline = await createEmulator({ auth: 'off', fixtures: [join(record, 'offline.yaml')] });
  t.teardown(() => offline.close());
  t.same(await texts(offline.url), recorded);
  const again = await ask(offline.url, `${v2}/a/gbk/`, { body: {} });
  t.equal(again.text, bytes.text.replace('"bk_token":"s"', '"bk_token":"(hidden)"'));
  t.equal(again.headers['content-type'], 'application/json; charset=gbk');
});

t.test('a recorded reply of an emulated component in another charset becomes rows', (t) => {
  const row = { id: 7, name: 'NAME', bk_module_id: 1, bk_biz_id: 2 };
  const body = JSON.stringify({ result: true, code: 0, data: { count: 1, info: [row] } });
  const recording = {
    request: { method: 'POST', path: '/api/c/compapi/v2/cc/list_service_instance/', params: { bk_biz_id: 2 } },
    reply: {
      status: 200,
      headers: { 'content-type': 'application/json; charset=gbk' },
      encoding: 'base64',
      body: Buffer.from(body.replace('NAME', '\xd6\xd0'), 'latin1').toString('base64'),
    },
  };
  const bytes = Buffer.from(`at: 2026-11-26T08:00:00.000Z\n${stringify(recording)}`);
  t.match(importCaptured([{ file: 'a.yaml', bytes }]).fixture.service_instances, [{ id: 7, name: '中' }]);
  t.end();
});
