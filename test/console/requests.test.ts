import t from 'tap';
import { createEmulator } from '../../src/index.js';
import { call, copied, inaccessible, openConsole, overflow, skip } from './browser.js';

/** The view of requests, as a tester uses it. */

const LPI = 'list_process_instance';
const LSI = 'list_service_instance_by_set_template';
const names = '.requests .request-name';

t.test('requests show up as they come, are filtered, and one is opened', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'requests');
  await page.getByText('No requests yet').waitFor();
  await call(esb, LPI, { bk_biz_id: 3, service_instance_id: 1 });
  await call(esb, LSI, { bk_biz_id: 2, set_template_id: 1, page: { start: 0, limit: 1000 } }, 'other_app');
  await page.locator(names).nth(1).waitFor();
  t.strictSame(await page.locator(names).allInnerTexts(), [LSI, LPI], 'the newest first');
  t.match(await page.locator('.requests li').first().innerText(), /1199059[^]*other_app[^]*page\.limit is 1000/);

  const filters: [label: string, value: string, expected: string][] = [
    ['Component', LPI, LPI],
    ['Code', '1199059', LSI],
    ['App', 'other_app', LSI],
  ];
  for (const [label, value, expected] of filters) {
    await page.getByLabel(label, { exact: true }).selectOption(value);
    await page.getByText('1 of 2').waitFor();
    t.strictSame(await page.locator(names).allInnerTexts(), [expected], label);
    await page.getByLabel(label, { exact: true }).selectOption('');
  }
  await page.getByLabel('Text').fill('SERVICE INSTANCE 1 BELONGS');
  await page.getByText('1 of 2').waitFor();
  t.strictSame(await page.locator(names).allInnerTexts(), [LPI], 'text');
  await page.waitForURL(/text=SERVICE/);
  await page.locator(names).click();
  const detail = page.getByRole('complementary', { name: /Request \d+/ });
  await detail.getByText('"service_instance_id"').waitFor();
  const text = await detail.innerText();
  t.match(text, 'service instance 1 belongs to business 1, the request asked for 3', 'why');
  t.match(text, /Reply[^]*"result": true/, 'the reply that was sent');
  t.strictSame(await inaccessible(page), []);
  await detail.getByRole('link', { name: 'Close' }).click();
  await detail.waitFor({ state: 'detached' });
  await page.getByLabel('Text').fill('nothing like this');
  await page.getByText('No request matches').waitFor();
  t.strictSame(broken, []);
});

t.test('in Chinese the reasons are Chinese, and the filter finds those of both languages', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'requests', { locale: 'zh-CN' });
  await call(esb, LPI, { service_instance_id: 99_999_999, bk_bizid: 1 });
  await page.getByText('没有服务实例 99999999').waitFor();
  for (const text of ['没有服务实例 99999999', 'there is no service instance 99999999', '没有模块']) {
    await page.getByLabel('文本').fill(text);
    await page.getByText(text === '没有模块' ? '0 / 1' : '1 / 1').waitFor();
  }
  await page.getByLabel('文本').fill('');
  await page.locator(names).click();
  const detail = page.getByRole('complementary', { name: /请求 \d+/ });
  await detail.getByText('"service_instance_id"').waitFor();
  const shown = await detail.innerText();
  for (const part of [
    '没有服务实例 99999999；数据中有',
    '缺少 bk_biz_id：cmdb-3.14 会拒绝（1108024）',
    'bk_bizid：list_process_instance 接受的参数有 bk_biz_id、service_instance_id（是否指 bk_biz_id？）',
  ]) {
    t.match(shown, part);
  }
  t.notMatch(shown, /there is no|refuses with|takes bk_biz_id/, 'and nothing is English');
  t.strictSame(broken, []);
});

t.test('a request is sent again, and copied for other tools', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'requests', {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const { example } = esb;
  const first = await call(esb, LPI, example ?? {});
  await page.locator(names).click();
  await page.getByRole('button', { name: 'Send again' }).click();
  await page.getByText('Sent again: HTTP 200').waitFor();
  await page.locator(names).nth(1).waitFor();
  t.strictSame(
    esb.requests.find().map(({ app, user, parameters }) => [app, user, parameters]),
    Array.from({ length: 2 }, () => ['bk_sops', 'admin', example]),
    'as it was, in the name of the same app and user',
  );
  for (const [tool, expected] of [
    ['curl', `curl -s '${esb.url}/api/c/compapi/v2/cc/${LPI}/'`],
    ['Python', 'requests.request('],
    ['JavaScript', 'await fetch('],
  ] as const) {
    await page.getByRole('button', { name: `Copy as ${tool}` }).click();
    await page.getByText('Copied').waitFor();
    await copied(page, expected);
  }
  t.ok(first);
  t.strictSame(broken, []);
});

