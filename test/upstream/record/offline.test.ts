import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { createEmulator, type EmulatorOptions, type Fixture } from '../../../src/index.js';
import { runs } from '../../cli/helper.js';
import { ask, type Request } from '../../control/helper.js';
import { fakeUpstream } from '../fake-upstream.js';

const V2 = '/api/c/compapi/v2';
const CMDB = '/api/v3/findmany/proc';
const GATEWAY = '/api/bk-cmdb/prod/api/v3/findmany/proc';
const LPI = `${V2}/cc/list_process_instance/`;
const LSI = `${V2}/cc/list_service_instance_by_set_template/`;

const ACCOUNTS: Fixture = {
  apps: [
    { bk_app_code: 'app', bk_app_secret: 'right-secret', may_name_users: true },
    { bk_app_code: 'poor', bk_app_secret: 'poor-secret', may_name_users: true, components: ['cc.search_business'] },
  ],
  users: [{ bk_username: 'admin', bk_token: 'good-token' }],
};

const permission = { system_id: 'bk_cmdb', actions: [{ id: 'find_business_resource' }] };

const DATA: Fixture = {
  modules: [
    {
      bk_module_id: 31,
      bk_biz_id: 2,
      set_template_id: 11,
      service_instances: [
        {
          id: 100,
          labels: { env: 'prod' },
          processes: [
            { bk_process_name: 'nginx', bind_info: [{ ip: '10.0.0.1', port: 80 }], weight: 1.5 },
            { bk_process_name: 'redis' },
          ],
        },
        { id: 101, bk_supplier_account: 'tencent' },
      ],
    },
  ],
  stubs: [
    { path: 'cc.search_business', when: { bk_biz_id: 2, page: { limit: 1 } }, data: { of: 'a page' } },
    { path: 'cc.search_business', when: { bk_biz_id: 2 }, data: { of: 'all' } },
    { path: 'cc.search_business', when: { bk_biz_id: 3 }, error: { code: 9900403, message: 'no', permission } },
    { path: 'cc.search_business', error: { code: 1199011, message: 'none' } },
    { path: 'job.status', data: 'runs', times: 2, then: [{ data: 'done' }] },
    { path: 'job.text', reply: { status: 202, headers: { 'x-a': 'b' }, body: '{{ request.params.text }}' } },
    { path: 'usermanage.list_users', data: [] },
    { path: '/api/bk-user/prod/users', method: 'GET', data: ['{{ request.params.q }}'] },
    { path: '/api/bk-user/prod/users/1', method: 'DELETE', data: null },
    { path: '/api/v3/find/objects', data: [{ bk_obj_id: 'host' }] },
  ],
};

type Asked = [name: string, path: string, request?: Request];

