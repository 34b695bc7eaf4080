import t from 'tap';
import {
  fieldText,
  fieldValue,
  isMap,
  isSame,
  jsonText,
  kindOf,
  readJson,
  withValue,
} from '../../src/console/page/views/try/json-value.js';
import { call, descriptionOf, inaccessible, openConsole, overflow, skip } from './browser.js';

/** The view "Try it", as a developer uses it. */

const LPI = 'list_process_instance';
const LSI = 'list_service_instance_by_set_template';

const STUBS = {
  stubs: [
    { name: 'businesses', path: 'cc.search_business', when: { condition: { bk_biz_id: 2 } }, data: { count: 1 } },
    { path: '/api/bk-notice/prod/announcements/', method: 'GET', reply: { status: 200, body: '{"notice":true}' } },
  ],
};

t.test('the text of a field and its value stand for each other', (t) => {
  const { value } = readJson('{"n":9007199254740993,"s":"2","l":[1,2],"names":["a","b,c"],"page":{"start":0}}') as {
    value: Record<string, unknown>;
  };
  const cases: [kind: 'text' | 'number' | 'list' | 'json' | 'boolean', name: string, text: string][] = [
    ['number', 'n', '9007199254740993'],
    ['number', 's', '"2"'],
    ['text', 's', '2'],
    ['list', 'l', '1, 2'],
    ['list', 'names', '["a","b,c"]'],
    ['text', 'none', ''],
  ];
  for (const [kind, name, text] of cases) {
    t.equal(fieldText(kind, value[name]), text, `${kind} ${name}`);
    t.equal(jsonText(fieldValue(kind, text)), jsonText(value[name]), `${kind} ${text}`);
  }
  t.equal(fieldText('text', 5), '5');
  t.equal(fieldText('json', { a: 1 }), '{\n  "a": 1\n}');
  t.equal(fieldText('list', []), '[]');
  t.equal(fieldText('list', ''), '""');
  t.equal(fieldText('list', 'ab'), 'ab');
  t.strictSame(fieldValue('list', 'a, ,b'), ['a', 'b']);
  t.match(readJson('{'), { problem: String });
  t.strictSame(readJson(' '), { value: {} });
  t.equal(jsonText(undefined), '');
  t.ok(isMap({}));
  for (const other of [null, [], 'a', value['n']]) t.notOk(isMap(other));
  t.ok(isSame({ a: 1 }, { a: 1 }));
  t.notOk(isSame({ a: 1 }, { a: 2 }));
  t.equal(fieldValue('number', 'abc'), 'abc', 'none of its kind');
  t.strictSame(withValue({ a: 1, page: { start: 0 } }, ['page', 'start'], undefined), { a: 1 });
  t.strictSame(withValue({}, ['page', 'start'], 0), { page: { start: 0 } });
  t.end();
});

t.test('the form of a field follows from its schema, or else from its value', (t) => {
  const cases: [schema: Parameters<typeof kindOf>[0], value: unknown, expected: string][] = [
    [{ type: 'integer' }, undefined, 'number'],
    [{ type: 'number' }, undefined, 'number'],
    [{ type: 'string' }, undefined, 'text'],
    [{ type: 'boolean' }, undefined, 'boolean'],
    [{ type: 'object' }, undefined, 'json'],
    [{ type: 'object', properties: {} }, undefined, 'map'],
    [{ type: 'array' }, undefined, 'json'],
    [{ type: 'array', items: { type: 'integer' } }, undefined, 'list'],
    [{ type: 'array', items: { type: 'string' } }, undefined, 'list'],
    [{}, 'a', 'text'],
    [{}, true, 'boolean'],
    [{}, 1, 'number'],
    [{}, {}, 'json'],
  ];
  for (const [schema, value, expected] of cases)
    t.equal(kindOf(schema, value), expected, JSON.stringify([schema, value]));
  t.end();
});

