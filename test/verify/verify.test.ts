import { join } from 'node:path';
import t, { type Test } from 'tap';
import { runs } from '../cli/helper.js';
import { ask, CREDENTIALS, start } from '../control/helper.js';
import { mayChange } from '../../src/verify/calls/may-change.js';
import { Planted } from '../secrets/planted.js';
import { CANARY, requestsTo } from '../secrets/requests.js';
import { fakeUpstream } from '../upstream/fake-upstream.js';

const V2 = '/api/c/compapi/v2';

/** The data of a system that stands in for a live one. */
const live = (path: string) => ({
  modules: [
    {
      bk_module_id: 1,
      bk_biz_id: 2,
      set_template_id: 3,
      service_instances: [
        { id: 10, processes: [{ bk_process_name: 'nginx', work_path: path, bind_info: [{ port: 80 }] }] },
        { id: 11, processes: [] },
      ],
    },
  ],
  stubs: [
    { path: 'cc.search_business', when: { bk_biz_id: 2 }, data: { info: [{ n: 1 }] } },
    { path: 'job.execute_job', data: 'started' },
    { path: '/api/bk-user/prod/users', method: 'GET', data: ['{{ request.params.q }}'] },
  ],
});

const REQUESTS: readonly [path: string, body?: object][] = [
  [`${V2}/cc/list_process_instance/`, { bk_biz_id: 2, service_instance_id: 10 }],
  [`${V2}/cc/list_process_instance/`, { bk_biz_id: 2, service_instance_id: 11 }],
  [`${V2}/cc/list_process_instance/`, { service_instance_id: 10 }],
  [`${V2}/cc/list_service_instance_by_set_template/`, { bk_biz_id: 2, set_template_id: 3, page: { limit: 5 } }],
  [`${V2}/cc/list_service_instance_by_set_template/`, { bk_biz_id: 2, set_template_id: 3 }],
  [`${V2}/cc/search_business/`, { bk_biz_id: 2 }],
  [`${V2}/cc/search_business/`, { bk_biz_id: 3 }],
  [`${V2}/job/execute_job/`, { job_id: 1 }],
  ['/api/bk-user/prod/users/?q=a%20b'],
];

const FOLDERS = { record: {}, imported: {} };

t.test(
  'from a live system to an offline one: verify finds what changes in the live one, and nothing else',
  async (t) => {
    const contract = 'cmdb-3.14';
    const first = await start(t, { contract, fixtures: [live('/data')] });
    const [record, folder] = Object.keys(FOLDERS).map((name) => join(t.testdir(FOLDERS), name)) as [string, string];
    const between = await start(t, { upstream: first.url, upstreamMode: 'all', record, fixtures: [{}] });
    for (const [path, params] of REQUESTS) {
      const headers = { 'x-bkapi-authorization': JSON.stringify(CREDENTIALS) };
      await ask(between.url, path, params === undefined ? { headers } : { body: { ...CREDENTIALS, ...params } });
    }
    await between.close();

    const again = await runs(['verify', record, '--against', first.url, '--all']);
    t.strictSame(again, { status: 0, out: '9 of 9 replies are the same\n', err: '' });

    const imported = join(folder, 'offline.yaml');
    t.equal((await runs(['import', record, '--out', imported])).status, 0);
    const offline = await start(t, { contract, fixtures: [imported] });
    const { status, out } = await runs(['verify', record, '--against', `${offline.url}/`, '--lang', 'zh']);
    t.match(out, '未发送 1 个调用（可能改动数据；用 --all 可一并发送）：job.execute_job\n8 个返回中有 8 个相同\n');
    t.equal(status, 0, out);

    const changed = await start(t, { contract, fixtures: [live('/opt')] });
    const differing = await runs(['verify', record, '--against', changed.url]);
    t.equal(differing.status, 1);
    t.equal(
      differing.out.replaceAll(`${record}/`, ''),
      `#1 000001-cc.list_process_instance.yaml: cc.list_process_instance {"bk_biz_id":2,"service_instance_id":10}
  data[0].property.work_path: recorded "/data", now "/opt"
left out: 1 call that may change something; --all sends them: job.execute_job
7 of 8 replies are the same
`,
    );
  },
);

