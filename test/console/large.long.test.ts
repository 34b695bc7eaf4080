import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createEmulator } from '../../src/index.js';
import { openConsole, openPage, skip } from './browser.js';
import { watchTasks } from './longest-task.js';

/** Large files and many sandboxes: the page stays quick. */

t.test('a file of 5 MB is looked through, edited and refused', { skip }, async (t) => {
  const rows = Array.from({ length: 120_000 }, (_, index) => `  - bk_host_id: ${index + 1}\n    bk_cloud_id: 0`);
  rows[99_999] = '  - bk_host_id: wrong\n    bk_cloud_id: 0';
  const file = join(t.testdir(), 'large.yaml');
  writeFileSync(file, `hosts:\n${rows.join('\n')}\n`);
  const { page } = await openConsole(t, 'fixtures');
  await page.getByRole('region', { name: 'Loaded' }).waitFor();
  const quick = await watchTasks(t, page);
  const text = page.getByLabel('Text of large.yaml');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('Lines 1–1,000 of 240,002').waitFor();
  await quick('opened');
  await page.getByRole('button', { name: 'Later lines' }).click();
  await page.getByText('Lines 1,001–2,000').waitFor();
  await quick('the next lines');
  await page.getByLabel('Go to line').fill('200000');
  await page.keyboard.press('Enter');
  await page.getByText('Lines 199,500–200,499').waitFor();
  t.match(await text.inputValue(), '  - bk_host_id: wrong');
  await quick('a line');
  await text.pressSequentially('# typed\n');
  await page.getByText('of 240,003').waitFor();
  await quick('typed');
  await page.getByRole('button', { name: 'Earlier lines' }).click();
  await page.getByRole('button', { name: 'Replace the data' }).click();
  await page.getByRole('button', { name: 'Line 200,001, column 17' }).waitFor();
  t.match(await text.inputValue(), /# typed\n {2}- bk_host_id: wrong/, 'the lines around the problem are shown');
  await quick('refused');
});

t.test('a thousand sandboxes are filtered, and shown by and by', { skip }, async (t) => {
  const esb = await createEmulator();
  t.teardown(() => esb.close());
  for (let count = 1; count < 1000; count += 1) esb.sandbox(`test-${count}`).configure({ auth: 'off' });
  const { page } = await openPage(t, `${esb.url}/console/#/sandboxes`);
  await page.getByText('1,000 of 1,000').waitFor();
  const quick = await watchTasks(t, page);
  const rows = page.getByRole('rowheader');
  t.equal(await rows.count(), 100);
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.getByRole('link', { name: 'test-150' }).waitFor();
  t.equal(await rows.count(), 200);
  await page.getByLabel('Filter by name').pressSequentially('TEST-99');
  await page.getByText('11 of 1,000').waitFor();
  await page.getByLabel('Filter by name').fill('');
  await page.getByText('1,000 of 1,000').waitFor();
  await quick('the list');
});

t.test('100,000 service instances: browsed, shown by thousands, and searched', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'data', {}, { size: 'large' });
  const tree = page.getByRole('list', { name: 'Rows', exact: true });
  await tree.getByRole('link').first().waitFor();
  const quick = await watchTasks(t, page);
  const [business] = (await esb.rows('businesses', { id: 2 })).rows;
  const count = (business?.counts.service_instances ?? 0).toLocaleString('en-US');
  await tree.getByRole('button', { name: 'Expand 蓝鲸' }).click();
  await tree.getByRole('button', { name: `Service instances ${count}` }).click();
  const instances = tree.getByRole('list', { name: 'Service instances', exact: true });
  await instances.getByRole('link').nth(99).waitFor();
  await quick('a business');
  for (let pages = 2; pages <= 10; pages += 1) {
    await instances.locator('.tree-more').click();
    // By a selector: finding the roles of a thousand rows would be the longest task of the page.
    await instances
      .locator('a')
      .nth(pages * 100 - 1)
      .waitFor();
  }
  await quick('ten pages');
  const [last] = (await esb.rows('service_instances', { search: '99999', limit: 1 })).rows;
  await page.getByRole('searchbox', { name: 'Search' }).fill('10.');
  await page.getByRole('region', { name: 'Results' }).getByRole('link').nth(9).waitFor();
  await quick('a search with many hits');
  await page.getByRole('searchbox', { name: 'Search' }).fill('nothing like this');
  await page.getByText('No row matches').waitFor();
  await quick('a search without hits');
  await page.goto(`${esb.url}/console/#/data/service_instances/${String(last?.id)}`);
  await tree.locator('[aria-current]').waitFor();
  await quick('a row far down');
  t.strictSame(broken, []);
});