t.test('what is copied for JavaScript runs, whoever the user is', { skip }, async (t) => {
  const { esb, page } = await openConsole(t, 'try', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByLabel('bk_username').fill('张三');
  await page.getByRole('button', { name: 'Copy as JavaScript' }).click();
  await copied(page, 'await fetch(');
  const text = await page.evaluate<string>('navigator.clipboard.readText()');
  await page.evaluate(`(async () => { ${text} })()`);
  t.match(esb.requests.find(), [{ component: LPI, user: '张三' }]);
});

t.test('the list can be held, moved through by keys, and emptied', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'requests', { viewport: { width: 360, height: 700 } });
  await call(esb, LPI, { bk_biz_id: 3, service_instance_id: 1 });
  await call(esb, LPI, { bk_biz_id: 3, service_instance_id: 2 });
  await page.locator(names).nth(1).waitFor();
  t.equal(await overflow(page), 0, 'nothing lies beside a narrow screen');
  await page.getByRole('button', { name: 'Pause' }).click();
  await call(esb, LPI, { bk_biz_id: 3, service_instance_id: 3 });
  const goOn = page.getByRole('button', { name: 'Go on (1 new)' });
  await goOn.waitFor();
  t.equal(await page.locator(names).count(), 2, 'held');
  await goOn.click();
  await page.locator(names).nth(2).waitFor();
  await page.locator('.requests a').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Request 2' }).waitFor();
  t.equal(await overflow(page), 0, 'nor beside an open request');
  await page.getByRole('link', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Empty the journal' }).click();
  await page.getByText('No requests yet').waitFor();
  t.strictSame(esb.requests.find(), []);
  t.strictSame(broken, []);
});

t.test('a journal that is emptied elsewhere, as by the reset of a test, is empty here, too', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'requests');
  const send = async (): Promise<void> => {
    await call(esb, LPI, { bk_biz_id: 3, service_instance_id: 1 });
    await page.locator(names).waitFor();
  };
  await send();
  esb.requests.clear();
  await page.getByText('No requests yet').waitFor();
  await send();
  await esb.reset();
  await page.getByText('No requests yet').waitFor();
  t.strictSame(broken, []);
});

t.test('a call that nothing answers becomes a stub, which answers the next one', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'requests');
  const send = () => call(esb, 'search_business', { fields: ['bk_biz_id'] });
  await send();
  await page.getByRole('link', { name: '…/cc/search_business/' }).click();
  await page.getByRole('link', { name: 'Make a stub of this' }).click();
  await page.getByRole('button', { name: 'Add to the data' }).click();
  await page.getByText(/^Loaded: [\d,]+ rows/).waitFor();
  await send();
  t.match(esb.requests.find().at(-1), { component: 'cc.search_business', stub: { step: 1 } });
  t.strictSame(broken, []);
});

t.test('without a stream, as behind a proxy that holds it back, the page asks again and again', { skip }, async (t) => {
  const { esb, page } = await openConsole(t, 'requests');
  await page.route('**/requests/stream*', (route) => route.abort());
  await page.reload();
  await page.getByText('Asked for every 2 s').waitFor();
  await call(esb, LPI, { bk_biz_id: 3, service_instance_id: 1 });
  await page.locator(names).waitFor();
});

t.test('numbers of a reply are shown as they were sent', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'requests');
  const body = '{"id":9007199254740993,"rate":1.0}';
  await esb.patch({
    stubs: [
      { path: 'cc.search_business', reply: { status: 200, headers: { 'content-type': 'application/json' }, body } },
    ],
  });
  await call(esb, 'search_business', {});
  await page.locator('.requests a').click();
  const reply = page.getByRole('region', { name: 'Reply' });
  await reply.getByText('"rate"').waitFor();
  t.equal(await reply.innerText(), '{\n  "id": 9007199254740993,\n  "rate": 1.0\n}');
  t.strictSame(broken, []);
});

t.test(
  'a request that is read stays when its journal is gone, and the next one with its id takes its place',
  { skip },
  async (t) => {
    const { esb, page } = await openConsole(t, 'requests');
    await call(esb, LPI, { bk_biz_id: 2, service_instance_id: 71, password: 'x' });
    await page.locator(names).click();
    const detail = page.getByRole('complementary', { name: 'Request 1' });
    await detail.getByText('71').first().waitFor();
    await detail.getByText('has (hidden) or (cut) in their place').waitFor();
    await detail.getByRole('link', { name: 'Make a fault of this' }).click();
    await page.getByText('Filled in from request 1.').waitFor();
    t.strictSame(
      JSON.parse(await page.getByLabel('Parameters (JSON)').inputValue()),
      { bk_biz_id: 2, service_instance_id: 71 },
      'a fault that waits for the signs of a secret would never strike',
    );
    await page.goto(`${esb.url}/console/#/requests/1`);
    await detail.getByText('71').first().waitFor();
    await esb.close();
    const next = await createEmulator({ port: Number(new URL(esb.url).port) });
    t.teardown(() => next.close());
    await detail.getByText('The journal no longer has this request.').waitFor();
    await detail.getByText('71').first().waitFor();
    await call(next, LPI, { bk_biz_id: 2, service_instance_id: 72 });
    await detail.getByText('72').first().waitFor();
    t.equal(await detail.getByText('The journal no longer has this request.').count(), 0);
  },
);

t.test('the address of a sandbox with a long name fits a narrow screen', { skip }, async (t) => {
  const { esb, page } = await openConsole(t, 'requests', { viewport: { width: 320, height: 640 } });
  await page.goto(`${esb.url}/@${'n'.repeat(64)}/console/`);
  await page.getByText('No requests yet').waitFor();
  t.equal(await overflow(page), 0);
});
