import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

const { APP_URL, ESB_URL, CONTROL_TOKEN } = process.env;

/** Asks the emulator itself. The app calls the ESB without a sandbox's name, so this is about the default one. */
const control = async (method, path, body) => {
  const response = await fetch(`${ESB_URL}/__emulator${path}`, {
    method,
    headers: { authorization: `Bearer ${CONTROL_TOKEN}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path}: HTTP ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
};

const get = async (path) => {
  const response = await fetch(APP_URL + path);
  return { status: response.status, body: await response.json() };
};

// Each test begins with the data and faults that the emulator was started with.
beforeEach(() => control('POST', '/reset'));
after(() => control('POST', '/reset'));

test('the app gives the ports of all service instances', async () => {
  assert.deepEqual(await get('/ports?bk_biz_id=2&set_template_id=3'), {
    status: 200,
    body: { 'web-1': ['80', '443'], 'web-2': ['8080'] },
  });
  assert.deepEqual(await control('GET', '/requests/count?app=ports'), { count: 3 });
  assert.deepEqual(await control('GET', '/warnings'), [], 'CMDB 3.14 would have answered in another way');
});

test('the app sees what changes in CMDB', async () => {
  await control('PATCH', '/data', { service_instances: [{ id: 12, bk_module_id: 1, name: 'web-3' }] });
  const { body } = await get('/ports?bk_biz_id=2&set_template_id=3');
  assert.deepEqual(Object.keys(body), ['web-1', 'web-2', 'web-3']);
});

test('the app says that CMDB is down', async () => {
  await control('POST', '/faults', { name: 'cmdb-refused', component: 'list_process_instance' });
  const { status, body } = await get('/ports?bk_biz_id=2&set_template_id=3');
  assert.equal(status, 503);
  assert.match(body.message, /1306201/);
});

test('the app finds nothing in another business, and the journal knows why', async () => {
  assert.deepEqual(await get('/ports?bk_biz_id=4&set_template_id=3'), { status: 200, body: {} });
  const [{ why }] = await control('GET', '/requests');
  assert.equal(why, 'set template 3 has no modules in business 4; business 2 has');
});

test('nobody controls the emulator without the token', async () => {
  const response = await fetch(`${ESB_URL}/__emulator/requests`);
  assert.equal(response.status, 401);
});
