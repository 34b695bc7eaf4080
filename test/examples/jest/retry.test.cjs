const { portsOf } = require('./ports.cjs');
const { control, url } = require('./sandbox.cjs');

const SCOPE = { bk_biz_id: 2, service_instance_id: 10 };

/** The same ids as in the other file, which may run at the same time: in a sandbox of its own. */
const DATA = {
  modules: [
    {
      bk_module_id: 1,
      bk_biz_id: 2,
      service_instances: [{ id: 10, processes: [{ bk_process_id: 100, bind_info: [{ port: 6379 }] }] }],
    },
  ],
};

beforeEach(async () => {
  await control('POST', '/reset');
  await control('PUT', '/data', DATA);
});
afterEach(() => jest.useRealTimers());

test('a call that comes too often is sent again after a minute, by fake timers', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  await control('POST', '/faults', { name: 'rate-limited', times: 1 });
  const ports = portsOf(url, SCOPE);
  // The refusal comes over the network, which no fake timer hurries.
  while (jest.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
  await jest.advanceTimersByTimeAsync(60_000);
  expect(await ports).toEqual(['6379']);
  expect(await control('GET', '/requests/count?code=1306429')).toEqual({ count: 1 });
});
