const { portsOf } = require('./ports.cjs');
const { control, name, url } = require('./sandbox.cjs');

const SCOPE = { bk_biz_id: 2, service_instance_id: 10 };

/** Everything that is not written here has a default. */
const DATA = {
  modules: [
    {
      bk_module_id: 1,
      bk_biz_id: 2,
      service_instances: [{ id: 10, processes: [{ bk_process_id: 100, bind_info: [{ port: 80 }, { port: 443 }] }] }],
    },
  ],
};

beforeEach(async () => {
  // The worker may have run another file before this one.
  await control('POST', '/reset');
  await control('PUT', '/data', DATA);
});

// Requests that CMDB 3.14 would have refused or answered differently.
afterEach(async () => expect(await control('GET', '/warnings')).toEqual([]));

test('the ports of all processes', async () => {
  expect(await portsOf(url, SCOPE)).toEqual(['80', '443']);
});

test('a refusal is an error', async () => {
  await control('POST', '/faults', { name: 'cmdb-refused' });
  await expect(portsOf(url, SCOPE)).rejects.toThrow('1306201');
  const [{ sandbox }] = await control('GET', '/requests');
  expect(sandbox).toBe(name);
});

test('nothing is found in another business, and the journal knows why', async () => {
  expect(await portsOf(url, { ...SCOPE, bk_biz_id: 4 })).toEqual([]);
  const [{ why }] = await control('GET', '/requests');
  expect(why).toMatch('belongs to business 2');
});