t.test(
  'an operation is called with ids that exist, by keyboard, and the reply stands beside it',
  { skip },
  async (t) => {
    const { esb, page, broken } = await openConsole(t, 'try');
    const { bk_biz_id, service_instance_id } = esb.example ?? {};
    const form = page.getByRole('form', { name: LPI });
    const instance = form.getByLabel('service_instance_id (required)');
    t.equal(await instance.inputValue(), String(service_instance_id));
    t.equal(await form.getByLabel('bk_biz_id').inputValue(), String(bk_biz_id));
    await page.locator('#ids-service_instance_id option').first().waitFor({ state: 'attached' });
    await page.locator('#ids-bk_biz_id option').nth(5).waitFor({ state: 'attached' });
    await form.getByLabel('bk_app_code').fill('my_app');
    await instance.press('Control+Enter');
    const reply = page.getByRole('region', { name: 'Reply' });
    await reply.getByText('HTTP 200').first().waitFor();
    t.match(await reply.innerText(), /\d+ ms[^]*bytes[^]*Headers \(\d+\)[^]*"bk_process_name"/);
    await reply.getByRole('link', { name: /^Request \d+$/ }).waitFor();
    t.match(esb.requests.find().at(-1), {
      app: 'my_app',
      component: LPI,
      parameters: { bk_biz_id, service_instance_id },
    });

    await form.getByLabel('bk_biz_id').fill('3');
    await form.getByLabel('bk_biz_id').press('Enter');
    await reply.getByText('belongs to business').waitFor();
    t.match(await reply.innerText(), `service instance ${service_instance_id} belongs to business ${bk_biz_id}`, 'why');
    await page.waitForURL(/body=/);
    const link = page.url();
    t.match(decodeURIComponent(link), `#/try/${LPI}?body=`);
    await page.goto('about:blank');
    await page.goto(link);
    await form.getByLabel('bk_biz_id').waitFor();
    t.equal(await form.getByLabel('bk_biz_id').inputValue(), '3', 'the link has the parameters');
    t.equal(await form.getByLabel('bk_app_code').inputValue(), 'my_app', 'credentials are kept for the tab');
    t.notMatch(link, 'my_app', 'but not in the link');
    t.strictSame(await inaccessible(page), []);
    t.strictSame(broken, []);
  },
);

t.test('the JSON and the form show the same, and invalid JSON is kept, said and sent', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, `try/${LSI}`);
  await page.getByLabel('limit').fill('7');
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  const json = page.getByLabel('Parameters as JSON');
  t.match(JSON.parse(await json.inputValue()), { page: { start: 0, limit: 7 } });
  await json.fill('{"bk_biz_id": 2, "set_template_id": 3, "page": {"limit": 10}, "extra": "x"}');
  await page.getByRole('button', { name: 'Form', exact: true }).click();
  t.equal(await page.getByLabel('set_template_id (required)').inputValue(), '3');
  t.equal(await page.getByLabel('extra').inputValue(), 'x', 'a parameter that the operation does not know');
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  await json.fill('{"bk_biz_id": 2,');
  await page.getByText('This is not valid JSON').waitFor();
  await page.getByRole('button', { name: 'Form', exact: true }).click();
  await page.getByText('It is sent as it is').waitFor();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('region', { name: 'Reply' }).getByText('1306').first().waitFor();
  t.equal(esb.requests.find().length, 1);
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  t.equal(await json.inputValue(), '{"bk_biz_id": 2,', 'nothing is lost');
  t.strictSame(broken, []);
});

t.test('all faces and stubs can be tried', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'try', { permissions: ['clipboard-read', 'clipboard-write'] });
  await fetch(`${esb.url}/__emulator/data`, { method: 'PATCH', body: JSON.stringify(STUBS) });
  await page.reload();
  const operations = page.getByLabel('Operation');
  const reply = page.getByRole('region', { name: 'Reply' });
  const calls: [operation: string, expected: RegExp][] = [
    ['list_process_detail_by_ids_at_cmdb', /HTTP 200[^]*"bk_error_code": 0[^]*bk_process_name/],
    ['list_service_instance_by_set_template_by_gateway', /HTTP 200[^]*"count": \d[^]*"code": 0/],
    ['stub__api_c_compapi_v2_cc_search_business_post', /The stub businesses answered[^]*"count": 1/],
    ['stub__api_bk_notice_prod_announcements_get', /HTTP 200\s+no envelope[^]*"notice": true/],
  ];
  for (const [operation, expected] of calls) {
    await operations.selectOption(operation);
    await page.getByRole('form', { name: operation }).getByRole('button', { name: 'Send' }).click();
    await reply.getByRole('link', { name: /^Request \d+$/ }).waitFor();
    t.match(await reply.innerText(), expected, operation);
  }
  await operations.selectOption('list_process_detail_by_ids_at_cmdb');
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByText('Copied').waitFor();
  const copied = await page.evaluate('navigator.clipboard.readText()');
  t.match(copied, /X-Bkcmdb-User: admin[^]*bk_process_ids/, 'with the headers that CMDB wants');
  await operations.selectOption(LPI);
  await page.getByLabel('Method').selectOption('GET');
  await page.getByRole('button', { name: 'Send' }).click();
  await reply.getByRole('link', { name: /^Request \d+$/ }).waitFor();
  t.match(esb.requests.find().at(-1), { method: 'GET', component: LPI });
  t.strictSame(broken, []);
});