const json = JSON.stringify;
const LIST = `${V2}/a/list_b/`;
const REPLY = { result: true, code: 0, data: [], message: '', request_id: 'r' };

/** A capture, and the request that it is sent as; undefined if it is left out for a reason. */
interface Form {
  request: unknown;
  sent?: { method?: string; target?: string; body?: string; headers?: Record<string, string> };
  reason?: string;
}

const asJson = { 'content-type': 'application/json' };
const FORM = 'application/x-www-form-urlencoded';
const HIDE = { bk_app_code: 'a', bk_app_secret: 's3cret-9', bk_username: 'li', bk_token: 't0ken-1' };

const FORMS: Record<string, Form> = {
  'JSON text': {
    request: { method: 'POST', path: LIST, body: json({ ...HIDE, a: { password: 'x', b: 1 } }).replace('1}', '1.50}') },
    sent: { method: 'POST', target: LIST, body: '{"a":{"b":1.50}}', headers: asJson },
  },
  'an object': { request: { path: LIST, json: { ...HIDE, b: [{ pwd: 1, c: 2 }] } }, sent: { body: '{"b":[{"c":2}]}' } },
  'a list': { request: { path: LIST, data: [1, 12345678901234567890n] }, sent: { body: '[1,12345678901234567890]' } },
  'a form': {
    request: { path: LIST, body: 'bk_token=t0ken-1&a=1%202&bk_supplier_account=1' },
    sent: { body: 'a=1%202&bk_supplier_account=1', headers: { 'content-type': FORM } },
  },
  'JSON that is labelled a form': {
    request: { path: LIST, headers: { 'Content-Type': FORM }, body: '{"a":1}' },
    sent: { body: '{"a":1}', headers: { 'content-type': FORM } },
  },
  'a form of a HAR file': {
    request: {
      method: 'POST',
      url: `http://paas.example.com/prefix${LIST}?x=1&bk_token=t0ken-1#top`,
      headers: [{ name: 'Blueking-Language', value: 'en' }, { name: 'Cookie', value: 'bk_token=t0ken-1' }, { name: 5 }],
      postData: { mimeType: FORM, params: [{ name: 'a', value: 'b' }] },
    },
    sent: { target: `${LIST}?x=1`, body: 'a=b', headers: { 'content-type': FORM, 'blueking-language': 'en' } },
  },
  'the text of a HAR file': {
    request: { url: `http://h${LIST}`, headers: { 'Blueking-Language': '中' }, postData: { text: '{"a":1}' } },
    sent: { method: 'POST', body: '{"a":1}' },
  },
  'a body in a file': { request: { path: LIST, postData: { _file: 'body.json' } }, sent: { body: '{"in":"a file"}' } },
  'a session of Charles': {
    request: { method: 'GET', path: LIST, query: '?a=1', header: { headers: [] }, body: { text: '' } },
    sent: { method: 'GET', target: `${LIST}?a=1`, body: '' },
  },
  'a query apart': {
    request: { method: 'GET', path: LIST, queryString: [{ name: 'a', value: 'b c' }] },
    sent: { method: 'GET', target: `${LIST}?a=b+c` },
  },
  'a query with question marks': {
    request: { method: 'GET', path: `${LIST}?a=b?c&d=e?` },
    sent: { method: 'GET', target: `${LIST}?a=b?c&d=e?` },
  },
  'parameters of a GET': {
    request: { method: 'get', path: LIST, params: { a: 'b', n: 1, bk_token: 't0ken-1' } },
    sent: { method: 'GET', target: `${LIST}?a=b&n=1`, body: '' },
  },
  'parameters of a GET that are no map': {
    request: { method: 'GET', path: LIST, body: '{"a":1}' },
    sent: { method: 'GET', target: LIST, body: '{"a":1}' },
  },
  'a name': {
    request: { component: 'usermanage.list_users', params: {} },
    sent: { target: `${V2}/usermanage/list_users/` },
  },
  'a short name': {
    request: { component: 'list_process_instance', params: {} },
    sent: { target: `${V2}/cc/list_process_instance/` },
  },
  "CMDB's own API": {
    request: { path: '/api/v3/findmany/x', json: {} },
    sent: { headers: { 'x-bkcmdb-user': 'wang', 'x-bkcmdb-supplier-account': '0' } },
  },
  'a path without a component': { request: { method: 'GET', path: '/api/list' }, sent: { target: '/api/list' } },
  'parameters as text, without an address': { request: '{"a":1}', reason: 'no-request' },
  'no address': { request: { bk_biz_id: 2 }, reason: 'no-request' },
  'no request': { request: undefined, reason: 'no-request' },
  'no body, as in a log of curl -v': { request: { method: 'POST', path: LIST }, reason: 'no-request' },
  'an unknown name': { request: { component: 'x', params: {} }, reason: 'other-address' },
  'a page': { request: { method: 'GET', url: 'http://paas.example.com/static/a.js' }, reason: 'other-address' },
  'a preflight request': { request: { method: 'OPTIONS', path: LIST }, reason: 'other-address' },
  'a body of another kind': { request: { path: LIST, body: '<xml/>' }, reason: 'unread' },
  'a secret in a value': { request: { path: LIST, json: { text: 'bk_token=abc' } }, reason: 'hidden' },
  'a secret of the request': { request: { path: LIST, json: { bk_token: 't0ken-1', b: 't0ken-1' } }, reason: 'hidden' },
  'a hidden path': { request: { path: `${LIST}%28hidden%29/`, json: {} }, reason: 'hidden' },
  'a component that changes': { request: { path: `${V2}/cc/update_host/`, json: {} }, reason: 'may-change' },
};

