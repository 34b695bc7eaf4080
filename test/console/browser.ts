import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/index.js';

/** The console in a real browser: Chromium, where the machine has one. */

const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** The reason to skip a test that needs a browser; false if there is one. */
export const skip = BROWSER === undefined ? 'there is no Chromium in /usr/bin' : false;

/** How long a step may take on a busy machine. */
const PATIENCE_MS = 60_000;

let started: Promise<Browser> | undefined;

/** One browser for all tests of a file. */
const browserOf = (): Promise<Browser> => {
  if (started === undefined) {
    const launched = chromium.launch({
      executablePath: BROWSER as string,
      args: ['--no-sandbox'],
      timeout: PATIENCE_MS,
    });
    started = launched;
    t.teardown(async () => (await launched).close());
  }
  return started;
};

/** A page of the console, and what went wrong in it. */
export interface OpenPage {
  page: Page;
  /** Errors of the page and its console, replies with an error that nobody asked for, and requests to other machines. */
  broken: string[];
}

/** Opens an address in a page of its own. */
export const openPage = async (t: Test, url: string, options: BrowserContextOptions = {}): Promise<OpenPage> => {
  const browser = await browserOf();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US', ...options });
  t.teardown(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const broken: string[] = [];
  const { origin } = new URL(url);
  page.on('pageerror', (error) => broken.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) broken.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) broken.push(request.url());
  });
  await page.goto(url);
  return { page, broken };
};

/** Starts an emulator, and opens its console. @param place the part of the address after `#/` */
export const openConsole = async (
  t: Test,
  place: string,
  options: BrowserContextOptions = {},
  settings: EmulatorOptions = {},
): Promise<OpenPage & { esb: Emulator }> => {
  const esb = await createEmulator(settings);
  t.teardown(() => esb.close());
  return { esb, ...(await openPage(t, `${esb.url}/console/#/${place}`, options)) };
};

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The hints that no control has as its description. A screen reader does not read them with the control. */
const UNTIED = `[...document.querySelectorAll('.hint')]
  .filter(({ id }) => id === '' || document.querySelector('[aria-describedby~="' + id + '"]') === null)
  .map(({ textContent }) => 'hint of no control: ' + textContent)`;

/**
 * What is wrong for people who do not see the page, or use it by keyboard alone: each rule of axe that is broken, and where, and each hint that
 * belongs to no control.
 */
export const inaccessible = async (page: Page): Promise<string[]> => {
  // The page's policy lets no script in but its own. The debugger is not bound by it.
  await page.evaluate(AXE);
  const found = await page.evaluate('axe.run()');
  const { violations } = found as { violations: { id: string; nodes: { target: string[] }[] }[] };
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    ...(await page.evaluate<string[]>(UNTIED)),
  ];
};

/** The description of a control as a screen reader reads it, by the name of the control. */
export const descriptionOf = async (page: Page, name: string): Promise<string | undefined> => {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.find((node) => node.name?.value === name && node.description !== undefined)?.description?.value as
    string | undefined;
};

/** Waits until the clipboard has a text with a part: "Copied" may still be there from the copy before. */
export const copied = async (page: Page, part: string): Promise<void> => {
  await page.waitForFunction(`navigator.clipboard.readText().then((text) => text.includes(${JSON.stringify(part)}))`);
};

/** How many pixels of the page lie beyond its right edge. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

const COMPONENTS = '/api/c/compapi/v2/cc/';

/** Calls a component, as an app does. */
export const call = async (
  esb: { url: string },
  component: string,
  parameters: object,
  app = 'bk_sops',
): Promise<unknown> => {
  const credentials = { bk_app_code: app, bk_app_secret: 'xxx', bk_username: 'admin' };
  const response = await fetch(`${esb.url}${COMPONENTS}${component}/`, {
    method: 'POST',
    headers: { 'X-Bkapi-Authorization': JSON.stringify(credentials) },
    body: JSON.stringify(parameters),
  });
  return response.json();
};
