import t from 'tap';
import type { Fixture } from '../../src/index.js';
import { copied, inaccessible, openConsole, overflow, skip } from './browser.js';

/** The view of the data, as a tester uses it. */

const LSI = 'list_service_instance_by_set_template';

/** A module with more service instances than a page has, and a module without a business or a set of its own. */
const LARGE: Fixture = {
  modules: [
    {
      bk_module_id: 59,
      bk_module_name: 'gateway',
      bk_biz_id: 2,
      service_instances: Array.from({ length: 250 }, (_, at) => ({ id: at + 1, name: `instance-${at + 1}` })),
    },
  ],
  stubs: [{ path: 'job.get_job_list', name: 'the jobs', data: [] }],
};

t.test('from a business down to a process, each as it is served', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'data', { permissions: ['clipboard-read', 'clipboard-write'] });
  const tree = page.getByRole('list', { name: 'Rows', exact: true });
  await tree.getByRole('button', { name: 'Businesses 6' }).waitFor();
  await page.getByText('Choose a row').waitFor();
  await tree.getByRole('button', { name: 'Expand 蓝鲸' }).click();
  await tree.getByRole('button', { name: 'Sets 5' }).click();
  await tree.getByRole('button', { name: 'Expand 数据服务' }).click();
  await tree.getByRole('button', { name: 'Expand 战斗服' }).click();
  await tree.getByRole('link', { name: '#1200' }).click();
  const row = page.getByRole('complementary', { name: 'Service instance 1200' });
  const [expected] = (await esb.rows('service_instances', { id: 1200 })).rows;
  const json = row.getByRole('region', { name: 'As it is served' });
  t.strictSame(JSON.parse(await json.innerText()), expected?.row);
  await page.waitForURL(/#\/data\/service_instances\/1200$/);
  t.equal(await tree.locator('[aria-current]').count(), 1, 'the tree marks it, and does not open other branches');

  await row.getByRole('button', { name: 'Send', exact: true }).click();
  await row.getByText('HTTP 200').waitFor();
  t.match(
    await row.getByRole('status').innerText(),
    /^0\s+HTTP 200\s+[\d,]+ ms\s+\d+ bytes$/,
    'with status, time and size',
  );
  const reply = JSON.parse(await row.getByRole('region', { name: 'Reply' }).innerText()) as {
    data: { info: unknown[] };
  };
  t.strictSame(reply.data.info, [expected?.row], 'the reply has the row');
  t.match(esb.requests.find().at(-1), { component: LSI, parameters: expected?.request?.parameters });
  for (const [tool, text] of [
    ['curl', `curl -s '${esb.url}${expected?.request?.path}'`],
    ['Python', 'requests.request('],
    ['JavaScript', 'await fetch('],
  ] as const) {
    await row.getByRole('button', { name: `Copy as ${tool}` }).click();
    await page.getByText('Copied').waitFor();
    await copied(page, text);
  }
  await row.getByRole('button', { name: 'Copy JSON' }).click();
  await copied(page, 'gamesvr');

  await tree.getByRole('button', { name: `Expand ${expected?.name}` }).click();
  await tree.getByRole('link', { name: /^gamesvr/ }).click();
  const process = page.getByRole('complementary', { name: /^Process \d+/ });
  await process.getByText('list_process_instance', { exact: true }).waitFor();
  t.strictSame(await inaccessible(page), []);
  await process.getByRole('navigation', { name: 'Path' }).getByRole('link', { name: '战斗服' }).click();
  const module = page.getByRole('complementary', { name: 'Module 111' });
  await module.getByRole('heading', { name: 'The request that returns its service instances' }).waitFor();
  await module.getByRole('button', { name: 'Send', exact: true }).click();
  await module.getByText('HTTP 200').waitFor();
  const instances = JSON.parse(await module.getByRole('region', { name: 'Reply' }).innerText()) as {
    data: { count: number };
  };
  t.equal(instances.data.count, (await esb.rows('service_instances', { module: 111 })).total);
  await module.getByRole('navigation', { name: 'Path' }).getByRole('link', { name: '数据服务' }).click();
  const set = page.getByRole('complementary', { name: /^Set \d+/ });
  await set.getByText('No component returns rows of this kind.').waitFor();
  await set.getByRole('link', { name: 'Close' }).click();
  await page.getByText('Choose a row').waitFor();
  t.strictSame(broken, []);
});

