import { EventEmitter, once } from 'node:events';
import type { Page, Route } from 'playwright-core';
import t from 'tap';
import { createEmulator } from '../../src/index.js';
import { call, openConsole, openPage, skip } from './browser.js';

/** The page, used faster than the emulator answers it. */

/** Requests of the page that wait until they are let go. */
interface Held {
  /** The next request of a method. @param act makes the page send it; else it sends it by itself */
  next: (method: 'GET' | 'POST' | 'PATCH' | 'PUT', act?: () => Promise<unknown>) => Promise<Route>;
  /** Lets all of them go, and those that follow. */
  end: () => Promise<void>;
}

const hold = async (page: Page, url: string): Promise<Held> => {
  const held = new Set<Route>();
  const came = new EventEmitter();
  let isOver = false;
  await page.route(url, async (route) => {
    if (isOver) return route.continue();
    held.add(route);
    came.emit(route.request().method(), route);
  });
  return {
    next: async (method, act) => {
      const [caught] = await Promise.all([once(came, method) as Promise<[Route]>, act?.()]);
      held.delete(caught[0]);
      return caught[0];
    },
    end: async () => {
      isOver = true;
      await Promise.all([...held].map((route) => route.continue()));
    },
  };
};

const answerTo = async (route: Route): Promise<number | undefined> => {
  await route.continue();
  const answer = await route.request().response();
  await answer?.finished();
  return answer?.status();
};

t.test('a setting that was just chosen stays, in whatever order the emulator answers', { skip }, async (t) => {
  const { esb, page } = await openConsole(t, 'sandboxes');
  const [contract, auth] = [page.getByLabel('Contract'), page.getByLabel('Auth')];
  const strict = page.getByLabel('Strict warnings');
  await contract.waitFor();
  const { next } = await hold(page, '**/__emulator/settings');

  // A question of before the changes is answered after them.
  const asked = await next('GET');
  const before = await asked.fetch();
  const changes = [
    await next('PATCH', () => contract.selectOption('cmdb-3.14')),
    await next('PATCH', () => strict.check()),
    await next('PATCH', () => auth.selectOption('strict')),
  ];
  await changes.shift()?.continue();
  await page.getByRole('banner').getByRole('link', { name: 'cmdb-3.14' }).waitFor();
  t.strictSame([await strict.isChecked(), await auth.inputValue()], [true, 'strict'], 'one answer turns no other back');
  for (const change of changes) await answerTo(change);
  await next('GET', () => asked.fulfill({ response: before }));
  t.strictSame(
    [await contract.inputValue(), await strict.isChecked(), await auth.inputValue()],
    ['cmdb-3.14', true, 'strict'],
  );
  t.match({ ...esb.settings }, { contract: 'cmdb-3.14', auth: 'strict', strictWarnings: true });

  await (await next('PATCH', () => auth.selectOption('off'))).abort();
  await page.getByRole('alert').getByText('The emulator does not answer.').waitFor();
  t.equal(await auth.inputValue(), 'strict', 'a change that was not taken is not shown');
});

t.test('the refusal of one setting stays when another one is taken', { skip }, async (t) => {
  const { page } = await openConsole(t, 'sandboxes');
  await page.getByLabel('Contract').waitFor();
  const { next } = await hold(page, '**/__emulator/settings');
  const taken = await next('PATCH', () => page.getByLabel('Strict warnings').check());
  await page.getByLabel('Clock of stubs').fill('noon');
  await answerTo(await next('PATCH', () => page.keyboard.press('Enter')));
  const refusal = page.getByRole('alert').getByText('SANDBOX_WRONG_CLOCK');
  await refusal.waitFor();
  await answerTo(taken);
  await page.getByRole('status').getByText('Changed.').waitFor();
  t.ok(await refusal.isVisible());
});

t.test('each fault is added, removed and brought back once, however often it is clicked', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'faults');
  for (const name of ['slow', 'reset', 'cmdb-down'] as const) esb.faults.add({ name });
  await page.getByRole('link', { name: '3 faults active' }).waitFor();
  const list = await hold(page, '**/__emulator/faults');
  await page.getByRole('button', { name: 'Remove reset (f2)' }).click();
  await page.getByRole('link', { name: '2 faults active' }).waitFor();
  await page.getByRole('button', { name: 'Remove all' }).click();
  await page.getByText('Removed: slow (f1), cmdb-down (f3).').waitFor();
  await page.getByRole('link', { name: 'No faults' }).waitFor();
  await list.end();

  const asked: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && asked.push(request.url()));
  const added = await hold(page, '**/__emulator/faults');
  const limited = page.getByRole('switch', { name: 'rate-limited', exact: true });
  await limited.click();
  await limited.click();
  await page.getByRole('button', { name: 'Undo' }).click();
  t.equal(await page.getByRole('button', { name: 'Undo' }).count(), 0);
  await added.end();
  await page.getByRole('link', { name: '3 faults active' }).waitFor();
  t.equal(asked.length, 3);
  const names = esb.faults.list().map(({ name }) => name);
  t.strictSame(names.sort(), ['cmdb-down', 'rate-limited', 'slow']);
  t.strictSame(broken, []);
});

t.test('faults that cannot be brought back can be tried again', { skip }, async (t) => {
  const { esb, page } = await openConsole(t, 'faults');
  for (const name of ['slow', 'reset'] as const) esb.faults.add({ name });
  await page.getByRole('button', { name: 'Remove all' }).click();
  const { next, end } = await hold(page, '**/__emulator/faults');
  const first = await next('POST', () => page.getByRole('button', { name: 'Undo' }).click());
  const [second] = await Promise.all([next('POST'), first.continue()]);
  await second.abort();
  await page.getByText('Removed: reset (f2).').waitFor();
  await end();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: '2 faults active' }).waitFor();
  t.match(esb.faults.list(), [{ name: 'slow' }, { name: 'reset' }]);
});