const KEYS = { bk_app_code: 'app', bk_app_secret: 'right-secret', bk_username: 'admin' };
const POOR = { ...KEYS, bk_app_code: 'poor', bk_app_secret: 'poor-secret' };
const template = '{"code":0,"text":"{{ now }} {% if %} {{{x}}}","request_id":"0123456789abcdef0123456789abcdef"}';
const header = (keys: object) => ({ 'x-bkapi-authorization': JSON.stringify(keys) });
const atCmdb = { bk_user: 'admin', http_bk_supplier_account: '0' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const LIST = { bk_biz_id: 2, set_template_id: 11, page: { start: 0, limit: 10 } };
const ONE = { bk_biz_id: 2, service_instance_id: 100 };

const body = (params: object, keys: object = KEYS): Request => ({ body: { ...keys, ...params } });

const REQUESTS: Asked[] = [
  ['processes', LPI, body(ONE)],
  ['processes, with credentials in the header', LPI, { headers: header(KEYS), body: ONE }],
  ['processes of none', LPI, body({ bk_biz_id: 2, service_instance_id: 999 })],
  ['a list', LSI, body(LIST)],
  ['a list of another account', LSI, body({ ...LIST, bk_supplier_account: 'tencent' })],
  ['a page past the end', LSI, body({ ...LIST, page: { start: 50, limit: 1 } })],
  ['an unknown set template', LSI, body({ ...LIST, set_template_id: 12 })],
  ['service instances', `${V2}/cc/list_service_instance/`, body({ bk_biz_id: 2, page: { limit: 5 } })],
  ['details', `${V2}/cc/list_process_detail_by_ids/`, body({ bk_biz_id: 2, bk_process_ids: [100001] })],
  ['no business', LPI, body({ service_instance_id: 100 })],
  ['no service instance', LPI, body({ bk_biz_id: 2 })],
  ['no page', LSI, body({ bk_biz_id: 2, set_template_id: 11 })],
  ['a page that is too large', LSI, body({ ...LIST, page: { limit: 1001 } })],
  ['no business of a list', LSI, body({ set_template_id: 11 })],
  ['a wrong type', LPI, body({ bk_biz_id: 2, service_instance_id: '100' })],
  [
    'a float',
    LPI,
    { body: '{"bk_app_code":"app","bk_app_secret":"right-secret","bk_username":"admin","bk_biz_id":2.0}' },
  ],
  ['Chinese', LSI, { headers: { 'blueking-language': 'zh-hans', ...header(KEYS) }, body: { bk_biz_id: 2 } }],
  ['GET', `${LPI}?bk_biz_id=2&service_instance_id=100`, { method: 'GET', headers: header(KEYS) }],
  ['a form', LPI, { headers: { ...form, ...header(KEYS) }, body: 'bk_biz_id=2&service_instance_id=100' }],
  ['broken JSON', LPI, { headers: header(KEYS), body: '{"a":' }],
  ['no credentials', LPI, { body: ONE }],
  ['no app code', LPI, { body: { ...ONE, bk_app_secret: 'x' } }],
  ['a wrong secret', LPI, body(ONE, { ...KEYS, bk_app_secret: 'wrong-secret' })],
  ['a wrong token', LPI, body(ONE, { ...KEYS, bk_username: '', bk_token: 'bad-token' })],
  ['an unknown app', LPI, body(ONE, { ...KEYS, bk_app_code: 'nobody' })],
  ['an app without permission', LPI, body(ONE, POOR)],
  ['a stub, before anyone may call it', `${V2}/cc/search_business/`, { body: { bk_biz_id: 2 } }],
  ['a stub', `${V2}/cc/search_business/`, body({ bk_biz_id: 2 })],
  ['a stub of a page', `${V2}/cc/search_business/`, body({ bk_biz_id: 2, page: { limit: 1 } })],
  ['a stub of a text', `${V2}/cc/search_business/`, body({ bk_biz_id: '2' })],
  ['a permission error', `${V2}/cc/search_business/`, body({ bk_biz_id: 3 })],
  ['an error', `${V2}/cc/search_business/`, body({ bk_biz_id: 4 })],
  ['an app that may', `${V2}/cc/search_business/`, body({ bk_biz_id: 5 }, POOR)],
  ['a job that runs', `${V2}/job/status/`, body({ id: 1 })],
  ['a job that still runs', `${V2}/job/status/`, body({ id: 1 })],
  ['a job that is done', `${V2}/job/status/`, body({ id: 1 })],
  ['a template', `${V2}/job/text/`, body({ text: template })],
  ['no parameters', `${V2}/usermanage/list_users/`, body({})],
  ['only refused', `${V2}/usermanage/list_users/`, body({}, { ...KEYS, bk_app_secret: 'wrong-secret' })],
  ['nothing there', `${V2}/cc/nothing/`, body({ a: 1 })],
  ['nothing there, again', `${V2}/cc/nothing/`, body({ a: 2 })],
  ['no component', '/api/c/compapi/', {}],
  ['a gateway', '/api/bk-user/prod/users/?q=a%20b', { method: 'GET', headers: header(KEYS) }],
  ['a gateway without credentials', '/api/bk-user/prod/users/?q=a%20b', { method: 'GET' }],
  ['another method', '/api/bk-user/prod/users/1', { method: 'DELETE', headers: header(KEYS) }],
  ['CMDB', `${CMDB}/process_instance`, { headers: atCmdb, body: ONE }],
  [
    'CMDB, a path with the business',
    `${CMDB}/service/set_template/list_service_instance/biz/2`,
    { headers: atCmdb, body: LIST },
  ],
  ['CMDB, refused', `${CMDB}/process_instance`, { headers: atCmdb, body: { bk_biz_id: 2 } }],
  ['CMDB, nobody', `${CMDB}/process_instance`, { body: ONE }],
  ['CMDB, a stub', '/api/v3/find/objects', { headers: atCmdb, body: { a: 1 } }],
  ['the gateway before CMDB', `${GATEWAY}/process_instance`, { headers: header(KEYS), body: ONE }],
  [
    'that gateway, a path',
    `${GATEWAY}/service/set_template/list_service_instance/biz/2`,
    { headers: header(KEYS), body: LIST },
  ],
  ['that gateway, refused', `${GATEWAY}/process_instance`, { headers: header(KEYS), body: {} }],
  ['that gateway, nobody', `${GATEWAY}/process_instance`, { body: ONE }],
];

const started = async (t: Test, options: EmulatorOptions) => {
  const esb = await createEmulator(options);
  t.teardown(() => esb.close());
  return esb;
};

const askAll = async (url: string): Promise<string[]> => {
  const replies: string[] = [];
  for (const [, path, request] of REQUESTS) {
    const { status, text } = await ask(url, path, { method: 'POST', ...request });
    replies.push(`${status} ${text.replace(/"request_id": ?"[^"]+"/, '')}`);
  }
  return replies;
};

t.test('from a live system to an offline one: each recorded request is answered byte for byte', async (t) => {
  const strict = { contract: 'cmdb-3.14', auth: 'strict' } as const;
  const live = await started(t, { ...strict, fixtures: [DATA, ACCOUNTS] });
  const record = t.testdir();
  const between = await createEmulator({ fixtures: [{}], upstream: live.url, upstreamMode: 'all', record });
  const recorded = await askAll(between.url);
  await between.close();
  t.equal(new Set(recorded).size > 30, true, 'replies of many kinds');

  const file = join(record, 'offline.yaml');
  const { err } = await runs(['import', record, '--out', file]);
  t.match(err, 'CAPTURE_OF_CONTRACT');
  const offline = await started(t, { ...strict, fixtures: [file, ACCOUNTS] });
  const replayed = await askAll(offline.url);
  for (const [index, reply] of recorded.entries()) t.equal(replayed[index], reply, (REQUESTS[index] as Asked)[0]);
});

t.test('replies too long for a template are answered byte for byte', async (t) => {
  const id = `"request_id":"${'0123456789abcdef'.repeat(2)}"`;
  const replies: Record<string, string> = {
    long: `{"code":7,"data":"${'a'.repeat(950_000)}{{ host.ip }}{% if %}",${id}}`,
    // Each opening takes more characters in a template.
    many: `{"code":7,"data":"${'{{'.repeat(50_000)}"}`,
    plain: `{"code":7,"data":"${'a'.repeat(950_000)}",${id}}`,
  };
  const nameOf = (path = '') => path.split('/').at(-2) as string;
  const { url } = await fakeUpstream(t, (request, response) => response.end(replies[nameOf(request.url)]));
  const record = t.testdir();
  const between = await createEmulator({ fixtures: [{}], upstream: url, record });
  for (const name of Object.keys(replies)) await ask(between.url, `${V2}/gsekit/${name}/`, body({}));
  await between.close();
  const file = join(record, 'offline.yaml');
  await runs(['import', record, '--out', file]);
  const offline = await started(t, { fixtures: [file] });
  for (const [name, reply] of Object.entries(replies)) {
    const { text } = await ask(offline.url, `${V2}/gsekit/${name}/`, body({}));
    t.equal(text === reply, true, name);
    t.equal(offline.requests.find().at(-1)?.code, 7, `the code of ${name}`);
  }
});

t.test('import names the recorded calls that rows do not answer as recorded', async (t) => {
  const replies = [
    '{"result":false,"code":1199017,"data":null,"message":"Failed to query data","permission":null,"request_id":"1"}',
    '{"result":true,"code":0,"data":[],"message":"success","permission":null,"request_id":"2"}',
    '{"result":true,"code":0,"data":[{"property":null}],"message":"success","permission":null,"request_id":"3"}',
  ];
  const { url, got } = await fakeUpstream(t, (_request, response) =>
    response.end(replies[got.length - 1] ?? replies[0]),
  );
  const record = t.testdir();
  const between = await createEmulator({ fixtures: [{}], upstream: url, upstreamMode: 'all', record });
  for (let count = 0; count < 2; count += 1)
    await ask(between.url, LPI, body({ bk_biz_id: 2, service_instance_id: 5 }));
  await between.close();
  const file = join(record, 'offline.yaml');
  const some = await runs(['import', record, '--out', file]);
  t.match(some.err, /000001-cc\.list_process_instance\.yaml.*recorded is code 1199017, and now comes code 0/);
  t.notMatch(some.err, '000002');

  const one = `at: 2026-11-26T08:00:00.000Z\nrequest: { method: POST, path: ${LPI}, params: { service_instance_id: 5 } }\n`;
  const many = t.testdir();
  for (let count = 0; count < 22; count += 1) {
    writeFileSync(
      join(many, `${count}.yaml`),
      `${one}reply: { status: 200, body: '{"result":false,"code":1199017}' }\n`,
    );
  }
  const { err } = await runs(['import', many, '--out', file]);
  t.match(err, '2 more calls are answered otherwise than recorded');
});
