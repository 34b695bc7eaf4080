import http from 'node:http';
import t from 'tap';
import type { Fixture, Warning } from '../../src/index.js';
import { checkTwins } from '../twins.js';
import { ask, call, control, CREDENTIALS, LPI, LPI_PATH, LSI, LSI_PATH, pathOf, start } from '../control/helper.js';

const FIXTURE: Fixture = {
  modules: [
    {
      bk_module_id: 1,
      bk_biz_id: 2,
      set_template_id: 3,
      service_instances: [{ id: 54, processes: [{ bk_process_id: 1 }] }],
    },
  ],
};

const GET =
  'GET: the documentation knows POST alone, and on a live ESB every value of a query reaches CMDB as a string';
const MOST = 'the documentation allows 500 at most';

/** Each call that cmdb-3.14 refuses or answers differently, with the reasons. */
const DIFFERENT: readonly { component: string; params: object; reasons: string[] }[] = [
  {
    component: LPI,
    params: { service_instance_id: 54 },
    reasons: ['bk_biz_id is missing: cmdb-3.14 refuses with 1108024'],
  },
  {
    component: LPI,
    params: { service_instance_id: 54, bk_biz_id: null },
    reasons: ['bk_biz_id is null: cmdb-3.14 refuses with 1108024'],
  },
  {
    component: LPI,
    params: { service_instance_id: 54, bk_biz_id: 0 },
    reasons: ['bk_biz_id is 0: cmdb-3.14 refuses with 1108024'],
  },
  {
    component: LSI,
    params: { bk_biz_id: 2, set_template_id: 3 },
    reasons: ['no page: cmdb-3.14 refuses with 1199059'],
  },
  {
    component: LSI,
    params: { bk_biz_id: 2, set_template_id: 3, page: null },
    reasons: ['page is null: cmdb-3.14 refuses with 1199059'],
  },
  {
    component: LSI,
    params: { bk_biz_id: 2, set_template_id: 3, page: { limit: 501 } },
    reasons: [`page.limit is 501: cmdb-3.14 takes it, ${MOST}`],
  },
  {
    component: LSI,
    params: { bk_biz_id: 2, set_template_id: 3, page: { limit: 999_999_999 } },
    reasons: [`page.limit is 999999999: cmdb-3.14 takes it for no limit, ${MOST}`],
  },
];

const SAME: readonly { component: string; params: object }[] = [
  { component: LPI, params: { service_instance_id: 54, bk_biz_id: 2 } },
  { component: LPI, params: { service_instance_id: '54' } },
  { component: LSI, params: { bk_biz_id: 2, set_template_id: 3, page: { limit: 500 } } },
  { component: LSI, params: { bk_biz_id: 2, set_template_id: 3, page: { limit: 1001 } } },
];

const warningsOf = async (url: string): Promise<Warning[]> => (await control(url, '/warnings')).json as Warning[];

t.test('each difference is one warning, with the request', async (t) => {
  const esb = await start(t);
  await esb.load(FIXTURE);
  for (const { component, params, reasons } of DIFFERENT) {
    const name = `${component} ${JSON.stringify(params)}`;
    esb.requests.clear();
    t.equal((await control(esb.url, '/warnings', { method: 'DELETE' })).status, 204);
    await call(esb.url, component, params);
    const [entry] = esb.requests.find();
    t.strictSame(entry?.warnings, reasons, name);
    const expected = reasons.map((reason, index) => ({
      id: entry?.id,
      time: entry?.time,
      component,
      app: 'suite',
      method: 'POST',
      path: pathOf(component),
      parameters: params,
      reason,
      reason_zh: entry?.warnings_zh[index],
    }));
    t.strictSame(await warningsOf(esb.url), expected, name);
    t.strictSame(esb.warnings(), expected, `${name}: in process`);
    checkTwins(t, esb);
  }
});

t.test('GET, which may differ in several ways', async (t) => {
  const esb = await start(t);
  await esb.load(FIXTURE);
  const query = new URLSearchParams({ ...CREDENTIALS, bk_biz_id: '2' }).toString();
  await ask(esb.url, `${LSI_PATH}?${query}`);
  t.strictSame(
    (await warningsOf(esb.url)).map(({ method, reason }) => [method, reason]),
    [
      ['GET', GET],
      ['GET', 'no page: cmdb-3.14 refuses with 1199059'],
    ],
  );
  checkTwins(t, esb, 3);
  await ask(esb.url, `${LPI_PATH}?${new URLSearchParams({ bk_biz_id: '2' }).toString()}`);
  t.equal((await warningsOf(esb.url)).length, 2, 'what the ESB refuses in either way is no difference');
});

