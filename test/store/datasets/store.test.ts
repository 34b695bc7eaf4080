import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import t from 'tap';
import type { ProcessList } from '../../../src/store/queries/processes.js';
import type { DataSet } from '../../../src/model/dataset.js';
import type { Process } from '../../../src/model/rows.js';
import { Store } from '../../../src/store/datasets/store.js';
import { EMPTY, instance, ORIGIN, process } from '../helper.js';

const open = async (data: Partial<DataSet>): Promise<Store> => {
  const store = Store.open();
  await store.replace({ ...EMPTY, ...data }, ORIGIN);
  return store;
};

const processIds = ({ data }: ProcessList): number[] =>
  (JSON.parse(data?.toString() ?? '[]') as Process[]).map(({ relation }) => relation.bk_process_id);

t.test('what a store holds can be taken as bytes, and be opened again', async (t) => {
  const store = await open({ processes: [process(3, 1, 1)] });
  const copy = Store.open(store.serialize());
  t.strictSame(processIds(copy.data.processes.ofServiceInstance(1, 1)), [3]);
  t.strictSame(copy.summary, store.summary);
  const other = await copy.add({ ...EMPTY, processes: [process(4, 2, 1)] }, { origin: 'another', seed: null });
  t.strictSame(processIds(other.reader.processes.ofServiceInstance(2, 1)), [4]);
  t.strictSame(processIds(store.data.processes.ofServiceInstance(2, 1)), [], 'it is a copy');
});

t.test('a summary tells what is loaded', async (t) => {
  const empty = Store.open();
  t.equal(empty.summary, undefined);
  t.equal(empty.data.processes.ofServiceInstance(1, 1).data, undefined);
  t.strictSame([...empty.contents.businesses], []);
  const { summary } = await open({
    service_instances: [instance(1, 1, 1)],
    processes: [process(1, 1, 1), process(2, 1, 2)],
  });
  t.strictSame(summary?.counts, {
    businesses: 0,
    set_templates: 0,
    service_templates: 0,
    process_templates: 0,
    sets: 0,
    modules: 0,
    hosts: 0,
    service_instances: 1,
    processes: 2,
    stubs: 0,
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
  t.strictSame(processIds(store.data.processes.ofServiceInstance(1, 1)), [1]);

  await store.replace({ ...EMPTY, processes: [process(2, 2, 1)] }, { origin: 'again', seed: null });
  t.equal(store.data.processes.ofServiceInstance(1, 1).data, undefined);
  t.strictSame(processIds(store.data.processes.ofServiceInstance(2, 1)), [2]);
});

t.test('readers see the old data until the new data is complete', async (t) => {
  const store = await open({ processes: [process(1, 1, 1)] });
  const seen = new Set<string>();
  const shown = (id: number) => store.data.processes.ofServiceInstance(id, 1).data?.toString() ?? '[]';
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
  t.equal(store.data.processes.ofServiceInstance(1, 1).data, undefined);
  t.strictSame(processIds(store.data.processes.ofServiceInstance(400, 2)), [400]);
});

t.test('a file that is damaged says so', (t) => {
  const file = join(t.testdir(), 'esb.db');
  Store.open(file).close();
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, 100, 2000));
  t.throws(() => Store.open(file), { message: /esb.db is damaged: / });
  t.end();
});

t.test('a load that a crash cut off is not there the next time', async (t) => {
  const file = join(t.testdir(), 'esb.db');
  const first = Store.open(file);
  const kept = await first.replace({ ...EMPTY, processes: [process(1, 1, 1)] }, { origin: 'first', seed: null });
  first.close();

  const db = new Sqlite(file);
  db.exec(`INSERT INTO datasets VALUES (9, NULL);
    INSERT INTO processes VALUES (9, 1, 1, 1, '0', '{"bk_process_id":1}', '{}')`);
  db.close();

  const second = Store.open(file);
  t.strictSame(second.summary, kept);
  t.strictSame(processIds(second.data.processes.ofServiceInstance(1, 1)), [1]);
  await second.replace({ ...EMPTY, processes: [process(2, 2, 1)] }, { origin: 'second', seed: null });
  second.close();
  t.doesNotThrow(() => second.close(), 'a store may be closed twice');

  const after = new Sqlite(file, { readonly: true });
  t.equal(after.prepare('SELECT count(*) FROM datasets').pluck().get(), 1, 'old data sets are removed');
  t.equal(after.prepare('SELECT count(*) FROM processes').pluck().get(), 1);
  after.close();
});
