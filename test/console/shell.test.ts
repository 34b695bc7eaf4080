import t from 'tap';
import { createEmulator } from '../../src/index.js';
import { prefixProxy } from '../openapi/prefix-proxy.js';
import { call, inaccessible, openConsole, openPage, overflow, skip } from './browser.js';

/** The frame of the console: languages, looks, keys, sandboxes, and who may see it. */

t.test("the browser's language is the page's, and both languages and themes can be chosen", { skip }, async (t) => {
  const { page, broken } = await openConsole(t, '', { locale: 'zh-CN', colorScheme: 'dark' });
  await page.getByRole('heading', { name: '请求', exact: true }).waitFor();
  t.equal(await page.evaluate('document.documentElement.lang'), 'zh-CN');
  const ground = 'getComputedStyle(document.body).backgroundColor';
  const dark = await page.evaluate(ground);
  t.strictSame(await inaccessible(page), [], 'dark');
  await page.getByLabel('主题').selectOption('light');
  t.not(await page.evaluate(ground), dark);
  await page.getByLabel('语言').selectOption('en');
  await page.getByRole('heading', { name: 'Requests', exact: true }).waitFor();
  t.strictSame(await inaccessible(page), [], 'light');
  await page.reload();
  await page.getByRole('heading', { name: 'Requests', exact: true }).waitFor();
  t.not(await page.evaluate(ground), dark, 'what was chosen stays');
  for (const width of [360, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    t.equal(await overflow(page), 0, `${width} px`);
  }
  await page.setViewportSize({ width: 360, height: 800 });
  const views = page.getByRole('navigation', { name: 'Views' });
  await views.getByRole('link', { name: 'Sandboxes' }).click();
  await page.getByRole('heading', { name: 'Sandboxes', exact: true }).waitFor();
  const { x = 0, width = 0 } = (await views.getByRole('link', { name: 'Sandboxes' }).boundingBox()) ?? {};
  t.ok(x > 0 && x + width < 360, `the chosen view is in sight: ${x} to ${x + width} of 360`);
  t.strictSame(broken, []);
});

t.test('at the root, below a prefix and in a sandbox; the address holds the sandbox', { skip }, async (t) => {
  const esb = await createEmulator();
  t.teardown(() => esb.close());
  const proxied = await prefixProxy(t, esb.url);
  const { page, broken } = await openPage(t, `${proxied}/@mine`);
  await page.getByRole('heading', { name: 'Requests', exact: true }).waitFor();
  await page.waitForURL(`${proxied}/@mine/console/`);
  await call({ url: `${proxied}/@mine` }, 'list_process_instance', { bk_biz_id: 3, service_instance_id: 1 });
  await page.locator('.requests a').waitFor();
  await page.getByLabel('Sandbox').selectOption('default');
  await page.waitForURL(`${proxied}/console/`);
  await page.getByText('No requests yet').waitFor();
  await page.getByRole('link', { name: 'OpenAPI' }).click();
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'console' }).first().click();
  const again = await opened;
  await again.getByRole('heading', { name: 'Requests', exact: true }).waitFor();
  await again.waitForURL(`${proxied}/console/`);
  t.strictSame(broken, []);
});

t.test('a token is asked for once, and kept for the tab alone', { skip }, async (t) => {
  const esb = await createEmulator({ controlToken: 'the-right-token' });
  t.teardown(() => esb.close());
  const { page } = await openPage(t, `${esb.url}/console/`);
  const dialog = page.getByRole('dialog', { name: 'Control token' });
  await dialog.getByLabel('Control token').fill('wrong');
  await page.keyboard.press('Enter');
  await dialog.getByText('did not take this token').waitFor();
  t.strictSame(await inaccessible(page), []);
  await dialog.getByLabel('Control token').fill('the-right-token');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await call(esb, 'list_process_instance', { bk_biz_id: 3, service_instance_id: 1 });
  await page.locator('.requests a').waitFor();
  await page.reload();
  await page.locator('.requests a').waitFor();
  t.equal(await dialog.count(), 0, 'after a reload, too');
  t.notMatch(await page.evaluate('JSON.stringify(localStorage)'), 'the-right-token');
});

t.test('by keyboard alone: the content is one key away, then the views', { skip }, async (t) => {
  const { page } = await openConsole(t, '');
  await page.getByRole('heading', { name: 'Requests', exact: true }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  t.equal(await page.evaluate('document.activeElement.id'), 'view');
});

t.test('an address that cannot be decoded shows the page', { skip }, async (t) => {
  const { page, broken } = await openConsole(t, 'requests/%');
  await page.getByRole('heading', { name: 'Requests', exact: true }).waitFor();
  t.strictSame(
    broken.filter((text) => !/status of 4/.test(text)),
    [],
  );
});

t.test('the page says that the emulator is away, and shows the data of the next one by itself', { skip }, async (t) => {
  const business = (name: string) => ({ fixtures: { businesses: [{ bk_biz_id: 2, bk_biz_name: name }] } });
  const esb = await createEmulator(business('before'));
  const { page, broken } = await openPage(t, `${esb.url}/console/#/data`);
  await page.getByText('before').waitFor();
  await esb.close();
  const away = page.getByRole('status').getByText('No connection');
  await away.waitFor();
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByRole('alert').getByText('The emulator does not answer.').waitFor();
  await page.getByRole('link', { name: 'Requests' }).click();
  await page.getByRole('button', { name: 'Empty the journal' }).click();
  await page.locator('.toast').getByText('The emulator does not answer.').waitFor();
  await page.getByRole('link', { name: 'Data' }).click();
  const next = await createEmulator({ ...business('after'), port: Number(new URL(esb.url).port) });
  t.teardown(() => next.close());
  await page.getByText('after').waitFor();
  await away.waitFor({ state: 'detached' });
  t.strictSame(
    broken.filter((text) => !/Failed to load|ERR_/.test(text)),
    [],
  );
});
