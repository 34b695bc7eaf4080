import t from 'tap';
import type { DataSet } from '../../../src/model/dataset.js';
import { Store } from '../../../src/store/datasets/store.js';
import { EMPTY, instance, ORIGIN, process } from '../helper.js';

const digestOf = async (data: Partial<DataSet>): Promise<string> => {
  const store = Store.open();
  try {
    return (await store.replace({ ...EMPTY, ...data }, ORIGIN)).digest;
  } finally {
    store.close();
  }
};

const named = (name: string, bizId = 1) => process(1, 1, bizId, { bk_process_name: name });

t.test('equal data has an equal digest, and other data another', async (t) => {
  const cases: Record<string, Partial<DataSet>> = {
    nothing: {},
    'a service instance with a process': { service_instances: [instance(1, 1, 1, 'a', [named('a')])] },
    'the same without its process': { service_instances: [instance(1, 1, 1, 'a')] },
    'the same process alone': { processes: [named('a')] },
    'another set template': { service_instances: [instance(1, 1, 9, 'a', [named('a')])] },
    'another property': { service_instances: [instance(1, 1, 1, 'a', [named('b')])] },
    'another business of the relation': { service_instances: [instance(1, 1, 1, 'a', [named('a', 2)])] },
    'a business': { businesses: [{ bk_biz_id: 1, bk_biz_name: 'a' }] },
    'a host': { hosts: [{ bk_host_id: 1, bk_host_name: 'a', bk_host_innerip: '', bk_cloud_id: 0 }] },
  };
  const found = new Map<string, string>();
  for (const [name, data] of Object.entries(cases)) {
    const digest = await digestOf(data);
    t.equal(await digestOf(data), digest, `${name}: the same digest again`);
    t.equal(found.get(digest), undefined, `${name}: another digest than all before`);
    found.set(digest, name);
  }
});