t.test('a request of the journal is edited and sent, and made a fault', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'requests');
  const { example } = esb;
  await call(esb, LPI, example ?? {});
  await page.locator('.requests a').click();
  await page.getByRole('link', { name: 'Edit and send' }).click();
  await page.getByRole('form', { name: LPI }).getByLabel('bk_app_code').waitFor();
  t.equal(await page.getByLabel('bk_app_code').inputValue(), 'bk_sops', 'in the name of the same app');
  await page.getByLabel('service_instance_id (required)').fill('1');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('link', { name: 'Request 2' }).click();
  await page.getByRole('link', { name: 'Make a fault of this' }).click();
  await page.getByText('Filled in from request 2.').waitFor();
  t.equal(await page.getByLabel('Component').inputValue(), LPI);
  t.match(JSON.parse(await page.getByLabel('Parameters (JSON)').inputValue()), { service_instance_id: 1 });
  await page.getByRole('switch', { name: 'reset' }).click();
  await page.getByRole('link', { name: '1 fault active' }).waitFor();
  t.match(esb.faults.list(), [{ name: 'reset', component: LPI, parameters: { service_instance_id: 1 } }]);
  await page.getByRole('link', { name: 'Try it' }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('No reply came: the connection was refused, or broke off').waitFor();
  t.strictSame(
    broken.filter((text) => !text.includes('ERR_CONNECTION_RESET')),
    [],
  );
});

t.test('in Chinese, and on a narrow screen: 填写参数并发送', { skip }, async (t) => {
  const { page, broken } = await openConsole(t, 'try', { locale: 'zh-CN', viewport: { width: 360, height: 740 } });
  await page.getByRole('heading', { name: '查询服务实例的进程列表' }).waitFor();
  t.equal(await descriptionOf(page, 'service_instance_id（必填）'), '服务实例 ID。', 'a screen reader reads the hint');
  await page.getByLabel('service_instance_id（必填）').fill('99999999');
  await page.getByRole('button', { name: '发送', exact: true }).click();
  await page.getByRole('region', { name: '返回' }).getByText('原因 没有服务实例 99999999').waitFor();
  t.equal(await overflow(page), 0);
  t.strictSame(await inaccessible(page), []);
  const operations = page.getByLabel('接口', { exact: true });
  const ids = await page.evaluate<string[]>(
    '[...document.querySelectorAll(".try-operation option")].map((one) => one.value)',
  );
  t.ok(ids.length >= 12, 'all operations');
  for (const id of ids) {
    await operations.selectOption(id);
    const form = page.getByRole('form', { name: id });
    await form.getByText('接口说明').click();
    const texts = await form.locator('h2, .try-about, .hint').allTextContents();
    t.ok(texts.length > 3, `${id} says something`);
    for (const text of texts) t.match(text, /\p{Script=Han}/u, `${id}: ${text}`);
  }
  t.strictSame(await inaccessible(page), [], 'the API gateway');
  await page.route('**/api/**', () => undefined);
  await page.getByRole('button', { name: '发送', exact: true }).click();
  await page.getByRole('button', { name: '取消' }).click();
  await page.getByText('没有收到返回：已取消').waitFor();
  t.strictSame(broken, []);
  await page.route('**/api/**', (route) => route.abort());
  await page.getByRole('button', { name: '发送', exact: true }).click();
  await page.getByText('没有收到返回：连接被拒绝或中断').waitFor();
});
