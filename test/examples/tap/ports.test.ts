import { CONTRACTS, createEmulator, type Fixture, type NamedSandbox } from 'bk-esb-emulator';
import t, { type Test } from 'tap';
import { portsOf } from './ports.js';

/** Everything that is not written here has a default. */
const DATA: Fixture = {
  modules: [
    {
      bk_module_id: 1,
      bk_biz_id: 2,
      set_template_id: 3,
      service_instances: [
        { id: 10, name: 'web-1', processes: [{ bk_process_id: 100, bind_info: [{ port: 80 }, { port: 443 }] }] },
        { id: 11, name: 'web-2', processes: [{ bk_process_id: 101, bind_info: [{ port: 80 }] }] },
        // A process that is gone, of which only the relation is left: CMDB has such ones.
        { id: 12, name: 'web-3', processes: [{ bk_process_id: 102, property: null }] },
      ],
    },
  ],
};
const SCOPE = { bk_biz_id: 2, set_template_id: 3 };
const PORTS = { 'web-1': ['80', '443'], 'web-2': ['80'], 'web-3': [] };

const emulator = await createEmulator();
t.teardown(() => emulator.close());
t.jobs = 4;

let tests = 0;

/** A test with a sandbox of its own, so that tests can run side by side on one emulator. */
const test = (name: string, body: (t: Test, esb: NamedSandbox) => Promise<void>) =>
  t.test(name, async (t) => {
    tests += 1;
    await using esb = emulator.sandbox(`test-${tests}`);
    await esb.load(DATA);
    await body(t, esb);
    t.strictSame(esb.warnings(), [], 'CMDB 3.14 would have answered everything in the same way');
  });

// Before an upgrade: the same under the contract that is to come.
for (const contract of CONTRACTS) {
  test(`all pages are read, contract ${contract}`, async (t, esb) => {
    esb.configure({ contract });
    t.strictSame(await portsOf(esb.url, SCOPE, 2), PORTS);
    const pages = esb.requests.find({ component: 'list_service_instance_by_set_template' });
    t.strictSame(
      pages.map(({ parameters }) => parameters['page']),
      [
        { start: 0, limit: 2 },
        { start: 2, limit: 2 },
      ],
    );
    t.equal(esb.requests.count({ component: 'list_process_instance' }), 3, 'once for each service instance');
  });
}

test('CMDB that is out of reach for a moment is asked again', async (t, esb) => {
  // The first call passes, the second is struck.
  const { id } = esb.faults.add({ name: 'cmdb-refused', component: 'list_process_instance', skip: 1, times: 1 });
  t.strictSame(await portsOf(esb.url, SCOPE), PORTS);
  t.match(esb.faults.get(id), { struck: 1, left: 0 });
  const calls = esb.requests.find({ component: 'list_process_instance' });
  t.strictSame(
    calls.map(({ code, parameters }) => [parameters['service_instance_id'], code]),
    [
      [10, 0],
      [11, 1306201],
      [11, 0],
      [12, 0],
    ],
  );
});

test('CMDB that stays out of reach is given up', async (t, esb) => {
  esb.faults.add({ name: 'cmdb-refused' });
  await t.rejects(portsOf(esb.url, SCOPE), { code: 1306201 });
  t.equal(esb.requests.count(), 2);
});

test('who may not see the business is not asked again', async (t, esb) => {
  esb.faults.add({ name: 'no-permission' });
  await t.rejects(portsOf(esb.url, SCOPE), { code: 9900403 });
  t.equal(esb.requests.count({ code: 9900403 }), 1);
});

test('where nothing is found, the journal knows why', async (t, esb) => {
  t.strictSame(await portsOf(esb.url, { bk_biz_id: 4, set_template_id: 3 }), {});
  const [request] = esb.requests.find();
  t.equal(request?.why, 'set template 3 has no modules in business 4; business 2 has');
});
