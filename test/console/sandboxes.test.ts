import t from 'tap';
import { call, inaccessible, openConsole, overflow, skip } from './browser.js';

/** The view of sandboxes, as a tester uses it. */

t.test('a sandbox is made, opened, and dropped after a question', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'sandboxes');
  const name = page.getByLabel('Name of the new sandbox');
  const make = page.getByRole('button', { name: 'Make a sandbox' });
  for (const [wrong, hint] of [
    ['-first', 'At most 64'],
    ['名称', 'At most 64'],
    ['default', 'There is one of this name already'],
  ] as const) {
    await name.fill(wrong);
    await page.getByText(hint).waitFor();
    t.ok(await make.isDisabled(), wrong);
  }
  await name.fill('mine');
  await name.press('Enter');
  await page.getByText('The sandbox mine is there.').waitFor();
  t.strictSame(esb.sandboxes(), ['default', 'mine']);
  const mine = esb.sandbox('mine');
  mine.faults.add({ name: 'slow', latency: 30 });
  mine.configure({ contract: 'cmdb-3.14', auth: 'off' });
  await mine.load({ hosts: [{ bk_host_id: 1 }] });
  await call({ url: mine.url }, 'list_process_instance', { bk_biz_id: 2, service_instance_id: 1 });
  await page.getByRole('row', { name: /^mine cmdb-3.14 off the object 1 1 .+ KiB Drop/ }).waitFor();
  t.match(await page.getByRole('region', { name: 'Memory of all sandboxes' }).innerText(), /KiB of [\d.]+ [MG]iB/);
  t.strictSame(await inaccessible(page), []);
  t.equal(await page.getByRole('button', { name: 'Drop default' }).count(), 0);

  await page.getByLabel('Filter by name').fill('none');
  await page.getByText('No sandbox has such a name').waitFor();
  await page.getByLabel('Filter by name').fill('MIN');
  await page.getByText('1 of 2').waitFor();
  await page.waitForURL(/name=MIN/);
  await page.getByRole('link', { name: 'mine', exact: true }).click();
  await page.waitForURL(`${esb.url}/@mine/console/`);
  await page.getByRole('link', { name: 'cmdb-3.14' }).click();
  await page.getByRole('heading', { name: 'Settings of mine' }).waitFor();
  await page.getByRole('button', { name: 'Drop mine' }).click();
  const question = page.getByRole('dialog', { name: 'Drop the sandbox mine?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Drop mine' }).click();
  await question.getByRole('button', { name: 'Drop' }).click();
  await page.waitForURL(`${esb.url}/console/#/sandboxes`);
  await page.getByText('The sandbox mine is gone.').waitFor();
  t.strictSame(esb.sandboxes(), ['default']);
  t.strictSame(broken, []);
});

t.test('in Chinese, on a phone: the settings are changed in place, and the bar follows', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'sandboxes', {
    locale: 'zh-CN',
    viewport: { width: 360, height: 740 },
  });
  const bar = page.getByRole('banner');
  await page.getByLabel('契约').selectOption('cmdb-3.14');
  await bar.getByRole('link', { name: 'cmdb-3.14' }).waitFor();
  await page.getByLabel('认证').selectOption('strict');
  await page.getByLabel('严格警告').check();
  await page.getByLabel('桩的时钟').fill('noon');
  await page.getByRole('button', { name: '设置', exact: true }).click();
  await page.getByRole('alert').getByText('SANDBOX_WRONG_CLOCK').waitFor();
  t.match(await page.getByRole('alert').innerText(), /时间/, 'the refusal is in Chinese, too');
  t.equal(await page.getByLabel('桩的时钟').inputValue(), 'noon', 'nothing is lost');
  await page.getByLabel('桩的时钟').fill('2026-01-31T12:00:00Z');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '设置', exact: true, disabled: true }).waitFor();
  t.equal(await page.getByRole('alert').count(), 0);
  t.strictSame(
    { ...esb.settings },
    { contract: 'cmdb-3.14', auth: 'strict', strictWarnings: true, clock: '2026-01-31T12:00:00Z' },
  );
  t.equal(await overflow(page), 0, 'nothing lies beside a narrow screen');
  t.strictSame(await inaccessible(page), []);
  esb.configure({ contract: 'documented', clock: null });
  await bar.getByRole('link', { name: 'documented' }).waitFor();
  t.equal(await page.getByLabel('契约').inputValue(), 'documented', 'a change from elsewhere is shown, too');
  t.equal(await page.getByLabel('桩的时钟').inputValue(), '');
  t.strictSame(
    broken.filter((text) => !/status of 4/.test(text)),
    [],
  );
});

t.test('an emulator that goes away is told, and the page stays', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'sandboxes');
  await page.getByLabel('Name of the new sandbox').fill('late');
  await esb.close();
  await page.getByRole('button', { name: 'Make a sandbox' }).click();
  const made = page.getByRole('region', { name: 'Make a sandbox' });
  await made.getByText('The emulator does not answer.').waitFor();
  await page.getByRole('link', { name: 'Requests' }).click();
  await page.getByRole('button', { name: 'Empty the journal' }).click();
  await page.getByRole('status').getByText('The emulator does not answer.').waitFor();
  t.strictSame(
    broken.filter((text) => !/net::ERR_/.test(text)),
    [],
  );
});
