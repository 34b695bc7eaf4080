import { afterEach, beforeEach, expect, test } from 'vitest';
import { portsOf } from '../src/ports.js';
import { control, name, url } from './sandbox.js';

const SCOPE = { bk_biz_id: 2, set_template_id: 3 };

/** The same ids as in the other file, which may run at the same time: in a sandbox of its own. */
const DATA = {
  modules: [
    {
      bk_module_id: 1,
      ...SCOPE,
      service_instances: [
        { id: 1, name: 'proxy', processes: [{ bk_process_id: 1, bind_info: [{ port: 80 }, { port: 443 }] }] },
        { id: 2, name: 'cache', processes: [{ bk_process_id: 2, bind_info: [{ port: 6379 }] }] },
        { id: 3, name: 'cron', processes: [{ bk_process_id: 3 }] },
      ],
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
  expect(await portsOf(url, SCOPE)).toEqual({ proxy: ['80', '443'], cache: ['6379'], cron: [] });
});

test('a service instance that the ESB fails for does not hide the others', async () => {
  await control('POST', '/faults', { name: 'reset', parameters: { service_instance_id: 2 } });
  expect(await portsOf(url, SCOPE)).toEqual({ proxy: ['80', '443'], cache: undefined, cron: [] });
  const [{ sandbox, fault }] = await control('GET', '/requests?body={"service_instance_id":2}');
  expect({ sandbox, fault: fault.name }).toEqual({ sandbox: name, fault: 'reset' });
});

test('processes are asked for within the business', async () => {
  await portsOf(url, SCOPE);
  expect(await control('GET', '/requests/count?component=list_process_instance&body={"bk_biz_id":2}')).toEqual({
    count: 3,
  });
});