/** JSON in which a bigint is a number. */
const jsonOf = (value: unknown): string =>
  json(value, (_key, one: unknown) => (typeof one === 'bigint' ? `${one}n` : one)).replaceAll(/"(\d+)n"/g, '$1');

/** A folder with captures of these requests, which all have the same reply. */
const folderOf = (t: Test, requests: readonly unknown[]): string =>
  t.testdir({
    'calls.jsonl': requests.map((request) => jsonOf({ request, response: REPLY })).join('\n'),
    'body.json': '{"in":"a file"}',
  });

t.test('a request is sent as it was captured, without its credentials', async (t) => {
  const { url, got } = await fakeUpstream(t, (_request, response) => response.end(json(REPLY)));
  const forms = Object.entries(FORMS);
  const folder = folderOf(
    t,
    forms.map(([, { request }]) => request),
  );
  const credentials = json({ bk_app_code: '应用', bk_app_secret: 'planted-one', bk_username: 'wang' });
  const args = ['verify', join(folder, 'calls.jsonl'), '--against', `${url}/prefix/`, '--format', 'json'];
  const { status, out } = await runs(args, { env: { BK_ESB_CREDENTIALS: credentials } });
  const report = JSON.parse(out) as { same: number; left_out: { reason: string; count: number }[] };
  const sent = forms.filter(([, form]) => form.sent !== undefined);
  t.equal(status, 0, out);
  t.equal(report.same, sent.length);
  t.equal(got.length, sent.length);
  for (const [index, [name, form]] of sent.entries()) {
    const { target, ...expected } = form.sent as NonNullable<Form['sent']>;
    t.match(got[index], { ...expected, ...(target === undefined ? {} : { target: `/prefix${target}` }) }, name);
    const { headers = {} } = got[index] ?? {};
    t.notMatch(json(headers), /cookie|t0ken|s3cret|中/);
    if (name !== "CMDB's own API")
      t.same(JSON.parse(String(headers['x-bkapi-authorization'])), JSON.parse(credentials), name);
  }
  for (const { reason, count } of report.left_out) {
    t.equal(count, forms.filter(([, form]) => form.reason === reason).length, reason);
  }
  t.notMatch(out, /planted|t0ken|s3cret/);
  const noUser = await runs([...args, '--all'], { env: { BK_ESB_CREDENTIALS: '{"bk_username":"王"}' } });
  t.match(noUser.out, '"component": "cc.update_host"');
  const user = got.findLast(({ target }) => target.includes('/api/v3/'))?.headers['x-bkcmdb-user'];
  t.equal(user, 'admin', 'a name that a header cannot hold is not sent');
});

