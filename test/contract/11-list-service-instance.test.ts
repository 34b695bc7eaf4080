import t from 'tap';
import {
  ROWS_OF_11,
  SUITE,
  UNDECODABLE,
  cmdbError,
  ok,
  run,
  send,
  startAll,
  type Case,
  type Expectation,
  type Members,
} from './helper.js';
import { open } from '../cmdb/helper.js';

/** Contract section 11: `list_service_instance`. */

const targets = await startAll(t);

const NAME = 'list_service_instance';
const BAD_BIZ = cmdbError(1199006, "'bk_biz_id' data parameter verification does not pass");
const BAD_PAGE = cmdbError(1199059, 'page limit is exceeded. suggestion 200');
const FAILED = cmdbError(1199017, 'Failed to query data');
const TOO_MANY_HOSTS = cmdbError(1199035, ' search service instances exceed the limit 1000');
const badSelector = (part: string) => cmdbError(1199006, `'${part}' data parameter verification does not pass`);

/** The supplier account of one row. A caller with it also sees the rows of the default account. */
const ACCOUNT = 'tencent';

const FAR = 9_007_199_254_740_991;
/** The service instances of business 2, by id. */
const IN_2 = [1, 4, 7, 12, 30, 54, 55, 56, FAR];

const asked = (name: string, params: Members, expect: Expectation): Case => ({
  name,
  request: { component: NAME, params },
  expect,
});

/** The rows are compared by their ids; `whole rows` below compares all their fields. */
const idsCases: [name: string, params: Record<string, unknown>, ids: number[], count?: number][] = [
  ['no page: all rows', {}, IN_2],
  ['the default supplier account', { bk_supplier_account: undefined }, IN_2.filter((id) => id !== 55)],
  ['page null', { page: null }, IN_2],
  ['limit 0', { page: { start: 0, limit: 0 } }, IN_2],
  ['limit 0, start 7', { page: { start: 7, limit: 0 } }, [56, FAR], 9],
  ['page without limit', { page: {} }, IN_2],
  ['a page', { page: { start: 1, limit: 3 } }, [4, 7, 12], 9],
  ['the last page', { page: { start: 8, limit: 1000 } }, [FAR], 9],
  ['past the end', { page: { start: 9, limit: 1000 } }, [], 9],
  ['start beyond 2^53', { page: { start: 2 ** 60, limit: 1000 } }, [], 9],
  ['another business', { bk_biz_id: 3 }, [3, 9, 13]],
  ['a business without rows', { bk_biz_id: 4 }, []],
  ['an unknown business', { bk_biz_id: 99 }, []],
  ['a negative business', { bk_biz_id: -2 }, []],
  ['a module', { bk_module_id: 59 }, [1, 7, 30]],
  ['a page of a module', { bk_module_id: 59, page: { start: 1, limit: 1 } }, [7], 3],
  ['module 0: any', { bk_module_id: 0 }, IN_2],
  ['module null: any', { bk_module_id: null }, IN_2],
  ['a module of another business', { bk_module_id: 61 }, []],
  ['hosts', { bk_host_ids: [112, 101, 101, 9] }, [1, 12]],
  ['a page of hosts', { bk_host_ids: [112, 104, 101], page: { start: 1, limit: 1 } }, [4], 3],
  ['no hosts: any', { bk_host_ids: [] }, IN_2],
  ['hosts null: any', { bk_host_ids: null }, IN_2],
  ['hosts and a module', { bk_host_ids: [101, 112], bk_module_id: 60 }, [12]],
  [
    '1000 hosts',
    { bk_host_ids: Array.from({ length: 1000 }, (_, index) => index) },
    [1, 4, 7, 12, 30, 54, 55, 56, FAR],
  ],
  ['search_key', { search_key: 'process' }, [1, 7, 30, 55]],
  ['search_key, a page', { search_key: 'process', page: { start: 1, limit: 2 } }, [7, 30], 4],
  ['search_key is case-sensitive', { search_key: 'PROCESS' }, []],
  ['search_key, special characters count', { search_key: '^10.0.0.[0-9]_' }, [1, 4, 7]],
  ['search_key, in Chinese', { search_key: '网关' }, [4]],
  ['search_key empty', { search_key: '' }, IN_2],
  ['search_key null', { search_key: null }, IN_2],
  ['selector =', { selectors: [{ key: 'env', operator: '=', values: ['生产'] }] }, [4]],
  ['selector !=', { selectors: [{ key: 'env', operator: '!=', values: ['生产'] }] }, IN_2.filter((id) => id !== 4)],
  ['selector in', { selectors: [{ key: 'tier', operator: 'in', values: ['2', '1'] }] }, [4]],
  [
    'selector notin',
    { selectors: [{ key: 'tier', operator: 'notin', values: ['2', '1'] }] },
    IN_2.filter((id) => id !== 4),
  ],
  ['selector exists', { selectors: [{ key: 'env', operator: 'exists' }] }, [4]],
  ['selector !', { selectors: [{ key: 'env', operator: '!', values: [] }] }, IN_2.filter((id) => id !== 4)],
  [
    'two selectors',
    {
      selectors: [
        { key: 'env', operator: 'exists' },
        { key: 'tier', operator: '!=', values: ['1'] },
      ],
    },
    [],
  ],
  ['no selectors', { selectors: [] }, IN_2],
  ['sort id', { page: { sort: 'id' } }, IN_2],
  ['sort -id', { page: { sort: '-id' } }, [...IN_2].reverse()],
  ['sort -id, a page', { page: { sort: '-id', start: 1, limit: 2 } }, [56, 55], 9],
  ['sort by time', { bk_module_id: 60, page: { sort: 'create_time' } }, [4, 12]],
  ['sort by time, descending', { bk_module_id: 60, page: { sort: '-create_time' } }, [12, 4]],
  ['sort by module, then by id', { page: { sort: 'bk_module_id:1,id:-1', limit: 4 } }, [30, 7, 1, 12], 9],
  ['sort by a field that no row has', { page: { sort: '-nothing' } }, IN_2],
];

