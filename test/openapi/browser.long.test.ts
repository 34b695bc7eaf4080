import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import t from 'tap';
import { createEmulator } from '../../src/index.js';
import { prefixProxy } from './prefix-proxy.js';

/** The documentation in a real browser: Chromium, where the machine has one. */

const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const skip = BROWSER === undefined ? 'there is no Chromium in /usr/bin' : false;

/** How long a step may take on a busy machine. */
const PATIENCE_MS = 120_000;

/** Pixels that a person scrolls through at most: a screen and a half. */
const MOST_HEIGHT = 1500;

t.test('below a path prefix, the page of a sandbox works, is short, and acts on the sandbox', { skip }, async (t) => {
  const esb = await createEmulator();
  t.teardown(() => esb.close());
  const browser = await chromium.launch({
    executablePath: BROWSER as string,
    args: ['--no-sandbox'],
    timeout: PATIENCE_MS,
  });
  t.teardown(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(PATIENCE_MS);
  const broken: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) broken.push(`${response.status()} ${response.url()}`);
  });
  page.on('pageerror', (error) => broken.push(error.message));
  const proxied = await prefixProxy(t, esb.url);
  await page.goto(`${proxied}/@mine/docs`);
  await page.waitForSelector('.opblock-tag-section');
  t.equal(await page.locator('.opblock-tag-section').count(), 5, 'groups');
  t.equal(await page.locator('.opblock').count(), 0, 'open operations');
  const height = await page.evaluate('document.documentElement.scrollHeight');
  t.comment(`the page is ${String(height)} px high`);
  t.ok(Number(height) <= MOST_HEIGHT, `${String(height)} px`);

  /** Opens an operation, executes it as it is, and gives the status and the text of the reply. */
  const execute = async (tag: string, id: string) => {
    const group = page.locator(`#operations-tag-${tag.replaceAll(' ', '_')}`);
    if ((await group.getAttribute('data-is-open')) !== 'true') await group.click();
    const operation = page.locator(`[id="operations-${tag.replaceAll(' ', '_')}-${id}"]`);
    await operation.locator('.opblock-summary-control').click();
    await operation.locator('.execute').click();
    const reply = operation.locator('.live-responses-table .response').first();
    await reply.waitFor();
    return { status: await reply.locator('.response-col_status').innerText(), text: await reply.innerText() };
  };
  for (const [tag, id, expected] of [
    ['ESB', 'list_process_instance', '"job_java"'],
    ['ESB', 'list_service_instance_by_set_template', '"count": 2'],
    ['CMDB API', 'list_process_detail_by_ids_at_cmdb', '"job_java"'],
    ['API gateway', 'list_process_instance_by_gateway', '"job_java"'],
    ['Control', 'changeSettings', '"contract": "cmdb-3.14"'],
    ['Control', 'addFault', '"cmdb-refused"'],
    ['Control', 'replaceData', '"own": true'],
    ['Health', 'isReady', '"ready"'],
  ] as const) {
    const { status, text } = await execute(tag, id);
    t.match(status, /^20[01]/, id);
    t.match(text, expected, id);
  }
  t.equal(esb.sandbox('mine').settings.contract, 'cmdb-3.14');
  t.equal(esb.settings.contract, 'documented', 'the default sandbox is as it was');
  t.strictSame(broken, [], 'nothing is missing');
});
