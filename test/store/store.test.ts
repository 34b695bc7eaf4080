import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import t from 'tap';
import type { ProcessList } from '../../src/store/process-lists.js';
import type { DataSet, Process } from '../../src/model/rows.js';
import { Store } from '../../src/store/store.js';
import { EMPTY, instance, ORIGIN, process } from './helper.js';

const open = async (data: Partial<DataSet>): Promise<Store> => {
  const store = Store.open();
  await store.replace({ ...EMPTY, ...data }, ORIGIN);
  return store;
};

const ids = (text: string): number[] => (JSON.parse(text) as { id: number }[]).map(({ id }) => id);
const processIds = ({ data }: ProcessList): number[] =>
  (JSON.parse(data?.toString() ?? '[]') as Process[]).map(({ relation }) => relation.bk_process_id);

t.test('what a store holds can be taken as bytes, and be opened again', async (t) => {
  const store = await open({ processes: [process(3, 1, 1)] });
  const copy = Store.open(store.serialize());
  t.strictSame(processIds(copy.data.processes(1, 1)), [3]);
  t.strictSame(copy.summary, store.summary);
  const other = await copy.add({ ...EMPTY, processes: [process(4, 2, 1)] }, { origin: 'another', seed: null });
  t.strictSame(processIds(other.reader.processes(2, 1)), [4]);
  t.strictSame(processIds(store.data.processes(2, 1)), [], 'it is a copy');
});

t.test('service instances are found by business and set template, a page at a time', async (t) => {
  const { data } = await open({
    service_instances: [instance(1, 1, 7), instance(2, 2, 7), instance(3, 1, 8), instance(5, 1, 7), instance(9, 1, 7)],
  });
  const pages: [
    biz: number | bigint,
    template: number,
    start: number | bigint,
    limit: number,
    count: number,
    ids: number[],
  ][] = [
    [1, 7, 0, 500, 3, [1, 5, 9]],
    [1, 7, 0, 2, 3, [1, 5]],
    [1, 7, 2, 2, 3, [9]],
    [1, 7, 3, 2, 3, []],
    [1, 7, 2n ** 62n, 2, 3, []],
    [2, 7, 0, 10, 1, [2]],
    [2, 8, 0, 10, 0, []],
    [2n ** 62n, 7, 0, 10, 0, []],
  ];
  for (const [biz, template, start, limit, count, expected] of pages) {
    const page = data.serviceInstances(biz, template, start, limit);
    t.strictSame([page.count, ids(`[${page.rows.toString()}]`)], [count, expected]);
  }
});

t.test('processes are found by service instance, of one business or of any', async (t) => {
  const { data } = await open({
    processes: [process(3, 1, 1), process(4, 1, 2), process(5, 1, 1), process(1, 2, 2)],
  });
  t.strictSame(processIds(data.processes(1, 1)), [3, 5]);
  t.strictSame(processIds(data.processes(1, 2)), [4]);
  t.strictSame(processIds(data.processes(1, undefined)), [3, 4, 5], 'those of all businesses, by id');
  t.strictSame(processIds(data.processes(2, undefined)), [1]);
  t.equal(data.processes(1, 0).data, undefined, 'business 0 is no business');
  t.equal(data.processes(1, -1).data, undefined);
  t.equal(data.processes(3, undefined).data, undefined);
  t.equal(data.processes(2n ** 62n, 1n).data, undefined);
  t.equal(data.processes(1, 1).elsewhere, 1, 'one of its three is in another business');
  t.equal(data.processes(1, 2).elsewhere, 2);
  t.equal(data.processes(1, undefined).elsewhere, 0);
  t.equal(data.processes(2, 2).elsewhere, 0);
  t.strictSame(data.businessesOfProcesses(1), [1, 2]);
  t.strictSame(data.businessesOfProcesses(2), [2]);
  t.strictSame(data.businessesOfProcesses(3), []);
});

t.test('accounts', async (t) => {
  const app = { bk_app_code: 'a', secrets: ['x', 'y'], may_name_users: true, components: null };
  const users = [
    { bk_username: 'all', bk_token: 'token', access_tokens: [], businesses: null },
    {
      bk_username: 'some',
      bk_token: null,
      access_tokens: [{ access_token: 'access', bk_app_code: 'a' }],
      businesses: [2, 3],
    },
  ];
  const { data } = await open({ apps: [app], users, businesses: [{ bk_biz_id: 2, bk_biz_name: '蓝鲸' }] });
  t.strictSame(data.app('a'), app);
  t.equal(data.app('b'), undefined);
  t.equal(data.userOfToken('token'), 'all');
  t.equal(data.userOfToken('access'), undefined);
  t.strictSame(data.ownerOfAccessToken('access'), { bk_app_code: 'a', bk_username: 'some' });
  t.equal(data.ownerOfAccessToken('token'), undefined);
  t.equal(data.maySee('all', 1), true);
  t.equal(data.maySee('some', 2n), true);
  t.equal(data.maySee('some', 1), false);
  t.equal(data.maySee('nobody', 1), false);
  t.equal((await open({})).data.maySee('nobody', 1), true, 'where no users are declared, everyone may');
  t.equal(data.businessName(2), '蓝鲸');
  t.equal(data.businessName(3), 'biz-3');
});

