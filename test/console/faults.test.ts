import t from 'tap';
import { call, inaccessible, openConsole, overflow, skip } from './browser.js';

/** The view of faults, as a tester uses it. */

const LPI = 'list_process_instance';

t.test(
  'a failure is switched on for some calls, is seen on every view, strikes, and is used up',
  { skip },
  async (t) => {
    const { esb, page, broken } = await openConsole(t, 'requests');
    await page.getByRole('link', { name: 'No faults' }).click();
    await page.getByText('None. Each call is answered as usual.').waitFor();
    await page.getByLabel('Component').fill(LPI);
    await page.getByLabel('App', { exact: true }).fill('bk_sops');
    await page.getByLabel('Parameters (JSON)').fill('{"bk_biz_id": 2}');
    await page.getByLabel('Times').fill('1');
    const refused = page.getByRole('switch', { name: 'cmdb-refused' });
    await refused.click();
    await page.getByText('The fault cmdb-refused is active.').waitFor();
    await page.getByRole('switch', { name: 'cmdb-refused', checked: true }).waitFor();
    const scope = { component: LPI, app: 'bk_sops', parameters: { bk_biz_id: 2 } };
    t.strictSame(esb.faults.list(), [
      { id: 'f1', name: 'cmdb-refused', ...scope, times: 1, seen: 0, struck: 0, left: 1 },
    ]);
    await page.getByLabel('Component').fill('');
    await page.getByText('1 with another scope').waitFor();
    t.equal(await refused.isChecked(), false, 'calls of any component do not fail');

    await page.getByRole('link', { name: 'Requests' }).click();
    await page.getByRole('link', { name: '1 fault active' }).waitFor();
    t.match(await call(esb, LPI, { bk_biz_id: 2, service_instance_id: 1 }), { code: 1306201 });
    await page.getByRole('link', { name: 'No faults' }).click();
    await page.getByText('used up').waitFor();
    t.match(await page.getByRole('listitem').filter({ hasText: 'used up' }).innerText(), /cmdb-refused f1[^]*struck 1/);
    t.equal(await page.getByLabel('App', { exact: true }).inputValue(), 'bk_sops', 'what was typed is still there');
    t.strictSame(await inaccessible(page), []);
    t.strictSame(broken, []);
  },
);

t.test('how often, by which chance and how late: the form says all that a fault can have', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'faults?times=5&probability=0.5');
  await page.getByLabel('Skip first').fill('3');
  await page.getByLabel('Seed').fill('7');
  const latencies: [kind: string, values: Record<string, string>, expected: unknown][] = [
    ['fixed', { Milliseconds: '20' }, 20],
    ['uniform', { 'Shortest (ms)': '10', 'Longest (ms)': '30' }, { uniform: { min: 10, max: 30 } }],
    ['log-normal', { 'Median (ms)': '5', 'Sigma (0 to 5)': '0.5' }, { log_normal: { median: 5, sigma: 0.5 } }],
  ];
  const slow = page.getByRole('switch', { name: 'slow' });
  for (const [kind, values, latency] of latencies) {
    await page.getByLabel('Latency').selectOption(kind);
    for (const [label, value] of Object.entries(values)) await page.getByLabel(label).fill(value);
    await slow.click();
    await page.getByRole('button', { name: 'Remove slow' }).waitFor();
    t.match(
      esb.faults.list(),
      [{ name: 'slow', times: 5, skip: 3, probability: 0.5, seed: 7, latency, left: 5 }],
      kind,
    );
    await slow.click();
    await page.getByText('None. Each call is answered as usual.').waitFor();
  }
  await page.getByLabel('Status of bad-gateway').selectOption('504');
  await page.getByRole('switch', { name: 'bad-gateway' }).click();
  await page.getByText('HTTP 504 · ').or(page.getByText('· HTTP 504')).first().waitFor();
  t.match(esb.faults.list(), [{ name: 'bad-gateway', status: 504 }]);
  await page.waitForURL(/latency=log_normal/);
  t.strictSame(broken, []);
});

