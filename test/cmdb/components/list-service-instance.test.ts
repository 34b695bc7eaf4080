import t from 'tap';
import { countTurns } from '../../util/time-slices/helper.js';
import { open } from '../helper.js';

/** Beside the cases of contract section 11: why an answer is empty or short, and how long queries are divided. */

const NAME = 'list_service_instance';

t.test('why an answer is empty or short', async (t) => {
  const ask = await open(t, {
    businesses: [2, 3, 4].map((id) => ({ bk_biz_id: id })),
    hosts: [{ bk_host_id: 70 }, { bk_host_id: 71 }],
    modules: [
      { bk_module_id: 20, bk_biz_id: 2 },
      { bk_module_id: 21, bk_biz_id: 2 },
    ],
    service_instances: [1, 2, 3].map((id) => ({
      id,
      bk_biz_id: 2,
      bk_module_id: 20,
      bk_host_id: 70,
      name: `nginx-${id}`,
      labels: id === 1 ? { env: 'prod' } : null,
    })),
  });
  const selectors = [
    { key: 'env', operator: '=', values: ['test'] },
    { key: 'env', operator: 'exists' },
  ];
  const none = 'business 2 has no service instances';
  const cases: [params: Record<string, unknown>, why: string | undefined][] = [
    [{}, undefined],
    [{ page: { limit: 3 } }, undefined],
    [{ page: { start: 1, limit: 0 } }, undefined],
    [{ page: { start: 2, limit: 2 } }, 'the last page: row 3 of 3'],
    [{ page: { start: 1, limit: 5 } }, 'the last page: rows 2 to 3 of 3'],
    [{ page: { start: 3, limit: 5 } }, 'the page starts at 3, and there are 3 service instances'],
    [{ search_key: '-1', page: { start: 3 } }, 'the page starts at 3, and there is 1 service instance'],
    [{ bk_biz_id: -1 }, 'ids of businesses are above 0, the request asked for -1'],
    [{ bk_biz_id: 9 }, 'there is no business 9'],
    [{ bk_biz_id: 4 }, 'business 4 has no service instances'],
    [{ bk_biz_id: 4, bk_module_id: 20 }, 'business 4 has no service instances in module 20'],
    [{ bk_module_id: 21 }, `${none} in module 21; it has 3 service instances in all`],
    [{ bk_module_id: 99 }, `${none} in module 99; it has 3 service instances in all; there is no module 99`],
    [{ bk_host_ids: [71] }, `${none} on host 71; it has 3 service instances in all`],
    [{ bk_host_ids: [71, 99] }, `${none} on hosts 71 and 99; it has 3 service instances in all; there is no host 99`],
    [{ bk_host_ids: [70], bk_module_id: 21 }, `${none} in module 21 on host 70; it has 3 service instances in all`],
    [{ search_key: 'apache' }, 'search_key matches the names of none of the 3 service instances in business 2'],
    [
      { search_key: 'apache', bk_module_id: 20, bk_host_ids: [70] },
      'search_key matches the names of none of the 3 service instances in business 2, module 20 and host 70',
    ],
    [{ selectors }, 'the selectors (env) match the labels of none of the 3 service instances in business 2'],
    [
      { search_key: '-1', selectors },
      'the selectors (env) match the labels of none of the 1 service instance that search_key matches in business 2',
    ],
  ];
  for (const [params, why] of cases) {
    t.equal((await ask(NAME, { bk_biz_id: 2, ...params })).why, why, JSON.stringify(params));
  }
  const refused = await ask(NAME, { bk_biz_id: 2, bk_host_ids: Array(1001).fill(1) });
  t.match(refused, { code: 1199035, detail: 'bk_host_ids has 1001 ids; 1000 is the most' });
});

t.test('a query that looks at many rows lets other work go on, and finds them all', async (t) => {
  const rows = 12_000;
  const ask = await open(t, {
    service_instances: Array.from({ length: rows }, (_, index) => ({
      id: index + 1,
      bk_biz_id: 2,
      bk_module_id: 0,
      bk_host_id: 1 + (index % 7),
      name: `nginx-${index % 1000}`,
      creator: `user-${index % 10}`,
    })),
  });
  const questions: [params: Record<string, unknown>, count: number][] = [
    [{}, rows],
    [{ search_key: '-(1|2)$' }, 24],
    [{ selectors: [{ key: 'env', operator: '!' }], page: { limit: 10 } }, rows],
    [{ page: { sort: '-creator,-id', limit: 0 } }, rows],
    [{ bk_host_ids: [1, 2, 3, 4, 5, 6, 7] }, rows],
  ];
  for (const [params, count] of questions) {
    await t.test(JSON.stringify(params), async (t) => {
      const turns = countTurns(t, 1);
      const { data } = (await ask(NAME, { bk_biz_id: 2, ...params })) as {
        data: { count: number; info: { id: number }[] };
      };
      t.ok(turns() >= 3, `other work went on meanwhile: ${turns()} turns of the event loop`);
      t.equal(data.count, count);
      const ids = new Set(data.info.map(({ id }) => id));
      t.equal(ids.size, Math.min(count, data.info.length), 'each row once');
    });
  }
});
