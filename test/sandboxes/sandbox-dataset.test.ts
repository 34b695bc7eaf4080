import t from 'tap';
import { SandboxDataset } from '../../src/sandboxes/sandbox-dataset.js';
import type { SandboxDependencies } from '../../src/sandboxes/sandbox-dependencies.js';
import { Store } from '../../src/store/datasets/store.js';
import { checkFiles } from '../../src/fixtures/load/load.js';
import { toDataSet } from '../../src/fixtures/complete/dataset.js';
import { MemoryBudget } from '../../src/util/memory/memory-budget.js';

const file = { file: 'a.json', bytes: Buffer.from('{"hosts":[{"bk_host_id":1}]}') };

t.test('a load that ends in the turn in which its sandbox is dropped leaves nothing', async (t) => {
  const memory = new MemoryBudget();
  const store = Store.open(':memory:', memory);
  t.teardown(() => store.close());
  const dropped = new AbortController();
  const add: Store['add'] = async (...args) => {
    const added = await store.add(...args);
    t.ok(memory.held > 0);
    dropped.abort(new Error('it was dropped'));
    return added;
  };
  const dependencies: Partial<SandboxDependencies> = {
    load: (files) => Promise.resolve(toDataSet(checkFiles(files))),
    store: () => ({ add }) as Pick<Store, 'add'> as Store,
  };
  const dataset = new SandboxDataset(dependencies as SandboxDependencies, dropped.signal);
  await t.rejects(dataset.load([file], []), { message: 'it was dropped' });
  t.equal(dataset.isOwn, false);
  t.equal(memory.held, 0);
});