t.test('a link opens the tree at its row, however far down it is', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'data/service_instances/240', {}, { fixtures: LARGE });
  const tree = page.getByRole('list', { name: 'Rows', exact: true });
  const open = tree.locator('[aria-current]');
  await open.waitFor();
  t.match(await open.innerText(), /instance-240\s*#240/);
  const links = tree.getByRole('link', { name: /^instance-/ });
  t.equal(await links.count(), 101, 'a page, and the row');
  await tree.getByRole('button', { name: 'Show more (150 left)' }).click();
  await tree.getByRole('button', { name: 'Show more (50 left)' }).click();
  await links.nth(249).waitFor();
  t.equal(await links.count(), 250, 'all, the row among them once');
  t.equal(await tree.getByRole('button', { name: 'Show more' }).count(), 0);

  await tree.getByRole('button', { name: 'Stubs 1' }).click();
  await tree.getByRole('link', { name: 'the jobs' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('HTTP 200').waitFor();
  t.equal(esb.requests.find().at(-1)?.stub?.name, 'the jobs');

  const wrong: [place: string, text: string][] = [
    ['service_instances/999', 'Service instance 999 is not in the data of this sandbox.'],
    ['no-such-kind/1', 'The address names no row.'],
  ];
  for (const [place, text] of wrong) {
    await page.goto(`${esb.url}/console/#/data/${place}`);
    await page.getByText(text).waitFor();
  }
  await page.goto(`${esb.url}/console/#/data`);
  await esb.load({ modules: [] });
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByText('This sandbox holds no rows.').waitFor();
  t.strictSame(broken, []);
});

t.test('a search finds rows of all kinds or one, and leads into the tree', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'data');
  const results = page.getByRole('region', { name: 'Results' });
  await page.getByRole('searchbox', { name: 'Search' }).fill('管控');
  await results.getByRole('heading', { name: 'Set templates 2' }).waitFor();
  t.match(await results.innerText(), /Set templates 2[^]*管控平台[^]*Business #2[^]*Sets 2/);
  await page.getByLabel('Kind').selectOption('sets');
  await results.getByRole('heading', { name: 'Set templates' }).waitFor({ state: 'detached' });
  t.strictSame(await inaccessible(page), []);
  await results.getByRole('link', { name: '#103' }).click();
  const row = page.getByRole('complementary', { name: 'Set 103' });
  await page.waitForURL((url) => decodeURIComponent(url.hash) === '#/data/sets/103?search=管控&kind=sets');
  await row.getByRole('link', { name: 'Show in the tree' }).click();
  await results.waitFor({ state: 'detached' });
  await page.getByRole('list', { name: 'Rows', exact: true }).locator('[aria-current]').waitFor();

  const { total } = await esb.rows('service_instances', { search: '10.' });
  await page.goto(`${esb.url}/console/#/data?kind=service_instances&search=10.`);
  await results.getByRole('heading', { name: `Service instances ${total}` }).waitFor();
  await results.getByRole('button', { name: `Show more (${total - 100} left)` }).click();
  await results.getByRole('link').nth(100).waitFor();
  await page.getByRole('searchbox', { name: 'Search' }).fill('1200');
  await results.getByRole('heading', { name: 'Service instances 1', exact: true }).waitFor();
  await page.getByRole('searchbox', { name: 'Search' }).fill('nothing like this');
  await page.getByText('No row matches').waitFor();
  t.strictSame(broken, []);
});