t.test('a summary tells what is loaded', async (t) => {
  const empty = Store.open();
  t.equal(empty.summary, undefined);
  t.equal(empty.data.processes(1, 1).data, undefined);
  t.strictSame([...empty.contents.businesses()], []);
  const { summary } = await open({
    service_instances: [instance(1, 1, 1)],
    processes: [process(1, 1, 1), process(2, 1, 2)],
  });
  t.strictSame(summary?.counts, {
    businesses: 0,
    set_templates: 0,
    modules: 0,
    hosts: 0,
    service_instances: 1,
    processes: 2,
  });
  t.equal(summary?.origin, 'a test');
  t.equal(
    summary?.digest,
    (await open({ service_instances: [instance(1, 1, 1)], processes: [process(1, 1, 1), process(2, 1, 2)] })).summary
      ?.digest,
  );
  t.not(
    summary?.digest,
    (await open({ service_instances: [instance(1, 1, 1)], processes: [process(1, 1, 1)] })).summary?.digest,
  );
});

/** More rows than are written in one turn, the last of which fails. */
function* broken(): Generator<Process> {
  for (let id = 1; id < 5000; id += 1) yield process(id, id, 1);
  throw new Error('the source broke off');
}

t.test('a load replaces everything, or nothing', async (t) => {
  const store = await open({ processes: [process(1, 1, 1)] });
  const before = store.summary;
  await t.rejects(store.replace({ ...EMPTY, processes: broken() }, { origin: 'broken', seed: null }), {
    message: 'the source broke off',
  });
  t.equal(store.summary, before);
  t.strictSame(processIds(store.data.processes(1, 1)), [1]);

  await store.replace({ ...EMPTY, processes: [process(2, 2, 1)] }, { origin: 'again', seed: null });
  t.equal(store.data.processes(1, 1).data, undefined);
  t.strictSame(processIds(store.data.processes(2, 1)), [2]);
});

t.test('readers see the old data until the new data is complete', async (t) => {
  const store = await open({ processes: [process(1, 1, 1)] });
  const seen = new Set<string>();
  const shown = (id: number) => store.data.processes(id, 1).data?.toString() ?? '[]';
  function* watched(): Generator<Process> {
    for (let id = 1; id < 5000; id += 1) {
      if (id % 500 === 0) seen.add(`${shown(1)} ${shown(400)}`);
      yield process(id, id, 2);
    }
  }
  const loading = store.replace({ ...EMPTY, processes: watched() }, { origin: 'new', seed: null });
  await loading;
  t.strictSame(
    [...seen].map((text) => text.replace(/\{.*\}/, '…')),
    ['[…] []'],
  );
  t.equal(store.data.processes(1, 1).data, undefined);
  t.strictSame(processIds(store.data.processes(400, 2)), [400]);
});

t.test('a file that is damaged says so', (t) => {
  const file = join(t.testdir(), 'esb.db');
  Store.open(file).close();
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, 100, 2000));
  t.throws(() => Store.open(file), { message: /esb.db cannot be opened: / });
  t.end();
});

t.test('a load that a crash cut off is not there the next time', async (t) => {
  const file = join(t.testdir(), 'esb.db');
  const first = Store.open(file);
  const kept = await first.replace({ ...EMPTY, processes: [process(1, 1, 1)] }, { origin: 'first', seed: null });
  first.close();

  const db = new Sqlite(file);
  db.exec(`INSERT INTO datasets VALUES (9, NULL);
    INSERT INTO process_lists VALUES (9 << 43 | 1, 1, '["half"]');
    INSERT INTO divided_process_lists VALUES (9, 1, 1, '["half"]', 0)`);
  db.close();

  const second = Store.open(file);
  t.strictSame(second.summary, kept);
  t.strictSame(processIds(second.data.processes(1, 1)), [1]);
  await second.replace({ ...EMPTY, processes: [process(2, 2, 1)] }, { origin: 'second', seed: null });
  second.close();

  const after = new Sqlite(file, { readonly: true });
  t.equal(after.prepare('SELECT count(*) FROM datasets').pluck().get(), 1, 'old data sets are removed');
  t.equal(after.prepare('SELECT count(*) FROM process_lists').pluck().get(), 1);
  t.equal(after.prepare('SELECT count(*) FROM divided_process_lists').pluck().get(), 0);
  after.close();
});
