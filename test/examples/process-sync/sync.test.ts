import { fileURLToPath } from 'node:url';
import t from 'tap';
import { createEmulator } from '../../../src/index.js';
import { Client } from './sync.js';

/** The whole flow of an app: most of its calls are answered by stubs, those for service instances and processes by rows. */

const esb = await createEmulator({ fixtures: [fileURLToPath(new URL('esb.yaml', import.meta.url))] });
t.teardown(() => esb.close(500));

const SYNCED = {
  business: 'shop',
  maintainer: 'user admin',
  processes: ['10.0.0.70_nginx', '10.0.0.70_nginx', '10.0.0.70_debug'].map((service_instance) => ({
    set: 'front',
    module: 'web',
    service_instance,
    process: service_instance.slice('10.0.0.70_'.length),
    hasTemplate: service_instance.endsWith('nginx'),
  })),
  job: 1001,
};

t.test('a sync makes all its calls, side by side in sandboxes', async (t) => {
  const results = await Promise.all(
    ['one', 'two', 'three'].map(async (name) => {
      const sandbox = esb.sandbox(name);
      return { synced: await new Client(sandbox.url).sync(2), sandbox };
    }),
  );
  for (const { synced, sandbox } of results) {
    t.same(synced, SYNCED, sandbox.name);
    const asked = sandbox.requests.find();
    t.notOk(asked.find(({ status, code }) => status !== 200 || code !== 0));
    t.same(sandbox.warnings(), []);
    const names = new Set(asked.map(({ component }) => component));
    t.equal(names.size, 12, [...names].join(', '));
    t.equal(sandbox.requests.count({ component: 'job.get_job_instance_status' }), 3, 'it waited for the job');
    t.same(
      sandbox.requests.find({ component: 'cc.list_process_related_info' }).map(({ parameters }) => parameters['page']),
      [
        { start: 0, limit: 2 },
        { start: 2, limit: 2 },
      ],
    );
  }
});

t.test('it asks again if CMDB fails for a moment, and gives up if it does not come back', async (t) => {
  const sandbox = esb.sandbox('faults');
  sandbox.faults.add({ name: 'cmdb-refused', component: 'cc.search_set', times: 2 });
  t.same(await new Client(sandbox.url).sync(2), SYNCED);
  t.equal(sandbox.requests.count({ component: 'cc.search_set' }), 3);
  sandbox.faults.add({ name: 'cmdb-rate-limited', component: 'usermanage.retrieve_user' });
  await t.rejects(new Client(sandbox.url).sync(2), { message: /^retrieve_user: 1199997 / });
});

t.test('a business that is not there, and a call that nobody thought of', async (t) => {
  const sandbox = esb.sandbox('other');
  await t.rejects(new Client(sandbox.url).sync(3), { message: 'there is no business 3' });
  await sandbox.patch({
    stubs: [
      {
        path: 'cc.search_business',
        when: { condition: { bk_biz_id: 4 } },
        data: { count: 1, info: [{ bk_biz_name: 'new', bk_biz_maintainer: 'admin' }] },
      },
    ],
  });
  await t.rejects(new Client(sandbox.url).sync(4), { message: 'search_biz_inst_topo: HTTP 404' });
  t.match(sandbox.requests.find().at(-1)?.why, /when\.bk_biz_id is 2, the request has 4$/);
});