/** A recorded reply, the one that comes now, and the differences as they are reported. */
interface Case {
  recorded: unknown;
  now: string;
  /** Default: 200 */
  status?: number;
  type?: string;
  expected?: string[];
}

const texts = (body: string, more: object = {}) => ({ status: 200, ...more, body });

const CASES: Record<string, Case> = {
  'the same, but for the request_id': {
    recorded: texts('{"data":[1.0],"request_id":"a"}'),
    now: '{"data":[1.0],"request_id":"b"}',
  },
  'another value': {
    recorded: texts('{"data":{"info":[{"a":1}]}}'),
    now: '{"data":{"info":[{"a":2}]}}',
    expected: ['data.info[0].a: recorded 1, now 2'],
  },
  'a request_id further down': {
    recorded: texts('{"d":{"request_id":1}}'),
    now: '{"d":{"request_id":2}}',
    expected: ['d.request_id: recorded 1, now 2'],
  },
  'a missing key and a new one': {
    recorded: texts('{"a.b":1}'),
    now: '{"":null}',
    expected: ['["a.b"]: recorded 1, now missing', '[""]: not recorded, now null'],
  },
  'a key that every object has': {
    recorded: texts('{}'),
    now: '{"toString":1}',
    expected: ['toString: not recorded, now 1'],
  },
  'other types': {
    recorded: texts('{"a":"1","b":[],"c":null,"d":1}'),
    now: '{"a":1,"b":{},"c":0,"d":"1"}',
    expected: ['a: recorded "1", now 1', 'b: recorded [], now {}', 'c: recorded null, now 0', 'd: recorded 1, now "1"'],
  },
  'digits of numbers': {
    recorded: texts('[1.0,12345678901234567890,1e3]'),
    now: '[1,12345678901234567891,1000]',
    expected: [
      '[0]: recorded 1.0, now 1',
      '[1]: recorded 12345678901234567890, now 12345678901234567891',
      '[2]: recorded 1e3, now 1000',
    ],
  },
  'values of numbers, if the capture holds the reply as it is': {
    recorded: { code: 0, data: [1.5, 9007199254740993n, 1] },
    now: '{"code":0,"data":[1.50,9007199254740993,2]}',
    expected: ['data[2]: recorded 1, now 2'],
  },
  'a number that JavaScript would round': {
    recorded: { code: 0, data: 9007199254740993n },
    now: '{"code":0,"data":9007199254740992}',
    expected: ['data: recorded 9007199254740993, now 9007199254740992'],
  },
  'a list that is longer': {
    recorded: texts('[1,2]'),
    now: '[1,3,4]',
    expected: ['[1]: recorded 2, now 3', '[2]: not recorded, now 4'],
  },
  'a list in another order': {
    recorded: texts('[1,2]'),
    now: '[2,1]',
    expected: ['[0]: recorded 1, now 2', '[1]: recorded 2, now 1'],
  },
  'a list that is shorter': {
    recorded: texts('[{"a":1}]'),
    now: '[]',
    expected: ['[0]: recorded {"a":1}, now missing'],
  },
  'keys in another order': { recorded: texts('{"a":1,"b":2}'), now: '{"b":2,"a":1}' },
  'keys in another order, and a value': {
    recorded: texts('{"a":1,"b":2}'),
    now: '{"b":2,"a":3}',
    expected: ['a: recorded 1, now 3'],
  },
  'keys in another order in what is not compared': {
    recorded: texts('{"skipped":{"a":1,"b":2}}'),
    now: '{"skipped":{"b":2,"a":1}}',
  },
  'names that are not compared': { recorded: texts('{"a":[{"skipped":1}]}'), now: '{"a":[{"skipped":2}]}' },
  'paths that are not compared': {
    recorded: texts('{"data":{"info":[{"t":1,"u":1},{"t":1,"u":1}]}}'),
    now: '{"data":{"info":[{"t":2,"u":2},{"t":2,"u":2}]}}',
    expected: ['data.info[0].u: recorded 1, now 2'],
  },
  'a key that is there twice': { recorded: texts('{"a":1,"a":2}'), now: '{"a":0,"a":2}' },
  'a path, one level up': {
    recorded: texts('{"info":[{"t":1}]}'),
    now: '{"info":[{"t":2}]}',
    expected: ['info[0].t: recorded 1, now 2'],
  },
  'an HTTP status': {
    recorded: texts('{}', { status: 404 }),
    now: '{}',
    expected: ['HTTP status: recorded 404, now 200'],
  },
  'a content type': {
    recorded: texts('{}', { headers: { 'Content-Type': 'application/json; charset=utf-8' } }),
    now: '{}',
    type: 'text/plain',
    expected: ['Content-Type: recorded application/json; charset=utf-8, now text/plain'],
  },
  'a charset': {
    recorded: texts('{}', { headers: { 'content-type': 'application/json; charset=utf-8' } }),
    now: '{}',
    type: 'Application/JSON;charset="GBK"',
    expected: ['Content-Type: recorded application/json; charset=utf-8, now Application/JSON;charset="GBK"'],
  },
  'a charset that was not captured': {
    recorded: texts('{}', { mimeType: 'application/json' }),
    now: '{}',
    type: 'application/json; charset=utf-8',
  },
  'no content type': {
    recorded: texts('{}', { headers: { 'content-type': 'text/html' } }),
    now: '{}',
    type: '',
    expected: ['Content-Type: recorded text/html, now missing'],
  },
  'a text': {
    recorded: texts('<h1>\n a</h1>'),
    now: '<h1>\n b</h1>',
    expected: ['line 2, column 2: recorded "<h1>\\n a</h1>", now "<h1>\\n b</h1>"'],
  },
  'the same text': { recorded: texts('<h1>'), now: '<h1>' },
  'a page in place of JSON': {
    recorded: texts('{"a":1}'),
    now: '<h1>',
    expected: ['line 1, column 1: recorded "{\\"a\\":1}", now "<h1>"'],
  },
  'a page in place of JSON that the capture holds as it is': {
    recorded: { code: 0, data: 1 },
    now: '<h1>',
    expected: ['line 1, column 1: recorded "{\\"code\\":0,\\"data\\":1}", now "<h1>"'],
  },
  'a long text': {
    recorded: texts(`"${'x'.repeat(300)}a${'y'.repeat(300)}"`),
    now: `"${'x'.repeat(300)}b"`,
    expected: [`body: recorded …${'x'.repeat(30)}a${'y'.repeat(69)}…, now …${'x'.repeat(30)}b"`],
  },
  'what is hidden in the recording': {
    recorded: texts('{"a":"(hidden)","b":"see (hidden), (hidden) and (hidden)!","c":"(hidden)"}'),
    now: '{"a":7,"b":"see x, y and z!","c":[]}',
  },
  'what stands around it': {
    recorded: texts('["see (hidden)!","(hidden) a (hidden)","a(hidden)a"]'),
    now: '["see x","b","a"]',
    expected: [
      '[0]: recorded "see (hidden)!", now "see x"',
      '[1]: recorded "(hidden) a (hidden)", now "b"',
      '[2]: recorded "a(hidden)a", now "a"',
    ],
  },
  'a body that is nested too deeply': {
    recorded: texts('[]'),
    now: '['.repeat(5000),
    expected: ['line 1, column 2: recorded "[]", now "'.concat('['.repeat(100), '…"')],
  },
  'many differences': {
    recorded: texts(json(Array.from({ length: 30 }, () => 1)), { status: 201 }),
    now: json(Array.from({ length: 30 }, () => 2)),
    expected: [
      'HTTP status: recorded 201, now 200',
      ...Array.from({ length: 19 }, (_, index) => `[${index}]: recorded 1, now 2`),
      'and 11 more',
    ],
  },
};

