/**
 * Takes a picture of each view of the console, at the widths of a phone, a laptop and a large screen, light and dark, in both
 * languages, and writes them to `screenshots/`, which is not kept in the repository. With `--readme`, the
 * pictures of the README are taken anew instead. It needs Chromium, and a Chinese font.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createEmulator } from '../dist/index.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = join(ROOT, 'screenshots');
const PICTURES = join(ROOT, 'docs', 'images');
const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
if (BROWSER === undefined) throw new Error('there is no Chromium in /usr/bin');

const ESB = '/api/c/compapi/v2/';
const WIDTHS = [360, 1280, 1920];

const esb = await createEmulator({ seed: 7 });

const call = (component, parameters, app = 'bk_sops') =>
  fetch(`${esb.url}${ESB}${component}/`, {
    method: 'POST',
    headers: {
      'X-Bkapi-Authorization': JSON.stringify({ bk_app_code: app, bk_app_secret: 'xxx', bk_username: 'admin' }),
    },
    body: JSON.stringify(parameters),
  });

const LPI = 'cc/list_process_instance';
const LSI = 'cc/list_service_instance_by_set_template';

/** The calls of two apps, as a tester would see them. */
const fill = async () => {
  await esb.patch({
    stubs: [{ path: 'usermanage.list_users', data: { count: 1, info: [{ username: 'admin' }] } }],
  });
  const { bk_biz_id, service_instance_id } = esb.example;
  await call(LPI, { bk_biz_id, service_instance_id });
  await call(LPI, { bk_biz_id: 9, service_instance_id });
  await call(LSI, { bk_biz_id: 2, set_template_id: 11, page: { start: 0, limit: 100 } }, 'bk_process_config_manager');
  await call(LSI, { bk_biz_id: 2, set_template_id: 11, page: { start: 0, limit: 1000 } });
  await call('usermanage/list_users', { page: 1 });
  esb.faults.add({ name: 'cmdb-refused', component: 'list_process_instance', times: 3 });
  await call(LPI, { bk_biz_id, service_instance_id }, 'bk_process_config_manager');
  esb.faults.add({ name: 'slow', component: 'list_service_instance_by_set_template', latency: 120 });
  await call(LSI, { bk_biz_id: 2, set_template_id: 11, set_templateid: 3, page: { start: 0, limit: 100 } });
  await call('cc/search_business', { fields: ['bk_biz_id'] });
  await call(LPI, { bk_biz_id, service_instance_id });
};
await fill();

/** A fixture with problems, as a tester might have written it. */
const REFUSED = `modules:
  - bk_module_id: 1
    bk_biz_id: 2
    service_instances:
      - { id: 10, nmae: web-1, labels: [env] }
      - { id: 10, bk_host_id: 0 }
`;

const sendIt = async (page) => {
  await page.locator('.try-send .primary').click();
  await page.locator('.reply-card .code').waitFor();
};

const loadRefused = async (page) => {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'shop.yaml', mimeType: '', buffer: Buffer.from(REFUSED) });
  await page.locator('.load-controls .primary').click();
  await page.locator('dialog .primary, dialog .danger').click();
  await page.locator('.problems').waitFor();
};

/** What is done before a picture is taken, by its name. */
const ACTS = { sent: sendIt, refused: loadRefused };

/** The places that are shown, by the names of their pictures. */
const PLACES = {
  requests: 'requests',
  request: 'requests/2',
  data: 'data/set_templates/11',
  try: 'try',
  faults: 'faults',
  fixtures: 'fixtures',
  sandboxes: 'sandboxes',
  row: `data/service_instances/${esb.example.service_instance_id}`,
  sent: 'try',
  refused: 'fixtures',
  stub: 'fixtures/stub?request=8',
};

const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });

const shoot = async (place, file, { width, height, colorScheme, locale }, act = async () => {}) => {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    locale,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`${esb.url}/console/#/${place}`);
  await page.waitForLoadState('load');
  await page.locator('main h1').waitFor();
  // The list of requests is drawn anew a quarter of a second after they come.
  await page.waitForTimeout(800);
  await act(page);
  await page.screenshot({ path: file });
  await context.close();
};

/** The pictures of the README. */
const shootForReadme = async () => {
  mkdirSync(PICTURES, { recursive: true });
  const instance = `data/service_instances/${esb.example.service_instance_id}`;
  for (const locale of ['en', 'zh-CN']) {
    const look = { width: 1200, height: 720, colorScheme: 'light', locale };
    await shoot(PLACES.request, join(PICTURES, `console-requests.${locale}.png`), look);
    await shoot(instance, join(PICTURES, `console-data.${locale}.png`), { ...look, colorScheme: 'dark' });
  }
};

/** The pictures of all views. */
const shootAll = async () => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, place] of Object.entries(PLACES)) {
    for (const width of WIDTHS) {
      for (const colorScheme of ['light', 'dark']) {
        for (const locale of ['en', 'zh-CN']) {
          const file = join(FOLDER, `${name}-${width}-${colorScheme}-${locale}.png`);
          await shoot(place, file, { width, height: width < 400 ? 740 : 900, colorScheme, locale }, ACTS[name]);
        }
      }
    }
  }
};

await (process.argv.includes('--readme') ? shootForReadme() : shootAll());
await browser.close();
await esb.close();
