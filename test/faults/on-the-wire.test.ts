import http from 'node:http';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { COMPONENTS as CMDB_COMPONENTS } from '../../src/cmdb/components/index.js';
import { ABOUT_ZH } from '../../src/faults/catalogue/about-zh.js';
import { CATALOGUE } from '../../src/faults/catalogue/catalogue.js';
import type { Emulator, FaultSpec, NamedSandbox, SandboxHandle } from '../../src/index.js';
import {
  ask,
  call,
  connect,
  control,
  CREDENTIALS,
  LPI,
  LPI_PATH,
  LSI,
  LSI_PATH,
  pathOf,
  requestText,
  start,
  transmit,
  until,
  watchWarnings,
  type Reply,
  type Request,
} from '../control/helper.js';

const DOCUMENTED = fileURLToPath(new URL('../../fixtures/documented.yaml', import.meta.url));

/** Each component, and its documented request, which the documented fixture answers. */
const ASKED: Readonly<Record<string, object>> = Object.fromEntries(
  await Promise.all(
    CMDB_COMPONENTS.map(async (component) => {
      const { describe } = await component.docs();
      return [component.name, describe('documented').example.parameters] as const;
    }),
  ),
);
const COMPONENTS = Object.keys(ASKED);
const JSON_TYPE = 'application/json; charset=utf-8';
const ZH = { 'blueking-language': 'zh-hans' };

const withoutId = (text: string): string => text.replace(/"request_id":"[0-9a-f]{32}"/, '"request_id":"<id>"');

const ofEsb = (code: number, message: string): string =>
  `{"result":false,"code":${code},"data":null,"message":"${message}","request_id":"<id>"}`;
const ofCmdb = (code: number, message: string, permission = 'null'): string =>
  `{"result":false,"code":${code},"data":null,"message":"${message}","permission":${permission},"request_id":"<id>"}`;