const refusals: [name: string, params: Members, expect: Expectation][] = [
  ['bk_biz_id missing', '', BAD_BIZ],
  ['bk_biz_id null', { bk_biz_id: null }, BAD_BIZ],
  ['bk_biz_id 0', { bk_biz_id: 0 }, BAD_BIZ],
  ['bk_biz_id a string', { bk_biz_id: '2' }, UNDECODABLE],
  ['bk_biz_id 2.0', '"bk_biz_id":2.0', UNDECODABLE],
  ['bk_module_id a string', { bk_biz_id: 2, bk_module_id: '59' }, UNDECODABLE],
  ['bk_host_ids a number', { bk_biz_id: 2, bk_host_ids: 1 }, UNDECODABLE],
  ['bk_host_ids with a string', { bk_biz_id: 2, bk_host_ids: [1, '2'] }, UNDECODABLE],
  ['search_key a number', { bk_biz_id: 2, search_key: 1 }, UNDECODABLE],
  ['selectors an object', { bk_biz_id: 2, selectors: {} }, UNDECODABLE],
  ['selectors with a number among the values', { bk_biz_id: 2, selectors: [{ values: [1] }] }, UNDECODABLE],
  ['page a string', { bk_biz_id: 2, page: '' }, UNDECODABLE],
  ['page.sort a number', { bk_biz_id: 2, page: { sort: 1 } }, UNDECODABLE],
  ['1001 hosts', { bk_biz_id: 2, bk_host_ids: Array(1001).fill(1) }, TOO_MANY_HOSTS],
  ['start -1', { bk_biz_id: 2, page: { start: -1, limit: 1 } }, BAD_PAGE],
  ['limit -1', { bk_biz_id: 2, page: { limit: -1 } }, BAD_PAGE],
  ['limit 1001', { bk_biz_id: 2, page: { limit: 1001 } }, BAD_PAGE],
  ['limit 999999999', { bk_biz_id: 2, page: { limit: 999_999_999 } }, BAD_PAGE],
  [
    'an unknown operator',
    { bk_biz_id: 2, selectors: [{ key: 'a', operator: '>', values: ['1'] }] },
    badSelector('operator'),
  ],
  [
    'too many values',
    { bk_biz_id: 2, selectors: [{ key: 'a', operator: '=', values: ['1', '2'] }] },
    badSelector('values'),
  ],
  ['a key that is none', { bk_biz_id: 2, selectors: [{ key: '1a', operator: '!' }] }, badSelector('key')],
  ['an invalid search_key', { bk_biz_id: 2, search_key: '(' }, FAILED],
  ['a search_key with look-ahead', { bk_biz_id: 2, search_key: '(?=a)' }, FAILED],
  ['an empty field to sort by', { bk_biz_id: 2, page: { sort: 'id,' } }, FAILED],
  // The order of the checks.
  ['decoding before hosts', { bk_host_ids: Array(1001).fill(1), page: { sort: 1 } }, UNDECODABLE],
  ['hosts before page', { bk_host_ids: Array(1001).fill(1), page: { limit: -1 } }, TOO_MANY_HOSTS],
  ['page before business', { page: { limit: -1 } }, BAD_PAGE],
  ['business before selectors', { selectors: [{}] }, BAD_BIZ],
  ['selectors before search_key', { bk_biz_id: 2, selectors: [{}], search_key: '(' }, badSelector('operator')],
];

