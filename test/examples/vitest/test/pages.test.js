import { afterEach, beforeEach, expect, test } from 'vitest';
import { serviceInstancesOf } from '../src/ports.js';
import { control, url } from './sandbox.js';

const SCOPE = { bk_biz_id: 2, set_template_id: 3 };
const LIST = 'list_service_instance_by_set_template';

/** As many service instances as two and a half pages hold. */
const DATA = {
  modules: [
    {
      bk_module_id: 1,
      ...SCOPE,
      service_instances: Array.from({ length: 1250 }, (_, index) => ({ id: index + 1, name: `web-${index + 1}` })),
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

test('all pages are read', async () => {
  const found = await serviceInstancesOf(url, SCOPE);
  expect(found.map(({ id }) => id)).toEqual(DATA.modules[0].service_instances.map(({ id }) => id));
  const requests = await control('GET', '/requests');
  expect(requests.map(({ parameters }) => parameters.page.start)).toEqual([0, 500, 1000]);
});

test('a page that is refused is an error, not the end of the list', async () => {
  await control('POST', '/faults', { name: 'cmdb-failed', parameters: { page: { start: 500 } } });
  await expect(serviceInstancesOf(url, SCOPE)).rejects.toThrow(`${LIST}: 1199017`);
  expect(await control('GET', '/requests/count?code=1199017')).toEqual({ count: 1 });
});

test('nothing is found in another business, and the journal knows why', async () => {
  expect(await serviceInstancesOf(url, { ...SCOPE, bk_biz_id: 4 })).toEqual([]);
  const [{ why }] = await control('GET', `/requests?component=${LIST}`);
  expect(why).toBe('set template 3 has no modules in business 4; business 2 has');
});