t.test('a value that is wrong is refused beside the failure, and stays in the form', { skip }, async (t) => {
  const { esb, page } = await openConsole(t, 'faults');
  await page.getByLabel('Times').fill('often');
  const slow = page.getByRole('switch', { name: 'slow' });
  await slow.click();
  await page.getByText('times must be an integer from 1').waitFor();
  t.equal(await slow.isChecked(), false);
  t.equal(await page.getByLabel('Times').inputValue(), 'often');
  await page.getByLabel('Times').fill('');
  await page.getByLabel('Parameters (JSON)').fill('{"bk_biz_id": ');
  await page.getByText('This is not valid JSON').waitFor();
  await slow.click();
  t.equal(await slow.isChecked(), false);
  t.equal(await page.getByLabel('Parameters (JSON)').inputValue(), '{"bk_biz_id": ');
  t.strictSame(esb.faults.list(), []);
});

t.test('faults are removed, each or all, and come back', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'faults');
  for (const name of ['slow', 'reset', 'cmdb-down'] as const) esb.faults.add({ name, times: 2 });
  await page.getByRole('link', { name: '3 faults active' }).waitFor();
  await page.getByRole('button', { name: 'Remove reset (f2)' }).click();
  await page.getByText('Removed: reset (f2).').waitFor();
  await page.getByRole('button', { name: 'Remove all' }).click();
  await page.getByText('Removed: slow (f1), cmdb-down (f3).').waitFor();
  t.strictSame(esb.faults.list(), []);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: '2 faults active' }).waitFor();
  t.match(esb.faults.list(), [
    { name: 'slow', times: 2 },
    { name: 'cmdb-down', times: 2 },
  ]);
  esb.faults.add({ name: 'custom', reply: { headers: { 'set-cookie': 'bk_token=planted-secret' }, body: '{}' } });
  await page.getByRole('button', { name: 'Remove custom (f6)' }).click();
  await page.getByText('Values that are hidden cannot be brought back').waitFor();
  t.equal(await page.getByRole('button', { name: 'Undo' }).count(), 0, 'no fault with "(hidden)" in place of a value');
  t.strictSame(broken, []);
});

t.test('a reply of their own: an error in the envelope, or a whole reply', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'faults');
  await page.getByLabel('Code', { exact: true }).fill('1199999');
  await page.getByLabel('Message').fill('not today');
  await page.getByLabel('Times').fill('1');
  await page.getByRole('button', { name: 'Add the custom reply' }).click();
  await page.getByRole('link', { name: '1 fault active' }).waitFor();
  t.match(await call(esb, LPI, {}), { code: 1199999, message: 'not today' });
  await page.getByRole('button', { name: 'Whole reply' }).click();
  await page.getByLabel('HTTP status').fill('418');
  await page.getByLabel('Content type').fill('application/json');
  await page.getByLabel('Body').fill('{"tea": true}');
  await page.getByLabel('More headers (JSON)').fill('{"x-proxy": "edge"}');
  await page.getByRole('button', { name: 'Add the custom reply' }).click();
  await page.getByRole('link', { name: '1 fault active' }).waitFor();
  await page.getByRole('button', { name: 'Remove custom (f2)' }).waitFor();
  t.strictSame(await call(esb, LPI, {}), { tea: true });
  t.match(esb.faults.list()[1], {
    reply: { status: 418, headers: { 'content-type': 'application/json', 'x-proxy': 'edge' }, body: '{"tea": true}' },
  });
  t.strictSame(broken, []);
});

t.test('in Chinese, and on a narrow screen: 打开故障，使用后移除', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'faults', {
    locale: 'zh-CN',
    viewport: { width: 360, height: 740 },
  });
  await page.getByText('CMDB 内部错误').waitFor();
  await page.getByRole('switch', { name: 'cmdb-internal' }).press('Space');
  await page.getByRole('link', { name: '1 个故障生效' }).waitFor();
  t.match(await call(esb, LPI, { bk_biz_id: 2, service_instance_id: 1 }), { code: 1199998 });
  await page.getByText('已触发 1 次').waitFor();
  await page.getByLabel('次数').fill('many');
  await page.getByRole('switch', { name: 'slow' }).press('Space');
  t.match(
    await page.getByRole('alert').innerText(),
    /FAULT_INVALID 故障中有[^]*times 应为 1 到 1000000000 的整数/,
    'a refusal',
  );
  t.equal(await overflow(page), 0);
  t.strictSame(await inaccessible(page), []);
  await page.getByRole('button', { name: '移除 cmdb-internal（f1）' }).press('Enter');
  await page.getByRole('link', { name: '无故障' }).waitFor();
  t.strictSame(esb.faults.list(), []);
  t.strictSame(
    broken.filter((text) => !/status of 4/.test(text)),
    [],
  );
});