t.test('of several faults, those that went can be brought back, and the others stay', { skip }, async (t) => {
  const { esb, page } = await openConsole(t, 'faults');
  for (const name of ['slow', 'reset', 'cmdb-down'] as const) esb.faults.add({ name });
  await page.route('**/__emulator/faults/f2', (route) => route.abort());
  await page.getByRole('button', { name: 'Remove all' }).click();
  await page.getByText('Removed: slow (f1), cmdb-down (f3).').waitFor();
  await page.getByRole('alert').getByText('The emulator does not answer.').waitFor();
  await page.getByRole('link', { name: '1 fault active' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: '3 faults active' }).waitFor();
  t.match(esb.faults.list(), [{ name: 'reset' }, { name: 'slow' }, { name: 'cmdb-down' }]);
});

t.test('a refusal of no token that comes late does not ask for another one', { skip }, async (t) => {
  const esb = await createEmulator({ controlToken: 'the-right-token' });
  t.teardown(() => esb.close());
  const { page } = await openPage(t, 'about:blank');
  const { next } = await hold(page, '**/__emulator/settings');
  const late = await next('GET', () => page.goto(`${esb.url}/console/`));
  const dialog = page.getByRole('dialog', { name: 'Control token' });
  await dialog.getByLabel('Control token').fill('the-right-token');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const [status] = await Promise.all([answerTo(late), next('GET')]);
  t.equal(status, 401);
  await next('GET');
  t.equal(await dialog.count(), 0);
});

t.test('a request is not shown under the number of another one', { skip }, async (t) => {
  const { esb, page } = await openConsole(t, 'requests');
  for (const bk_biz_id of [2, 3]) await call(esb, 'list_process_instance', { bk_biz_id, service_instance_id: 1 });
  await page.locator('.requests a').nth(1).click();
  const first = page.getByRole('complementary', { name: 'Request 1' });
  await first.getByRole('button', { name: 'Send again' }).waitFor();
  const { next } = await hold(page, '**/__emulator/requests/2');
  const asked = await next('GET', () => page.locator('.requests a').first().click());
  const second = page.getByRole('complementary', { name: 'Request 2' });
  await second.waitFor();
  t.equal(await second.getByRole('button', { name: 'Send again' }).count(), 0);
  await asked.continue();
  await second.getByRole('button', { name: 'Send again' }).waitFor();
});

t.test('whoever went elsewhere is not taken back by an answer that comes late', { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'requests');
  await call(esb, 'list_process_instance', { bk_biz_id: 2, service_instance_id: 1 });
  await page.locator('.requests a').click();
  for (const link of ['Make a fault of this', 'Edit and send']) {
    await page.getByRole('link', { name: link }).waitFor();
    const { next, end } = await hold(page, '**/__emulator/requests/1');
    await next('GET', () => page.getByRole('link', { name: link }).click());
    await Promise.all([page.waitForEvent('requestfailed'), page.getByRole('link', { name: 'Data' }).click()]);
    await page.getByRole('heading', { name: 'Data', exact: true }).waitFor();
    await end();
    await page.goBack();
    await page.goBack();
  }
  t.strictSame(broken, []);
});

t.test('what is typed while a fixture is loaded is not taken for loaded', { skip }, async (t) => {
  const { page } = await openConsole(t, 'fixtures');
  await page.getByRole('button', { name: 'Write or paste' }).click();
  const text = page.getByRole('textbox', { name: /Text of/ });
  await text.fill('hosts: [{ bk_host_id: 1 }]\n');
  const { next } = await hold(page, '**/__emulator/data');
  const sent = await next('PUT', () => page.getByRole('button', { name: 'Replace the data' }).click());
  await text.fill('hosts: [{ bk_host_id: 2 }]\n');
  await sent.continue();
  await page.getByRole('status').getByText('Loaded').waitFor();
  t.match(await page.getByRole('list', { name: 'Fixtures to load' }).innerText(), 'changed');
  t.equal(await text.inputValue(), 'hosts: [{ bk_host_id: 2 }]\n');
});

t.test('an answer that takes longer than the time between two questions is waited for', { skip }, async (t) => {
  const { page } = await openConsole(t, 'requests');
  const { next } = await hold(page, '**/__emulator/sandboxes/default');
  const asked = await next('GET', () => page.getByRole('link', { name: 'Fixtures' }).click());
  // The settings are asked for as often.
  for (let count = 0; count < 2; count += 1) await page.waitForRequest('**/__emulator/settings');
  t.equal(await answerTo(asked), 200);
  await page.getByRole('region', { name: 'Snapshots' }).waitFor();
  await next('GET');
});

t.test('faults are shown, though each answer comes after the next question', { skip }, async (t) => {
  const { esb, page } = await openConsole(t, 'requests');
  await page.getByRole('link', { name: 'No faults' }).waitFor();
  const { next } = await hold(page, '**/__emulator/faults');
  esb.faults.add({ name: 'slow' });
  const [first, second] = [await next('GET'), await next('GET')];
  await first.continue();
  await page.getByRole('link', { name: '1 fault active' }).waitFor();
  const old = await second.fetch();
  esb.faults.add({ name: 'reset' });
  await (await next('GET')).continue();
  await page.getByRole('link', { name: '2 faults active' }).waitFor();
  await next('GET', () => second.fulfill({ response: old }));
  t.equal(await page.getByRole('link', { name: '2 faults active' }).count(), 1, 'an older answer is not taken');
});