t.test('replies are compared field by field', async (t) => {
  const cases = Object.entries(CASES);
  const { url } = await fakeUpstream(t, ({ url: target = '' }, response) => {
    const { now, type = 'application/json' } = (cases[Number(/get_(\d+)/.exec(target)?.[1])] as [string, Case])[1];
    response.writeHead(200, type === '' ? {} : { 'content-type': type }).end(now);
  });
  const exchanges = cases.map(([, { recorded }], index) => ({
    request: { path: `${V2}/a/get_${index}/`, json: {} },
    response: recorded,
  }));
  const folder = t.testdir({ 'calls.json': jsonOf(exchanges) });
  const args = ['verify', folder, '--against', url, '--ignore', 'skipped, data.info[].t', '--ignore', 'data.info[1].u'];
  const { status, out } = await runs(args);
  t.equal(status, 1);
  const blocks = new Map(
    out.split(/^#/m).map((block) => [/^\d+/.exec(block)?.[0], block.trimEnd().split('\n').slice(1)]),
  );
  for (const [index, [name, { expected }]] of cases.entries()) {
    const found = blocks.get(String(index + 1))?.map((line) => line.trim());
    t.strictSame(index === cases.length - 1 ? found?.slice(0, -2) : found, expected, name);
  }
  const same = cases.filter(([, { expected }]) => expected === undefined).length;
  t.match(out, `note: the keys of 1 of the same replies stand in another order`);
  t.match(out, `${same} of ${cases.length} replies are the same\n`);
  const chinese = (await runs([...args, '--lang', 'zh'])).out;
  for (const text of [
    'HTTP 状态码：录制为 404，现为 200',
    'toString：录制时没有，现为 1',
    '现缺失',
    '以及另外 11 处',
    '键顺序不同',
  ]) {
    t.match(chinese, text);
  }
});

t.test('an address that cannot be asked, and captures without a request, end with status 2', async (t) => {
  const { url } = await fakeUpstream(t, (_request, response) => response.end(json(REPLY)));
  const call = { request: { path: LIST, json: {} }, response: REPLY };
  const folder = t.testdir({
    'call.json': json(call),
    'other.txt': 'no capture',
    'odd.json': '{"a":1}',
    'broken.json': '{',
    others: { 'own.yaml': 'modules: []' },
    'alone.json': json([REPLY, { request: { path: LIST, json: {} }, response: { status: 200 } }, { a: 1 }]),
    'unread.yaml': `at: 2026-11-26T08:00:00.000Z\nrequest: { method: POST, path: ${LIST}, unread: true }\nreply: { status: 200, body: '{}' }\n`,
  });
  const file = (name: string) => join(folder, name);
  const cases: [args: string[], err: RegExp][] = [
    [
      [file('call.json')],
      /verify needs --against URL, as in "bk-esb-emulator verify .*"; see verify --help {2}\[COMMAND_NEEDS_FLAG\]/,
    ],
    [[file('call.json'), '--against', '127.0.0.1'], /TARGET_BAD_ADDRESS/],
    [[file('call.json'), '--against', 'http://127.0.0.1:1'], /no reply from http:\/\/127.0.0.1:1: ECONNREFUSED/],
    [[file('call.json'), '--against', url, '--credentials', 'planted'], /TARGET_BAD_CREDENTIALS/],
    [[file('missing'), '--against', url], /FIXTURE_NOT_FOUND/],
    [[file('broken.json'), '--against', url], /broken.json:1:2: .*FIXTURE_JSON_SYNTAX/],
    [[file('other.txt'), '--against', url], /CAPTURE_UNKNOWN_FORM/],
    [[file('odd.json'), '--against', url], /odd.json:1:1: .*CAPTURE_UNKNOWN_FORM/],
    [
      [file('others'), '--against', url],
      /own.yaml: warning: skipped, .*\n.*the files hold no recorded request; .*VERIFY_NOTHING_TO_SEND/,
    ],
    [
      [file('alone.json'), file('unread.yaml'), '--against', url],
      /left out: 1 call without a request that can be sent: .*alone.json\nleft out: 2 calls without a reply to compare with: .*\nleft out: 1 call with a body that is neither JSON nor a form: .*unread.yaml\n.*there is no recorded request to send; left out: 4 {2}\[VERIFY_NOTHING_TO_SEND\]/,
    ],
  ];
  for (const [args, err] of cases) {
    const outcome = await runs(['verify', ...args]);
    t.equal(outcome.status, 2, args.join(' '));
    t.match(outcome.err, err);
    t.notMatch(outcome.err + outcome.out, 'planted');
  }
  const mixed = t.testdir({
    'call.json': json(call),
    'other.txt': 'no capture',
    'record.yaml': `at: 2026-11-26T08:00:00.000Z
request: { method: POST, path: ${LIST}, params: { a: 1.50 } }
reply: { status: 200, encoding: base64, body: ${Buffer.from(json(REPLY)).toString('base64')} }
`,
  });
  t.match(await runs(['verify', mixed, '--against', url]), {
    status: 0,
    out: '2 of 2 replies are the same\n',
    err: /other.txt.*CAPTURE_FILE_SKIPPED/,
  });
});

t.test('a target that goes away in between counts as different, and ends the rest', async (t) => {
  const { url } = await fakeUpstream(t, ({ url: target = '', socket }, response) => {
    if (target.includes('good')) response.end(json(REPLY));
    else if (!target.includes('slow')) socket.destroy();
  });
  const paths = ['good', 'slow', 'good', 'bad', 'bad', 'bad', 'good', 'good'];
  const calls = paths.map((path) => ({ request: { path: `${V2}/a/get_${path}/`, json: {} }, response: REPLY }));
  const args = [
    'verify',
    join(t.testdir({ 'calls.json': json(calls) }), 'calls.json'),
    '--against',
    url,
    '--timeout',
    '1',
  ];
  const { status, out } = await runs(args);
  t.equal(status, 1);
  t.match(out, /^#2 .*: a\.get_slow \{\}\n {2}no reply: ETIMEDOUT\n#4 .*\n {2}no reply: ECONNRESET\n/);
  t.match(out, 'stopped: three requests in a row got no reply; not sent: 2 calls\n2 of 8 replies are the same\n');
  const chinese = (await runs([...args, '--lang', 'zh'])).out;
  t.match(chinese, '没有返回：ETIMEDOUT');
  t.match(chinese, '已停止：连续三个请求没有返回；未发送 2 个调用\n8 个返回中有 2 个相同\n');
});

t.test('long lists and long parameters are shortened', async (t) => {
  const { url } = await fakeUpstream(t, (_request, response) => response.end('[]'));
  const changing = Array.from({ length: 12 }, (_, index) => `${V2}/a/run_${index}/`);
  const calls = [LIST, ...changing].map((path) => ({
    request: { path, json: { text: 'x'.repeat(200) } },
    response: REPLY,
  }));
  const { out } = await runs(['verify', t.testdir({ 'calls.json': json(calls) }), '--against', url]);
  t.match(out, `a.list_b {"text":"${'x'.repeat(91)}…\n`);
  t.match(out, /left out: 12 calls that may change something; --all sends them: a\.run_0, .*a\.run_9 …\n/);
});

t.test('HAR files and logs of curl are verified as well', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const path = `${V2}/cc/list_service_instance_by_set_template/`;
  const params = { bk_biz_id: 2, set_template_id: 11, page: { start: 500, limit: 2 } };
  const { text, headers } = await ask(esb.url, path, { body: params });
  const type = headers['content-type'] ?? '';
  const target = `${V2}/cc/list_process_instance/?bk_biz_id=2&service_instance_id=1`;
  const reply = await ask(esb.url, target);
  const folder = t.testdir({
    'a.har': json({
      log: {
        entries: [
          {
            request: {
              method: 'POST',
              url: `${esb.url}${path}`,
              postData: { mimeType: 'application/json', text: json(params) },
            },
            response: {
              status: 200,
              headers: [{ name: 'Content-Type', value: type }],
              content: { mimeType: type, text },
            },
          },
        ],
      },
    }),
    'curl.log': `> GET ${target} HTTP/1.1\n> Host: h\n>\n< HTTP/1.1 200 OK\n< Content-Type: ${type}\n<\n${reply.text}\n`,
  });
  const { status, out, err } = await runs(['verify', folder, '--against', esb.url]);
  t.strictSame({ status, out, err }, { status: 0, out: '2 of 2 replies are the same\n', err: '' });
});

t.test('only components whose names say that they read are sent', (t) => {
  const cases: [isSent: boolean, method: string, path: string][] = [
    [true, 'POST', '/api/c/compapi/v2/cc/list_process_instance/'],
    [true, 'POST', '//api/c/compapi/cc/search_business'],
    [true, 'GET', '/api/c/compapi/v2/job/get_job_instance_status/'],
    [true, 'POST', '/api/c/compapi/v2/x/findHostByTopo/'],
    [false, 'GET', '/api/c/compapi/v2/job/execute_job/'],
    [false, 'POST', '/api/c/compapi/v2/job/fast_execute_script/'],
    [false, 'POST', '/api/c/compapi/v2/x/getaway/'],
    [false, 'POST', '/api/c/compapi/v2/x/listen/'],
    [false, 'DELETE', '/api/c/compapi/v2/x/get_a/'],
    [true, 'POST', '/api/v3/findmany/proc/process_instance'],
    [true, 'POST', '/api/v3/findmany/set/bk_biz_id/2'],
    [true, 'POST', '/api/v3/biz/search/0'],
    [false, 'POST', '/api/v3/create/biz/search'],
    [false, 'POST', '/api/v3/proc/x'],
    [false, 'PUT', '/api/v3/find/x'],
    [true, 'GET', '/api/bk-user/prod/users/'],
    [false, 'POST', '/api/bk-user/prod/users/'],
    [false, 'GET', '/api/bk-job/prod/run_job/'],
    [true, 'POST', '/api/bk-cmdb/prod/api/v3/findmany/proc/process_instance'],
    [false, 'POST', '/api/x'],
  ];
  for (const [isSent, method, path] of cases) t.equal(mayChange(method, path), !isSent, `${method} ${path}`);
  t.end();
});

t.test('no output and no request has a recorded secret, and no output one of the given credentials', async (t) => {
  const planted = new Planted();
  const given = new Planted();
  const credentials = {
    bk_app_code: 'suite',
    bk_app_secret: given.word('the secret'),
    bk_token: given.word('the token'),
  };
  // It repeats everything that it gets, as a debugging page does.
  const { url, got } = await fakeUpstream(t, ({ headers, url: target }, response) => {
    const text = json({ target, headers });
    response.end(json({ text, base64: Buffer.from(text).toString('base64'), headers, note: CANARY, token: 1 }));
  });
  const asText = ({ body }: { body?: unknown }) => (typeof body === 'object' ? json(body) : body);
  const calls = requestsTo(planted).map(({ path, request }, index) => {
    const body = asText(request);
    // A part of them is sent, so that their replies differ.
    const readable =
      index % 2 === 0 ? { path, headers: request.headers, body } : { path: `${LIST}?${path}`, json: { index } };
    const kept = {
      ...readable,
      method: 'POST',
      headers: { ...request.headers, cookie: `sid=${planted.word('a cookie')}` },
    };
    return {
      request: kept,
      response: { status: 500, body: json({ token: planted.word('a reply'), text: json(kept), note: 'x' }) },
    };
  });
  const hidden = { token: planted.word('a token'), key: planted.hex('a key'), deep: [{ [planted.jwt('a name')]: 1 }] };
  calls.push({
    request: { method: 'POST', path: LIST, json: {} },
    response: { status: 200, body: json(hidden) },
  } as never);
  const file = join(t.testdir({ 'calls.json': json(calls) }), 'calls.json');
  for (const format of ['text', 'json']) {
    const { status, out, err } = await runs(['verify', file, '--against', url, '--all', '--format', format], {
      env: { BK_ESB_CREDENTIALS: json(credentials) },
    });
    t.equal(status, 1, err);
    t.match(out, CANARY, 'what is no secret is there');
    t.strictSame(planted.foundIn(out + err), [], format);
    t.strictSame(given.foundIn(out + err), [], format);
  }
  t.ok(got.length > 60, `sent: ${got.length}`);
  t.strictSame(planted.foundIn(json(got)), []);
  t.ok(given.foundIn(json(got)).length > 0);
});