const page = (title: string): string =>
  [
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>`,
    '<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
  ].join('\r\n');
const permission = (id: string, name: string): string =>
  '{"system_id":"bk_cmdb","system_name":"配置平台","actions":[{"id":"find_business_resource","name":"业务访问",' +
  '"related_resource_types":[{"system_id":"bk_cmdb","system_name":"配置平台","type":"biz","type_name":"业务",' +
  `"instances":[[{"type":"biz","type_name":"业务","id":"${id}","name":"${name}"}]]}]}]}`;

const unreachable = (component: string, words: string): string =>
  ofEsb(
    1306201,
    `Component request third-party system [CC] interface [${component}] error: ${words}, ` +
      'please try again later or contact component developer to handle this',
  );

interface Failed {
  code: number;
  en: string;
  zh: string;
}

const notRead = (cause: string): string =>
  '%!(EXTRA string=list process instance relation failed, bizID: %d, serviceInstanceID: %d, err: %+v, int64=1, int64=54, ' +
  `*errors.ccError=${cause})`;
const QUERY_FAILED: Failed = { code: 1199017, en: 'Failed to query data', zh: '查询数据失败' };

/** A failed query, as each component reports it. */
const FAILED: Readonly<Record<string, Failed>> = {
  [LPI]: {
    code: 1108024,
    en: `get service instances failed${notRead(QUERY_FAILED.en)}`,
    zh: `查询进程服务实例列表失败${notRead(QUERY_FAILED.zh)}`,
  },
  [LSI]: QUERY_FAILED,
  list_service_instance: QUERY_FAILED,
  list_process_detail_by_ids: { code: 1199002, en: 'HTTP request failed', zh: 'HTTP请求失败' },
};

interface Told {
  status: number;
  type: string;
  /** By component. */
  code: (component: string) => number | null;
  /** Its text, by component and language. */
  text: (component: string, isChinese: boolean) => string;
}

const json = (code: number, text: Told['text']): Told => ({ status: 200, type: JSON_TYPE, code: () => code, text });
const html = (status: number, title: string): Told => ({
  status,
  type: 'text/html',
  code: () => null,
  text: () => page(title),
});

/** Every failure that is a reply, word for word (contract sections 7 and 8). */
const REPLIES: Readonly<Record<string, Told & { spec?: object }>> = {
  'rate-limited': json(1306429, () => ofEsb(1306429, 'Access frequency limit')),
  'cmdb-rate-limited': json(1199997, () => ofCmdb(1199997, 'too many requests')),
  'no-permission': json(9900403, (_component, isChinese) =>
    ofCmdb(9900403, isChinese ? '没有操作的权限' : 'Do not have access permission.', permission('1', '文档示例')),
  ),
  'app-forbidden': json(1306403, (component) =>
    ofEsb(
      1306403,
      `APP permission is insufficient, APP has no permission to access the component (${component}) of the system ` +
        '(CC). The APP manager can go to the Developer Center and apply for permission to access the component',
    ),
  ),
  'cmdb-down': {
    ...json(1306201, (component) =>
      unreachable(component, 'Third-party system interface response time exceeds 30 seconds'),
    ),
    spec: { latency: 0 },
  },
  'cmdb-refused': json(1306201, (component) =>
    unreachable(
      component,
      "HTTPConnectionPool(host='cmdb', port=80): Max retries exceeded (Caused by NewConnectionError(" +
        "'<urllib3.connection.HTTPConnection object at 0x7f0000000000>: Failed to establish a new connection: " +
        "[Errno 111] Connection refused'))",
    ),
  ),
  'cmdb-not-json': json(1306000, () =>
    ofEsb(
      1306000,
      'Request interface error, the response content is not a json string: ' +
        '<html><head><title>Welcome to nginx!</title></head></html>',
    ),
  ),
  'cmdb-failed': {
    status: 200,
    type: JSON_TYPE,
    code: (component) => (FAILED[component] as Failed).code,
    text: (component, isChinese) => {
      const { code, en, zh } = FAILED[component] as Failed;
      return ofCmdb(code, isChinese ? zh : en);
    },
  },
  'cmdb-internal': json(1199998, (_component, isChinese) =>
    ofCmdb(1199998, isChinese ? '未知或未能识别的异常' : 'Unknown or unrecognized error'),
  ),
  'esb-error': {
    status: 500,
    type: JSON_TYPE,
    code: () => null,
    text: () => '{"result":false,"data":null,"message":"Request is abnormal, please contact the component developer"}',
  },
  'bad-gateway': html(502, '502 Bad Gateway'),
  timeout: { ...html(504, '504 Gateway Time-out'), spec: { latency: 80 } },
};

/** The ordinary reply comes, but otherwise than it should: each has a test of its own below. */
const OTHERS = ['slow', 'reset', 'truncated', 'malformed'];

const keepAlive = (t: Test): http.Agent => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  return agent;
};

const ordinary = (t: Test, reply: Reply, name: string): void => {
  t.equal(reply.status, 200, name);
  t.match(reply.json, { result: true, code: 0, message: 'success' }, name);
};

const askFor = (sandbox: SandboxHandle, component: string, request: Request = {}): Promise<Reply> =>
  call(sandbox.url, component, ASKED[component], request);

const lastEntry = (sandbox: SandboxHandle) => sandbox.requests.find().at(-1);

const codeOf = ({ json }: Reply): number | undefined => (json as { code?: number } | undefined)?.code;

t.test('the tables below have every failure of the catalogue', (t) => {
  t.strictSame([...Object.keys(REPLIES), ...OTHERS].sort(), CATALOGUE.map(({ name }) => name).sort());
  t.end();
});

t.test('failures that are replies', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  for (const [name, told] of Object.entries(REPLIES)) {
    await t.test(name, async (t) => {
      const sandbox = esb.sandbox(name);
      for (const component of COMPONENTS) {
        for (const isChinese of [false, true]) {
          const what = `${component} ${isChinese ? 'zh' : 'en'}`;
          const agent = keepAlive(t);
          const { id } = sandbox.faults.add({ name, times: 1, ...told.spec } as FaultSpec);
          const reply = await askFor(sandbox, component, { agent, headers: isChinese ? ZH : {} });
          const text = told.text(component, isChinese);
          t.equal(reply.status, told.status, what);
          t.equal(withoutId(reply.text), text, what);
          t.equal(reply.headers['content-type'], told.type, what);
          t.equal(reply.headers['content-length'], String(Buffer.byteLength(reply.text)), what);
          t.match(lastEntry(sandbox), {
            status: told.status,
            code: told.code(component),
            fault: { id, name },
            size: Buffer.byteLength(reply.text),
          });
          const same = await askFor(sandbox, component, { agent });
          t.equal(same.reused, true, 'the connection is kept');
          ordinary(t, same, 'the next request on the same connection');
          ordinary(t, await askFor(sandbox, component), 'the next request on a new connection');
          t.strictSame(
            [sandbox.faults.get(id)?.seen, sandbox.faults.get(id)?.struck, sandbox.faults.get(id)?.left],
            [3, 1, 0],
          );
          sandbox.faults.clear();
        }
      }
    });
  }
});

t.test('the statuses and pages of a proxy', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const titles = { 502: 'Bad Gateway', 503: 'Service Temporarily Unavailable', 504: 'Gateway Time-out' } as const;
  for (const [status, title] of Object.entries(titles)) {
    esb.faults.clear();
    esb.faults.add({ name: 'bad-gateway', status: Number(status) as 502 });
    const reply = await askFor(esb, LPI);
    t.equal(reply.status, Number(status));
    t.equal(reply.text, page(`${status} ${title}`));
  }
});

t.test('slow: the ordinary reply, late', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  for (const component of COMPONENTS) {
    const agent = keepAlive(t);
    const before = await askFor(esb, component, { agent });
    const { id } = esb.faults.add({ name: 'slow', latency: 120, times: 1 });
    const reply = await askFor(esb, component, { agent });
    t.equal(withoutId(reply.text), withoutId(before.text));
    t.ok(reply.ms >= 119, `it took ${reply.ms} ms`);
    t.match(lastEntry(esb), { status: 200, code: 0, fault: { id, name: 'slow' } });
    t.ok((lastEntry(esb)?.duration_ms ?? 0) >= 119, 'the journal has how long it took');
    const next = await askFor(esb, component, { agent });
    t.equal(next.reused, true);
    t.equal(lastEntry(esb)?.fault, null, 'the next is not delayed');
  }
});

t.test('timeout: a client that gives up, then one that waits', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const { id } = esb.faults.add({ name: 'timeout', latency: 5000, times: 1 });
  esb.faults.add({ name: 'timeout', latency: 150 });
  const patience = new AbortController();
  const impatient = askFor(esb, LPI, { signal: patience.signal });
  await until(() => esb.faults.get(id)?.struck === 1);
  const started = performance.now();
  patience.abort();
  await t.rejects(impatient, { name: 'AbortError' });
  await until(() => esb.requests.count() === 1);
  t.ok(performance.now() - started < 3000, 'it is entered as soon as the client has left');
  t.match(lastEntry(esb), { status: null, code: null, size: 0, fault: { name: 'timeout' } });
  const waited = await askFor(esb, LPI);
  t.equal(waited.status, 504);
  t.ok(waited.ms >= 149, `it took ${waited.ms} ms`);
  esb.faults.clear();
  ordinary(t, await askFor(esb, LPI), 'the server is well');
});

t.test('reset', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  for (const component of COMPONENTS) {
    esb.faults.clear();
    const { id } = esb.faults.add({ name: 'reset', times: 1 });
    const agent = keepAlive(t);
    await t.rejects(askFor(esb, component, { agent }), { code: 'ECONNRESET' });
    t.match(lastEntry(esb), { status: null, code: null, size: 0, fault: { id, name: 'reset' } });
    ordinary(t, await askFor(esb, component, { agent }), 'the next request');
  }
  esb.faults.add({ name: 'reset' });
  const raw = await transmit(esb.url, requestText(LPI, {}));
  t.strictSame(raw, { text: '', error: 'ECONNRESET' }, 'not a byte comes before it');
  esb.faults.clear();
  esb.faults.add({ name: 'reset', latency: 60 });
  const started = performance.now();
  await t.rejects(askFor(esb, LPI), { code: 'ECONNRESET' });
  t.ok(performance.now() - started >= 59, 'it can come late');
});

const contentLength = (text: string): number => Number(/^content-length: (\d+)\r$/im.exec(text)?.[1]);

t.test('truncated', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  for (const component of COMPONENTS) {
    esb.faults.clear();
    const whole = (await askFor(esb, component)).text;
    const { id } = esb.faults.add({ name: 'truncated', times: 2 });
    const { text, error } = await transmit(esb.url, requestText(component, ASKED[component] as object));
    const [head = '', body = ''] = text.split('\r\n\r\n', 2);
    t.equal(error, undefined, 'the connection ends in order');
    t.match(head, /^HTTP\/1\.1 200 OK\r\n/);
    t.match(head, /content-type: application\/json; charset=utf-8/i);
    t.equal(contentLength(head), Buffer.byteLength(whole), 'the length is that of the whole');
    const half = Math.ceil(Buffer.byteLength(whole) / 2);
    t.equal(Buffer.byteLength(body), half, 'half of it came');
    t.equal(withoutId(whole).slice(0, 40), withoutId(body).slice(0, 40));
    t.match(lastEntry(esb), { status: 200, code: null, size: half, fault: { id, name: 'truncated' } });
    await t.rejects(askFor(esb, component), { code: 'ECONNRESET' }, 'HTTP clients tell it from a reply');
    ordinary(t, await askFor(esb, component), 'the next request');
  }
});

t.test('a long reply that is truncated is cut at half of it, too', async (t) => {
  const esb = await start(t, { auth: 'off' });
  await esb.load({
    modules: [
      {
        bk_module_id: 1,
        bk_biz_id: 1,
        set_template_id: 1,
        service_instances: Array.from({ length: 500 }, (_, index) => ({
          id: index + 1,
          name: `服务实例-${'x'.repeat(2000)}`,
        })),
      },
    ],
  });
  const whole = (await askFor(esb, LSI)).text;
  esb.faults.add({ name: 'truncated' });
  const { text } = await transmit(esb.url, requestText(LSI, ASKED[LSI] as object));
  const sent = Buffer.byteLength(text.slice(text.indexOf('\r\n\r\n') + 4));
  t.ok(Math.abs(sent - Buffer.byteLength(whole) / 2) < 4, `${sent} bytes of ${Buffer.byteLength(whole)} came`);
});

t.test('malformed: a whole HTTP reply, with half of the JSON', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  for (const component of COMPONENTS) {
    esb.faults.clear();
    const agent = keepAlive(t);
    const whole = (await askFor(esb, component, { agent })).text;
    const { id } = esb.faults.add({ name: 'malformed', times: 1 });
    const reply = await askFor(esb, component, { agent });
    t.equal(reply.reused, true);
    t.equal(reply.status, 200);
    t.equal(reply.headers['content-type'], JSON_TYPE);
    t.equal(reply.json, undefined, 'it is no JSON');
    t.equal(Number(reply.headers['content-length']), Math.ceil(Buffer.byteLength(whole) / 2));
    t.match(lastEntry(esb), { status: 200, code: null, fault: { id, name: 'malformed' } });
    const next = await askFor(esb, component, { agent });
    t.equal(next.reused, true, 'the connection is kept');
    t.equal(withoutId(next.text), withoutId(whole));
  }
});

t.test('a fault that breaks replies also breaks refusals', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  esb.faults.add({ name: 'malformed' });
  const reply = await ask(esb.url, LPI_PATH, { body: '{"service_instance_id":' });
  t.equal(reply.json, undefined);
  t.match(reply.text, /^\{"result":false,"code":1306000,/);
});

t.test('stages: a call that is refused earlier is not struck', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const OF_PROXY = 'bad-gateway';
  const unauthenticated: Request = { body: ASKED[LPI] as object };
  const broken: Request = { body: '{"bk_app_code":' };
  const testEnvironment: Request = { body: { ...CREDENTIALS }, headers: { 'x-use-test-env': '1' } };
  const noBusiness: Request = { body: { ...CREDENTIALS } };
  const cases: {
    name: string;
    fault: FaultSpec['name'];
    path?: string;
    request: Request;
    code: number;
    struck: number;
  }[] = [
    { name: 'no credentials', fault: 'cmdb-refused', request: unauthenticated, code: 1306000, struck: 0 },
    { name: 'no credentials', fault: 'rate-limited', request: unauthenticated, code: 1306000, struck: 0 },
    { name: 'broken JSON', fault: 'cmdb-refused', request: broken, code: 1306000, struck: 0 },
    { name: 'broken JSON', fault: 'app-forbidden', request: broken, code: 1306000, struck: 0 },
    { name: 'test environment', fault: 'cmdb-refused', request: testEnvironment, code: 1306206, struck: 0 },
    { name: 'test environment', fault: 'rate-limited', request: testEnvironment, code: 1306429, struck: 1 },
    { name: 'no bk_biz_id', fault: 'cmdb-failed', path: LSI_PATH, request: noBusiness, code: 1306406, struck: 0 },
    { name: 'no bk_biz_id', fault: 'esb-error', path: LSI_PATH, request: noBusiness, code: -1, struck: 1 },
    { name: 'what CMDB refuses', fault: 'cmdb-internal', request: noBusiness, code: 1199998, struck: 1 },
    { name: 'no credentials', fault: OF_PROXY, request: unauthenticated, code: -1, struck: 1 },
    { name: 'broken JSON', fault: OF_PROXY, request: broken, code: -1, struck: 1 },
    {
      name: 'a broken header',
      fault: OF_PROXY,
      request: { body: '{}', headers: { 'x-bkapi-authorization': '{' } },
      code: -1,
      struck: 1,
    },
    { name: 'too large', fault: OF_PROXY, request: { body: 'x'.repeat(2 ** 20 + 1) }, code: -1, struck: 1 },
    { name: 'another path', fault: OF_PROXY, path: pathOf('x'), request: noBusiness, code: -1, struck: 0 },
  ];
  for (const { name, fault, path = LPI_PATH, request, code, struck } of cases) {
    esb.faults.clear();
    const { id } = esb.faults.add({ name: fault });
    const reply = await ask(esb.url, path, request);
    t.equal(codeOf(reply) ?? -1, code, `${name}, ${fault}: the code`);
    t.equal(esb.faults.get(id)?.struck, struck, `${name}, ${fault}: struck`);
    t.equal(lastEntry(esb)?.fault === null, struck === 0, `${name}, ${fault}: the journal`);
  }
});

t.test('app-forbidden applies before the check of required parameters and after strict credentials', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED], auth: 'strict' });
  const { id } = esb.faults.add({ name: 'app-forbidden' });
  const unknown = { bk_app_code: 'nobody', bk_app_secret: 'x', bk_username: 'xxx' };
  t.equal(codeOf(await ask(esb.url, LSI_PATH, { body: unknown })), 1306000);
  t.equal(esb.faults.get(id)?.struck, 0);
  const known = { bk_app_code: 'esb_test', bk_app_secret: 'xxx', bk_token: 'xxx' };
  t.equal(codeOf(await ask(esb.url, LSI_PATH, { body: known })), 1306403);
});

t.test('no-permission names the business that was asked for', async (t) => {
  const esb = await start(t);
  await esb.load({
    businesses: [
      { bk_biz_id: 2, bk_biz_name: '蓝鲸' },
      { bk_biz_id: 3, bk_biz_name: '业务 "3"' },
    ],
    modules: [
      {
        bk_module_id: 1,
        bk_biz_id: 3,
        service_instances: [{ id: 54, processes: [{ bk_process_id: 1 }] }],
      },
    ],
  });
  esb.faults.add({ name: 'no-permission' });
  const cases: { component: string; params: object; id: string; name: string }[] = [
    { component: LPI, params: { bk_biz_id: 2, service_instance_id: 54 }, id: '2', name: '蓝鲸' },
    { component: LPI, params: { service_instance_id: 54 }, id: '3', name: '业务 "3"' },
    { component: LPI, params: { service_instance_id: 54, bk_biz_id: null }, id: '3', name: '业务 "3"' },
    { component: LSI, params: { bk_biz_id: 2, set_template_id: 1 }, id: '2', name: '蓝鲸' },
    { component: LSI, params: { bk_biz_id: '3', set_template_id: 1 }, id: '3', name: '业务 "3"' },
    { component: LSI, params: { bk_biz_id: 3 }, id: '3', name: '业务 "3"' },
  ];
  for (const { component, params, id, name } of cases) {
    const { json } = await call(esb.url, component, params);
    const told = (json as { permission: unknown }).permission;
    t.strictSame(told, JSON.parse(permission(id, name.replaceAll('"', '\\"'))), JSON.stringify(params));
  }
});

/** The first calls that a probability of 0.5 strikes with the seed 7. */
const SEQUENCE_OF_7 = '.xxx.xx.x..x.x.x.x..x.x.';

const struckIn = async (sandbox: SandboxHandle, count: number): Promise<string> => {
  let pattern = '';
  for (let at = 0; at < count; at += 1) pattern += codeOf(await askFor(sandbox, LPI)) === 0 ? '.' : 'x';
  return pattern;
};

t.test('times, skip, probability and seed', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const cases: { spec: Omit<FaultSpec, 'name'>; pattern: string }[] = [
    { spec: {}, pattern: 'xxxxxx' },
    { spec: { times: 2 }, pattern: 'xx....' },
    { spec: { skip: 2 }, pattern: '..xxxx' },
    { spec: { skip: 1, times: 3 }, pattern: '.xxx..' },
    { spec: { probability: 1 }, pattern: 'xxxxxx' },
  ];
  for (const { spec, pattern } of cases) {
    esb.faults.clear();
    esb.faults.add({ name: 'cmdb-refused', ...spec });
    t.equal(await struckIn(esb, pattern.length), pattern, JSON.stringify(spec));
  }
});

t.test('chance is the same in every run, every sandbox, and however it is asked for', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const spec = { name: 'cmdb-refused', probability: 0.5, seed: 7 } as const;
  const patterns: string[] = [];
  for (const name of ['a', 'b']) {
    const sandbox = esb.sandbox(name);
    sandbox.faults.add(spec);
    patterns.push(await struckIn(sandbox, 24));
  }
  t.equal(patterns[0], patterns[1]);
  t.equal(patterns[0], SEQUENCE_OF_7, 'users have written tests about this sequence');
  const other = esb.sandbox('c');
  other.faults.add({ ...spec, seed: 8 });
  t.not(await struckIn(other, 24), patterns[0], 'another seed, another sequence');
  const capped = esb.sandbox('d');
  capped.faults.add({ ...spec, times: 2, skip: 1 });
  t.equal(await struckIn(capped, 24), '.xx.....................', 'what is passed over or left counts as seen');
});

t.test('two faults: all that match see a call, the first that is due strikes', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  esb.faults.add({ name: 'cmdb-refused', times: 1, skip: 1 });
  esb.faults.add({ name: 'rate-limited', times: 2 });
  const codes: (number | undefined)[] = [];
  for (let at = 0; at < 4; at += 1) codes.push(codeOf(await askFor(esb, LPI)));
  t.strictSame(codes, [1306429, 1306201, 1306429, 0]);
  t.match(esb.faults.list(), [
    { id: 'f1', seen: 4, struck: 1, left: 0 },
    { id: 'f2', seen: 4, struck: 2, left: 0 },
  ]);
});

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const form = (fields: Record<string, string>): Request => ({
  headers: FORM,
  body: new URLSearchParams({ ...CREDENTIALS, ...fields }).toString(),
});
const got = (component: string, fields: Record<string, string>): { path: string; request: Request } => ({
  path: `${pathOf(component)}?${new URLSearchParams({ ...CREDENTIALS, ...fields }).toString()}`,
  request: { method: 'GET' },
});

t.test('scope: component, app and parameters, however they are sent', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const sent = (params: object): Request => ({ body: { ...CREDENTIALS, ...params } });
  const inHeader = (app: string): Request => ({
    body: ASKED[LPI] as object,
    headers: { 'x-bkapi-authorization': JSON.stringify({ ...CREDENTIALS, bk_app_code: app }) },
  });
  interface Scoped {
    scope: Omit<FaultSpec, 'name'>;
    path?: string;
    request: Request;
    isStruck: boolean;
  }
  const lpi = ASKED[LPI] as object;
  const cases: Scoped[] = [
    { scope: { component: LPI }, request: sent(lpi), isStruck: true },
    { scope: { component: LSI }, request: sent(lpi), isStruck: false },
    { scope: { component: LSI }, path: LSI_PATH, request: sent({}), isStruck: true },
    { scope: { app: 'suite' }, request: sent(lpi), isStruck: true },
    { scope: { app: 'other' }, request: sent(lpi), isStruck: false },
    { scope: { app: 'suite' }, request: inHeader('suite'), isStruck: true },
    { scope: { app: 'suite' }, request: inHeader('other'), isStruck: false },
    { scope: { app: 'suite' }, request: form({ service_instance_id: '54' }), isStruck: true },
    { scope: { app: 'suite' }, ...got(LPI, {}), isStruck: true },
    { scope: { app: 'suite' }, request: { body: '' }, isStruck: false },
    { scope: { parameters: { bk_biz_id: 1 } }, request: sent(lpi), isStruck: true },
    { scope: { parameters: { bk_biz_id: 2 } }, request: sent(lpi), isStruck: false },
    { scope: { parameters: { bk_biz_id: 1 } }, request: form({ bk_biz_id: '1' }), isStruck: true },
    { scope: { parameters: { bk_biz_id: 1 } }, ...got(LPI, { bk_biz_id: '1' }), isStruck: true },
    { scope: { parameters: { bk_biz_id: 1 } }, ...got(LPI, { bk_biz_id: '2' }), isStruck: false },
    { scope: { parameters: { bk_biz_id: 1 } }, request: inHeader('suite'), isStruck: true },
    {
      scope: { component: LSI, parameters: { page: { start: 500 } } },
      path: LSI_PATH,
      request: sent({ bk_biz_id: 1, set_template_id: 1, page: { start: 500, limit: 500 } }),
      isStruck: true,
    },
    {
      scope: { component: LSI, parameters: { page: { start: 500 } } },
      path: LSI_PATH,
      request: sent({ bk_biz_id: 1, set_template_id: 1, page: { start: 0, limit: 500 } }),
      isStruck: false,
    },
    { scope: { parameters: { ids: [1, 2] } }, request: sent({ ids: [1, 2] }), isStruck: true },
    { scope: { parameters: { ids: [1, 2] } }, request: sent({ ids: [1, 2, 3] }), isStruck: false },
    { scope: { component: LPI, app: 'suite', parameters: { bk_biz_id: 1 } }, request: sent(lpi), isStruck: true },
    { scope: { component: LPI, app: 'suite', parameters: { bk_biz_id: 3 } }, request: sent(lpi), isStruck: false },
    { scope: { parameters: { bk_biz_id: 1 } }, request: { body: '{"bk_biz_id": 1' }, isStruck: false },
    {
      scope: { parameters: { service_instance_id: 9007199254740993n } },
      request: { body: '{"service_instance_id": 9007199254740993}' },
      isStruck: true,
    },
    {
      scope: { parameters: { service_instance_id: 9007199254740993n } },
      request: { body: '{"service_instance_id": 9007199254740992}' },
      isStruck: false,
    },
  ];
  for (const { scope, path = LPI_PATH, request, isStruck } of cases) {
    esb.faults.clear();
    esb.faults.add({ name: 'bad-gateway', ...scope });
    const reply = await ask(esb.url, path, request);
    const name = [path, scope, request]
      .map((part) =>
        JSON.stringify(part, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
      )
      .join(' ');
    t.equal(reply.status === 502, isStruck, name);
    t.match(esb.faults.list(), [isStruck ? { seen: 1, struck: 1 } : { seen: 0, struck: 0 }], name);
  }
});

t.test('scope by the app of a known access token', async (t) => {
  const esb = await start(t, { auth: 'strict' });
  await esb.load({
    apps: [{ bk_app_code: 'saas', bk_app_secret: 's' }],
    users: [{ bk_username: 'u', access_tokens: [{ access_token: 'at', bk_app_code: 'saas' }] }],
  });
  esb.faults.add({ name: 'bad-gateway', app: 'saas' });
  const headers = { 'x-bkapi-authorization': '{"access_token":"at"}' };
  t.equal((await ask(esb.url, LPI_PATH, { body: '{}', headers })).status, 502);
});

t.test('custom replies', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  interface Custom {
    reply: NonNullable<FaultSpec['reply']>;
    status?: number;
    type?: string | undefined;
    text: string;
    code?: number | null;
    headers?: object;
  }
  const cases: Custom[] = [
    { reply: { code: 1306999, message: 'mine "quoted"' }, text: ofEsb(1306999, 'mine \\"quoted\\"'), code: 1306999 },
    { reply: { code: 1101000, message: '业务不存在' }, text: ofCmdb(1101000, '业务不存在'), code: 1101000 },
    { reply: { code: 1399999, message: 'm' }, text: ofEsb(1399999, 'm'), code: 1399999 },
    { reply: { code: 1400000, message: 'm' }, text: ofCmdb(1400000, 'm'), code: 1400000 },
    { reply: { status: 418 }, status: 418, text: '' },
    { reply: { body: { result: true, data: [1, null] } }, text: '{"result":true,"data":[1,null]}' },
    { reply: { body: '维护中' }, type: 'text/plain; charset=utf-8', text: '维护中' },
    { reply: { body: null }, text: 'null' },
    {
      reply: { status: 503, headers: { 'Content-Type': 'text/html', 'Retry-After': '3' }, body: '<p>' },
      status: 503,
      type: 'text/html',
      text: '<p>',
      headers: { 'retry-after': '3' },
    },
    { reply: { status: 204 }, status: 204, text: '' },
    { reply: { status: 302, headers: { location: '/login' } }, status: 302, text: '', headers: { location: '/login' } },
  ];
  for (const { reply, status = 200, type = JSON_TYPE, text, code = null, headers = {} } of cases) {
    const name = JSON.stringify(reply);
    esb.faults.clear();
    esb.faults.add({ name: 'custom', reply, times: 1 });
    const agent = keepAlive(t);
    const got = await askFor(esb, LPI, { agent, headers: ZH });
    t.equal(got.status, status, name);
    t.equal(withoutId(got.text), text, name);
    if (text !== '') t.equal(got.headers['content-type'], type, name);
    t.match(got.headers, headers, name);
    t.equal(got.headers['content-length'], status === 204 ? undefined : String(Buffer.byteLength(got.text)), name);
    t.match(lastEntry(esb), { status, code, fault: { name: 'custom' } }, name);
    const next = await askFor(esb, LPI, { agent });
    t.equal(next.reused, true, name);
    ordinary(t, next, name);
  }
});

t.test('kinds of latency', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const cases: { latency: NonNullable<FaultSpec['latency']>; min: number; max: number }[] = [
    { latency: 60, min: 59, max: 59 },
    { latency: { fixed: 60 }, min: 59, max: 59 },
    { latency: { uniform: { min: 50, max: 90 } }, min: 49, max: 90 },
    { latency: { log_normal: { median: 60, sigma: 0.1 } }, min: 30, max: 120 },
  ];
  for (const { latency, min, max } of cases) {
    for (const name of ['slow', 'rate-limited', 'malformed'] as const) {
      esb.faults.clear();
      esb.faults.add({ name, latency });
      const { ms } = await askFor(esb, LPI);
      t.ok(ms >= min && ms <= max + 5000, `${name} ${JSON.stringify(latency)} took ${ms} ms`);
    }
  }
});

t.test('delayed requests wait side by side', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const warnings = watchWarnings(t);
  esb.faults.add({ name: 'slow', latency: 200 });
  const started = performance.now();
  const replies = await Promise.all(
    Array.from({ length: 40 }, (_, index) => askFor(esb, COMPONENTS[index % 2] as string)),
  );
  for (const reply of replies) t.match(reply.json, { code: 0 });
  t.ok(performance.now() - started < 7000, 'one after the other, they would take eight seconds');
  t.equal(esb.requests.count({ code: 0 }), 40);
  t.strictSame(warnings, []);
});

t.test('a client that leaves during a delay', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const { id } = esb.faults.add({ name: 'slow', latency: 10_000, times: 1 });
  const socket = connect(esb.url);
  socket.write(requestText(LPI, ASKED[LPI] as object));
  await until(() => esb.faults.get(id)?.struck === 1);
  t.equal(esb.requests.count(), 0, 'it is entered when it ends');
  socket.destroy();
  await until(() => esb.requests.count() === 1);
  t.match(lastEntry(esb), { status: null, code: null, size: 0, fault: { id, name: 'slow' }, component: LPI });
  ordinary(t, await askFor(esb, LPI), 'the server is well');
});

/** The bodies of the replies in what came over a connection. */
const bodiesOf = (text: string): unknown[] =>
  text
    .split('HTTP/1.1 ')
    .slice(1)
    .map((reply) => JSON.parse(reply.slice(reply.indexOf('\r\n\r\n'))) as unknown);

t.test('pipelined requests are answered in their order, each with its own delay', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const warnings = watchWarnings(t);
  esb.faults.add({ name: 'slow', latency: 120, parameters: { bk_biz_id: 1 } });
  const ids = [54, 1, 54, 3, ...Array.from({ length: 16 }, () => 54)];
  const texts = ids.map((id, index) =>
    requestText(
      LPI,
      { service_instance_id: id, ...(index % 2 === 0 ? { bk_biz_id: 1 } : {}) },
      index === ids.length - 1 ? ['Connection: close'] : [],
    ),
  );
  const started = performance.now();
  const { text, error } = await transmit(esb.url, texts.join(''));
  t.equal(error, undefined);
  t.ok(performance.now() - started >= 119);
  t.strictSame(
    bodiesOf(text).map((body) => (body as { data: unknown[] }).data.length),
    ids.map((id) => (id === 54 ? 1 : 0)),
  );
  t.equal(esb.requests.count({ code: 0 }), ids.length);
  t.strictSame(warnings, []);
});

t.test('a fault in a pipeline takes its turn, and the journal has what was sent', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const texts = [1, 2, 3].map((n) => requestText(LPI, { service_instance_id: 54, n }));
  for (const [name, replies, sent] of [
    ['reset', 1, [200, null, null]],
    ['truncated', 2, [200, 200, null]],
  ] as const) {
    esb.faults.clear();
    esb.requests.clear();
    esb.faults.add({ name: 'slow', latency: 60, parameters: { n: 1 } });
    esb.faults.add({ name, parameters: { n: 2 } });
    const { text } = await transmit(esb.url, texts.join(''));
    const bodies = text.split('HTTP/1.1 200 OK').slice(1);
    t.equal(bodies.length, replies, name);
    t.match(bodies[0], /"bk_process_id":46.*\}$/s, `${name}: the reply before it is whole`);
    await until(() => esb.requests.count() === 3);
    const entries = esb.requests.find();
    t.strictSame(
      entries.map(({ status }) => status),
      sent,
      name,
    );
    t.match(entries[2], { code: null, size: 0, fault: null }, name);
    ordinary(t, await askFor(esb, LPI), `${name}: the server is well`);
  }
});

t.test('a client that leaves while its replies wait for their turn', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const { id } = esb.faults.add({ name: 'slow', latency: 10_000, times: 1 });
  const socket = connect(esb.url);
  const unknown = 'GET /api/c/compapi/v2/cc/unknown/ HTTP/1.1\r\nHost: x\r\n\r\n';
  socket.write(requestText(LPI, ASKED[LPI] as object).repeat(2) + unknown);
  await until(() => esb.faults.get(id)?.seen === 2);
  t.equal(esb.requests.count(), 0);
  socket.destroy();
  await until(() => esb.requests.count() === 3);
  for (const entry of esb.requests.find()) t.match(entry, { status: null, code: null, size: 0 });
});

t.test('a hundred pipelined requests of a connection are answered at a time', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const warnings = watchWarnings(t);
  const texts = Array.from({ length: 350 }, (_, n) => requestText(LPI, { service_instance_id: n % 2 === 0 ? 54 : 1 }));
  const { id } = esb.faults.add({ name: 'slow', latency: 30_000 });
  const socket = connect(esb.url);
  socket.on('error', () => undefined);
  socket.write(texts.join(''));
  await until(() => (esb.faults.get(id)?.struck ?? 0) > 100);
  // Another connection is not held up. Its reply comes after all that was there to read.
  t.equal((await ask(esb.url, '/healthz')).status, 200);
  t.equal(esb.faults.get(id)?.struck, 101, 'and the one before them');
  socket.destroy();
  esb.faults.clear();
  esb.faults.add({ name: 'slow', latency: 10 });
  const last = requestText(LPI, { service_instance_id: 54 }, ['Connection: close']);
  const { text, error } = await transmit(esb.url, texts.join('') + last);
  t.equal(error, undefined);
  t.strictSame(
    bodiesOf(text).map((body) => (body as { data: unknown[] }).data.length),
    [...texts.map((_, n) => (n % 2 === 0 ? 1 : 0)), 1],
  );
  t.strictSame(warnings, []);
});

t.test('close sends delayed replies at once', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const { id } = esb.faults.add({ name: 'timeout' });
  const agent = keepAlive(t);
  const pending = askFor(esb, LPI, { agent });
  await until(() => esb.faults.get(id)?.struck === 1);
  const started = performance.now();
  const [reply] = await Promise.all([pending, esb.close()]);
  t.equal(reply.status, 504);
  t.ok(performance.now() - started < 15_000, 'it took no minute');
});

t.test('close after each failure is quick, and leaves nothing behind', async (t) => {
  for (const { name } of CATALOGUE) {
    const esb = await start(t, { fixtures: [DOCUMENTED] });
    esb.faults.add({ name, latency: 20 });
    const agent = keepAlive(t);
    await askFor(esb, LPI, { agent }).catch(() => undefined);
    const started = performance.now();
    await esb.close();
    t.ok(performance.now() - started < 7000, name);
    await t.rejects(askFor(esb, LPI), { code: 'ECONNREFUSED' });
  }
});

t.test('a closing server does not delay requests that it has begun to read', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const { id } = esb.faults.add({ name: 'slow', latency: 30_000 });
  const socket = connect(esb.url);
  const text = requestText(LPI, ASKED[LPI] as object, ['Expect: 100-continue']);
  const body = text.indexOf('\r\n\r\n') + 4;
  socket.write(text.slice(0, body));
  t.match(String(await once(socket, 'data')), 'HTTP/1.1 100 Continue');
  const started = performance.now();
  const closed = esb.close();
  socket.write(text.slice(body));
  t.match(String(await once(socket, 'data')), 'HTTP/1.1 200 OK');
  await closed;
  t.ok(performance.now() - started < 7000, 'the grace of eight seconds is not used');
  t.equal(esb.faults.get(id)?.struck, 1);
});

t.test('faults over HTTP', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const { url } = esb.sandbox('w1');
  const spec = { name: 'cmdb-refused', component: LPI, parameters: { bk_biz_id: 1 }, times: 2, latency: { fixed: 5 } };
  const added = await control(url, '/faults', { body: spec });
  t.equal(added.status, 201);
  t.same(added.json, { id: 'f1', ...spec, seen: 0, struck: 0, left: 2 });
  t.equal(codeOf(await call(url, LPI, ASKED[LPI])), 1306201);
  t.equal(codeOf(await call(esb.url, LPI, ASKED[LPI])), 0, 'another sandbox is not struck');
  const state = { id: 'f1', ...spec, seen: 1, struck: 1, left: 1 };
  t.same((await control(url, '/faults')).json, [state]);
  t.same((await control(url, '/faults/f1')).json, state);
  t.equal((await control(url, '/faults/f1', { method: 'DELETE' })).status, 204);
  t.equal(codeOf(await call(url, LPI, ASKED[LPI])), 0);
  const { json } = await control(url, '/faults/f1');
  t.match(json, { code: String, message: 'the sandbox w1 has no fault "f1"; it has none' });
  await control(url, '/faults', { body: { name: 'reset' } });
  t.equal((await control(url, '/faults', { method: 'DELETE' })).status, 204);
  t.same((await control(url, '/faults')).json, []);
});

t.test('integers that JavaScript would round travel whole', async (t) => {
  const esb = await start(t);
  const body = '{"name":"reset","parameters":{"service_instance_id":9007199254740993,"x":1.0}}';
  const { text } = await control(esb.url, '/faults', { body });
  t.match(text, '"service_instance_id":9007199254740993');
  t.match((await control(esb.url, '/faults')).text, '"service_instance_id":9007199254740993');
});

t.test('the catalogue over HTTP', async (t) => {
  const esb = await start(t);
  const { json } = await control(esb.url, '/faults/catalogue');
  t.same(
    json,
    CATALOGUE.map(({ name, about, stage }) => ({ name, about, about_zh: ABOUT_ZH[name], stage })),
  );
});

t.test('faults of files begin every sandbox, and reset returns to them', async (t) => {
  const dir = t.testdir({
    'a.yaml': 'name: cmdb-refused\ntimes: 1\n',
    more: { 'b.json': '[{"name": "rate-limited", "component": "list_process_instance"}]' },
  });
  const esb = await start(t, { fixtures: [DOCUMENTED], faults: [`${dir}/a.yaml`, `${dir}/more`] });
  const both = [
    { id: 'f1', name: 'cmdb-refused', left: 1 },
    { id: 'f2', name: 'rate-limited', left: null },
  ];
  const sandboxes: (Emulator | NamedSandbox)[] = [esb, esb.sandbox('w1')];
  for (const sandbox of sandboxes) {
    t.match(sandbox.faults.list(), both);
    const codes: (number | undefined)[] = [];
    for (const component of [LPI, LPI, LSI]) codes.push(codeOf(await askFor(sandbox, component)));
    t.strictSame(codes, [1306201, 1306429, 0]);
    sandbox.faults.clear();
    sandbox.faults.add({ name: 'reset' });
    await control(sandbox.url, '/reset', { method: 'POST' });
    t.match(sandbox.faults.list(), both);
    t.equal(sandbox.faults.list().length, 2);
    t.equal(codeOf(await askFor(sandbox, LPI)), 1306201, 'counts begin again');
  }
  await t.rejects(start(t, { faults: [`${dir}/none.yaml`] }), /none\.yaml/);
});

t.test('snapshots keep faults with their counts', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  esb.faults.add({ name: 'cmdb-refused', times: 2 });
  await askFor(esb, LPI);
  await esb.snapshot('half');
  await askFor(esb, LPI);
  t.equal(codeOf(await askFor(esb, LPI)), 0);
  await esb.restore('half');
  t.match(esb.faults.list(), [{ id: 'f1', seen: 1, struck: 1, left: 1 }]);
  t.equal(codeOf(await askFor(esb, LPI)), 1306201);
});

t.test('injected requests meet the same failures', async (t) => {
  const esb = await start(t, { fixtures: [DOCUMENTED] });
  const inject = () => esb.inject({ method: 'POST', url: LPI_PATH, payload: { ...CREDENTIALS, ...ASKED[LPI] } });
  esb.faults.add({ name: 'cmdb-refused', times: 1 });
  t.match((await inject()).json(), { code: 1306201 });
  esb.faults.add({ name: 'slow', latency: 60, times: 1 });
  const started = performance.now();
  t.match((await inject()).json(), { code: 0 });
  t.ok(performance.now() - started >= 59);
  esb.faults.add({ name: 'reset', times: 1 });
  await t.rejects(inject());
  t.match((await inject()).json(), { code: 0 });
});