t.test('no warning without a difference, and none under cmdb-3.14', async (t) => {
  const esb = await start(t);
  await esb.load(FIXTURE);
  for (const { component, params } of SAME) await call(esb.url, component, params);
  await ask(esb.url, pathOf('none'), { body: '{}' });
  t.strictSame(await warningsOf(esb.url), []);
  for (const strictWarnings of [false, true]) {
    esb.configure({ contract: 'cmdb-3.14', strictWarnings });
    for (const { component, params } of [...DIFFERENT, ...SAME]) {
      const { text } = await call(esb.url, component, params);
      t.notMatch(text, 'strict warnings', JSON.stringify(params));
    }
    await ask(esb.url, `${LPI_PATH}?${new URLSearchParams(CREDENTIALS).toString()}`);
  }
  t.strictSame(await warningsOf(esb.url), []);
  t.strictSame(
    esb.requests.find().flatMap(({ warnings }) => warnings),
    [],
  );
});

t.test('strict warnings: refusals, and warnings all the same', async (t) => {
  const esb = await start(t, { strictWarnings: true });
  await esb.load(FIXTURE);
  for (const { component, params, reasons } of DIFFERENT) {
    const { status, text } = await call(esb.url, component, params);
    const name = JSON.stringify(params);
    t.equal(status, 200, name);
    t.equal(
      text.replace(/"request_id":"[0-9a-f]{32}"/, '"request_id":"<id>"'),
      `{"result":false,"code":1306406,"data":null,` +
        `"message":"Parameters error, strict warnings: ${reasons.join('; ')}","request_id":"<id>"}`,
      name,
    );
    t.match(esb.requests.find().at(-1), { code: 1306406, warnings: reasons, why: /--strict-warnings/ }, name);
  }
  t.equal((await warningsOf(esb.url)).length, DIFFERENT.flatMap(({ reasons }) => reasons).length);
  const get = await ask(esb.url, `${LSI_PATH}?${new URLSearchParams({ ...CREDENTIALS, bk_biz_id: '2' }).toString()}`);
  t.match(get.json, {
    code: 1306406,
    message: `Parameters error, strict warnings: ${GET}; no page: cmdb-3.14 refuses with 1199059`,
  });
  const codes: (number | undefined)[] = [];
  for (const { component, params } of SAME) {
    codes.push(((await call(esb.url, component, params)).json as { code?: number }).code);
  }
  t.strictSame(codes, [0, 1199000, 0, 1199059], 'what does not differ is answered as ever');
});

t.test('strict warnings are a setting of each sandbox', async (t) => {
  const esb = await start(t);
  const { url } = esb.sandbox('w1');
  await esb.sandbox('w1').load(FIXTURE);
  const { component, params } = DIFFERENT[0] as (typeof DIFFERENT)[number];
  const code = async (at: string) => ((await call(at, component, params)).json as { code: number }).code;
  t.equal(await code(url), 0);
  const { json } = await control(url, '/settings', { method: 'PATCH', body: { strict_warnings: true } });
  t.same(json, { contract: 'documented', auth: 'required', strict_warnings: true, clock: null });
  t.equal(await code(url), 1306406);
  t.equal(await code(esb.url), 0);
  await control(url, '/reset', { method: 'POST' });
  t.equal(await code(url), 0);
});

t.test('reset and DELETE forget them, DELETE /requests does not', async (t) => {
  const esb = await start(t);
  await esb.load(FIXTURE);
  const [a, b] = [esb.sandbox('a'), esb.sandbox('b')];
  const differ = (url: string) => call(url, LPI, { service_instance_id: 54 });
  for (const { url } of [a, b, b]) await differ(url);
  const counts = async () => [(await warningsOf(a.url)).length, (await warningsOf(b.url)).length];
  t.strictSame(await counts(), [1, 2], 'each sandbox has its own');
  await control(a.url, '/requests', { method: 'DELETE' });
  t.strictSame(await counts(), [1, 2]);
  await control(a.url, '/warnings', { method: 'DELETE' });
  t.strictSame(await counts(), [0, 2]);
  t.equal(b.requests.count(), 2, 'the journal is another matter');
  await control(b.url, '/reset', { method: 'POST' });
  t.strictSame(await counts(), [0, 0]);
});

t.test('the first thousand are kept', async (t) => {
  const esb = await start(t, { auth: 'off', journalSize: 2 });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  t.teardown(() => agent.destroy());
  const all = Array.from({ length: 1010 }, (_, n) => n);
  await Promise.all(all.map((n) => ask(esb.url, LPI_PATH, { agent, body: { service_instance_id: 54, n } })));
  const warnings = await warningsOf(esb.url);
  t.equal(warnings.length, 1000);
  t.strictSame(
    warnings.map(({ id }) => id),
    Array.from({ length: 1000 }, (_, index) => index + 1),
  );
  const [listed] = (await control(esb.url, '/sandboxes')).json as { warnings: number; requests: number }[];
  t.match(listed, { warnings: 1000, requests: 2 });
});