t.test('by keys alone', { skip }, async (t) => {
  const { page, broken } = await openConsole(t, 'data');
  const focused = () => page.evaluate('document.activeElement.innerText');
  const tree = page.getByRole('list', { name: 'Rows', exact: true });
  await tree.getByRole('button', { name: 'Expand 蓝鲸' }).waitFor();
  await tree.getByRole('button', { name: 'Businesses 6' }).focus();
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await press('ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowDown');
  t.match(await focused(), '蓝鲸');
  await press('ArrowRight');
  await tree.getByRole('button', { name: 'Sets 5' }).waitFor();
  await press('ArrowRight', 'ArrowDown');
  t.match(await focused(), 'Sets');
  await press('Enter');
  await tree.getByRole('link', { name: '大区' }).waitFor();
  await press('ArrowDown', 'ArrowLeft');
  t.match(await focused(), 'Sets', 'out of the branch');
  await press('ArrowLeft');
  await tree.getByRole('link', { name: '大区' }).waitFor({ state: 'detached' });
  await press('ArrowLeft', 'Enter');
  await page.getByRole('complementary', { name: 'Business 2' }).waitFor();
  await press('ArrowUp', 'ArrowUp', 'ArrowLeft');
  t.match(await focused(), 'Businesses');
  t.strictSame(broken, []);
});

t.test('on a phone, in Chinese: the tree, then the row, and back', { skip }, async (t) => {
  const phone = { viewport: { width: 360, height: 640 }, locale: 'zh-CN', colorScheme: 'dark' } as const;
  const { esb, page, broken } = await openConsole(t, 'data', phone);
  const [{ id } = { id: 0 }] = (await esb.rows('service_instances', { business: 2, limit: 1 })).rows;
  const tree = page.getByRole('list', { name: '数据树' });
  await tree.getByRole('button', { name: '展开 蓝鲸' }).click();
  await tree.getByRole('button', { name: '服务实例 699' }).click();
  const link = tree.getByRole('link', { name: `#${id}` }).first();
  await link.click();
  const row = page.getByRole('complementary', { name: `服务实例 ${id}` });
  await row.getByRole('button', { name: '发送' }).click();
  await row.getByText('HTTP 200').waitFor();
  t.equal(await overflow(page), 0);
  t.strictSame(await inaccessible(page), []);
  t.equal(await tree.isVisible(), false);
  await row.getByRole('link', { name: '返回数据树' }).click();
  await link.waitFor();
  t.equal(await overflow(page), 0);
  t.ok((await page.evaluate('document.activeElement.hash')) === `#/data/service_instances/${id}`, 'where one was');
  await page.getByLabel('搜索').fill('管控');
  await page.getByRole('heading', { name: '集群模板 2' }).waitFor();
  await page.getByRole('link', { name: '#103' }).click();
  await page.getByRole('link', { name: '返回搜索结果' }).click();
  await page.getByRole('link', { name: '#103' }).waitFor();
  t.strictSame(broken, []);
});

t.test('a reply that does not come is said, and can be asked for again', { skip }, async (t) => {
  const { esb, page } = await openConsole(t, 'data');
  await page.getByRole('button', { name: 'Expand 蓝鲸' }).waitFor();
  await page.route('**/rows/*', (route) => route.abort());
  await page.goto(`${esb.url}/console/#/data/modules/59`);
  const row = page.getByRole('complementary', { name: 'Module 59' });
  await row.getByText('The emulator does not answer.').waitFor();
  await page.unroute('**/rows/*');
  await row.getByRole('button', { name: 'Try again' }).click();
  await row.getByText('"bk_module_id"').first().waitFor();
  await page.getByRole('button', { name: 'Collapse 文档示例' }).waitFor();
  await page.goto(`${esb.url}/console/#/data/service_instances/1`);
  await page.route('**/api/**', (route) => route.abort());
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('No reply: the connection was refused, or broke off').waitFor();
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('HTTP 200').waitFor();
});