const CHINESE: [params: Members, code: number, message: string][] = [
  [{}, 1199006, "'bk_biz_id' 数据参数校验不通过"],
  [{ bk_biz_id: 2, bk_host_ids: Array(1001).fill(1) }, 1199035, ' search service instances 超过限制 1000'],
  [{ bk_biz_id: 2, page: { limit: -1 } }, 1199059, '分页查询数量超过限制的最大值, 建议值200'],
  [{ bk_biz_id: 2, search_key: '(' }, 1199017, '查询数据失败'],
];

run(t, targets, [
  asked(
    'whole rows',
    { bk_biz_id: 2, bk_supplier_account: ACCOUNT, page: { limit: 5 } },
    ok(NAME, { count: 9, info: ROWS_OF_11 }),
  ),
  asked(
    'whole rows, through search_key',
    { bk_biz_id: 2, bk_supplier_account: ACCOUNT, search_key: 'lgh|443' },
    ok(NAME, { count: 5, info: ROWS_OF_11 }),
  ),
  asked(
    'whole rows, sorted',
    { bk_biz_id: 2, bk_supplier_account: ACCOUNT, page: { sort: '-id', start: 4 } },
    ok(NAME, { count: 9, info: [...ROWS_OF_11].reverse() }),
  ),
  ...refusals.map(([name, params, expect]) => asked(name, params, expect)),
  ...CHINESE.map(([params, code, message]): Case => ({
    name: `Chinese: ${message}`,
    request: { component: NAME, params, headers: { 'Blueking-Language': 'zh-hans' } },
    expect: cmdbError(code, message),
  })),
  {
    name: 'a user without the business is not refused: authorisation skips the component',
    auth: ['strict'],
    request: {
      component: NAME,
      credentials: { ...SUITE, bk_username: 'guest' },
      params: { bk_biz_id: 3, page: { start: 3, limit: 1 } },
    },
    expect: ok(NAME, { count: 3, info: [] }),
  },
  {
    name: 'GET: a business is a string',
    request: { method: 'GET', component: NAME, query: `${new URLSearchParams(SUITE).toString()}&bk_biz_id=2` },
    expect: UNDECODABLE,
  },
]);

for (const target of targets) {
  void t.test(`${target.name}, which rows`, async (t) => {
    for (const [name, params, ids, count = ids.length] of idsCases) {
      const asked = { bk_biz_id: 2, bk_supplier_account: ACCOUNT, ...params };
      const reply = await send(target, { component: NAME, params: asked });
      const { data } = reply.body as { data: { count: number; info: { id: number }[] } };
      t.strictSame({ count: data.count, ids: data.info.map(({ id }) => id) }, { count, ids }, name);
      t.strictSame(target.problems(NAME, reply.status, reply.body), [], `${name}: as documented`);
    }
  });
}

void t.test('service instances of other supplier accounts are left out', async (t) => {
  const ask = await open(t, {
    modules: [
      {
        bk_module_id: 20,
        bk_biz_id: 2,
        service_instances: [
          { id: 1 },
          { id: 2, bk_supplier_account: 'tencent' },
          { id: 3, bk_supplier_account: 'other' },
          { id: 4 },
        ],
      },
      { bk_module_id: 30, bk_biz_id: 3, service_instances: [{ id: 5, bk_supplier_account: 'tencent' }] },
    ],
  });
  const cases: [account: string, bizId: number, ids: number[]][] = [
    ['0', 2, [1, 4]],
    ['tencent', 2, [1, 2, 4]],
    ['nobody', 2, [1, 4]],
    ['superadmin', 2, [1, 2, 3, 4]],
    ['0', 3, []],
    ['tencent', 3, [5]],
  ];
  for (const [account, bizId, ids] of cases) {
    for (const page of [{ limit: 1000 }, { limit: 0 }, { limit: 10, sort: 'name' }]) {
      const asked = { bk_biz_id: bizId, bk_supplier_account: account, page };
      const { data } = await ask(NAME, asked);
      const { count, info } = data as { count: number; info: { id: number }[] };
      t.strictSame([count, info.map(({ id }) => id)], [ids.length, ids], JSON.stringify(asked));
    }
  }
  const { why } = await ask(NAME, { bk_biz_id: 3 });
  t.equal(
    why,
    'business 3 has no service instances; it has 1 service instance in all; ' +
      'some are of other supplier accounts than 0, the request asked for 0',
  );
});
