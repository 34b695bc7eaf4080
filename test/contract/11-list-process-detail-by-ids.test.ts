import t from 'tap';
import { COMPONENTS } from '../../src/cmdb/components/index.js';
import {
  NO_BIZ,
  ROWS_OF_54,
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

/** Contract section 11: `list_process_detail_by_ids`. */

const targets = await startAll(t);

const NAME = 'list_process_detail_by_ids';

/** The attributes of a process with those that CMDB 3.14 adds. */
const detailOf = (property: Record<string, unknown>): Record<string, unknown> => ({
  ...property,
  service_instance_id: 54,
  bk_created_at: property['create_time'],
  bk_created_by: 'admin',
  bk_updated_at: property['last_time'],
  bk_updated_by: 'admin',
});
const [OF_46, OF_48] = ROWS_OF_54.flatMap(({ property }) => (property === null ? [] : [detailOf(property)]));

/** CMDB finds no route for the URL that the ESB calls. */
const NO_ROUTE = cmdbError(1199045, 'no matched rules');
const WRONG_LENGTH = cmdbError(
  1199089,
  'the length of array bk_process_ids is wrong, the length must be in range 1~500',
);

const asked = (name: string, params: Members, expect: Expectation): Case => ({
  name,
  request: { component: NAME, params },
  expect,
});
const found = (name: string, params: Record<string, unknown>, data: unknown[]): Case =>
  asked(name, { bk_biz_id: 2, ...params }, ok(NAME, data));
const refused = (name: string, params: Members, expect: Expectation): Case => asked(name, params, expect);

const pick = (row: Record<string, unknown> | undefined, ...fields: string[]) =>
  Object.fromEntries(Object.entries(row ?? {}).filter(([name]) => fields.includes(name)));

run(t, targets, [
  found('one process', { bk_process_ids: [46] }, [OF_46]),
  found('in order of id, each once', { bk_process_ids: [48, 46, 48] }, [OF_46, OF_48]),
  found('unknown ids are left out', { bk_process_ids: [1, 46, -1, 0, null] }, [OF_46]),
  found('a process that is gone is left out', { bk_process_ids: [47, 46] }, [OF_46]),
  found('a process of another business is left out', { bk_process_ids: [31, 562] }, []),
  found('nothing found', { bk_process_ids: [99] }, []),
  found('500 ids', { bk_process_ids: Array.from({ length: 500 }, (_, index) => index) }, [OF_46, OF_48]),
  ...['tencent', '', [], null].map((account) =>
    found(`supplier account ${JSON.stringify(account)}`, { bk_supplier_account: account, bk_process_ids: [46] }, [
      OF_46,
    ]),
  ),
  found('no fields: all', { bk_process_ids: [46], fields: [] }, [OF_46]),
  found('fields null: all', { bk_process_ids: [46], fields: null }, [OF_46]),
  found('fields', { bk_process_ids: [46, 48], fields: ['bk_func_name', 'ratio'] }, [
    pick(OF_46, 'bk_process_id', 'bk_func_name'),
    pick(OF_48, 'bk_process_id', 'bk_func_name', 'ratio'),
  ]),
  found('fields that CMDB 3.14 adds', { bk_process_ids: [46], fields: ['service_instance_id', 'bk_created_by'] }, [
    { bk_process_id: 46, service_instance_id: 54, bk_created_by: 'admin' },
  ]),
  found('fields that no process has', { bk_process_ids: [46], fields: ['nothing_of_it'] }, [{ bk_process_id: 46 }]),
  refused('bk_biz_id missing', { bk_process_ids: [46] }, NO_BIZ),
  ...[null, '', 'two', '+2', '-2', -2, true, [2], { a: 2 }, '2.0', ' 2', '2\n', '2%zz', '/2'].map((bizId) =>
    refused(`bk_biz_id ${JSON.stringify(bizId)}`, { bk_biz_id: bizId, bk_process_ids: [46] }, NO_ROUTE),
  ),
  ...['2', '002', '2#a', '2#', '%32'].map((bizId) =>
    found(`bk_biz_id ${JSON.stringify(bizId)}`, { bk_biz_id: bizId, bk_process_ids: [46] }, [OF_46]),
  ),
  refused('bk_biz_id 2.0', '"bk_biz_id": 2.0, "bk_process_ids": [46]', NO_ROUTE),
  ...['9223372036854775808', '"99999999999999999999"', '1'.repeat(30)].map((bizId) =>
    refused(
      `bk_biz_id ${bizId}`,
      `"bk_biz_id": ${bizId}, "bk_process_ids": [46]`,
      cmdbError(1199045, `strconv.ParseInt: parsing "${bizId.replaceAll('"', '')}": value out of range`),
    ),
  ),
  refused('ids missing', { bk_biz_id: 2 }, WRONG_LENGTH),
  refused('ids null', { bk_biz_id: 2, bk_process_ids: null }, WRONG_LENGTH),
  refused('ids empty', { bk_biz_id: 2, bk_process_ids: [] }, WRONG_LENGTH),
  refused('501 ids', { bk_biz_id: 2, bk_process_ids: Array(501).fill(46) }, WRONG_LENGTH),
  refused('ids a number', { bk_biz_id: 2, bk_process_ids: 46 }, UNDECODABLE),
  refused('an id that is a string', { bk_biz_id: 2, bk_process_ids: ['46'] }, UNDECODABLE),
  refused('fields a string', { bk_biz_id: 2, bk_process_ids: [46], fields: 'bk_func_name' }, UNDECODABLE),
  refused('a field that is a number', { bk_biz_id: 2, bk_process_ids: [46], fields: [1] }, UNDECODABLE),
  // The order of the checks.
  refused('business before decoding', { bk_biz_id: 'x', bk_process_ids: 46 }, NO_ROUTE),
  refused('decoding before the number of ids', { bk_biz_id: 2, bk_process_ids: [], fields: 1 }, UNDECODABLE),
  {
    name: 'Chinese',
    request: { component: NAME, params: { bk_biz_id: 2 }, headers: { 'Blueking-Language': 'zh-hans' } },
    expect: cmdbError(1199089, 'bk_process_ids数组长度错误，数组长度必须在1~500之间'),
  },
  {
    name: 'a user without the business is not refused: authorisation skips the component',
    auth: ['strict'],
    request: {
      component: NAME,
      credentials: { ...SUITE, bk_username: 'guest' },
      params: { bk_biz_id: 3, bk_process_ids: [31], fields: ['bk_process_name'] },
    },
    expect: ok(NAME, [{ bk_process_id: 31, bk_process_name: 'only-in-3' }]),
  },
]);

void t.test('attributes that a fixture writes are served as they are, and the others are added', async (t) => {
  const ask = await open(t, {
    service_instances: [
      {
        id: 54,
        bk_biz_id: 2,
        bk_module_id: 0,
        processes: [
          { bk_process_id: 1, property: {} },
          { bk_process_id: 2, property: { bk_created_by: 'lee', service_instance_id: 7, ratio: 1 } },
          {
            bk_process_id: 3,
            property: {
              bk_process_id: 3,
              service_instance_id: 54,
              bk_created_at: 'a',
              bk_created_by: 'b',
              bk_updated_at: 'c',
              bk_updated_by: 'd',
            },
          },
        ],
      },
    ],
  });
  const { data } = await ask(NAME, { bk_biz_id: 2, bk_process_ids: [1, 2, 3] });
  t.strictSame(data, [
    { bk_process_id: 1, service_instance_id: 54, bk_created_by: 'admin', bk_updated_by: 'admin' },
    { bk_created_by: 'lee', service_instance_id: 7, ratio: 1, bk_process_id: 2, bk_updated_by: 'admin' },
    {
      bk_process_id: 3,
      service_instance_id: 54,
      bk_created_at: 'a',
      bk_created_by: 'b',
      bk_updated_at: 'c',
      bk_updated_by: 'd',
    },
  ]);
});

void t.test('processes of other supplier accounts are left out', async (t) => {
  const ask = await open(t, {
    service_instances: [
      {
        id: 54,
        bk_biz_id: 2,
        bk_module_id: 0,
        processes: [
          { bk_process_id: 1 },
          { bk_process_id: 2, bk_supplier_account: 'tencent' },
          { bk_process_id: 3, bk_supplier_account: 'other' },
        ],
      },
    ],
  });
  const cases: [account: string | undefined, ids: number[]][] = [
    [undefined, [1]],
    ['0', [1]],
    ['tencent', [1, 2]],
    ['nobody', [1]],
    ['superadmin', [1, 2, 3]],
  ];
  for (const [account, ids] of cases) {
    const asked = { bk_biz_id: 2, bk_process_ids: [1, 2, 3], fields: ['bk_process_id'] };
    const { data } = await ask(NAME, account === undefined ? asked : { ...asked, bk_supplier_account: account });
    t.strictSame(
      data,
      ids.map((id) => ({ bk_process_id: id })),
      `supplier account ${account ?? 'not named'}`,
    );
  }
});

void t.test('numbers keep their form when fields are picked', async (t) => {
  const [target] = targets as [(typeof targets)[number]];
  const params = { bk_biz_id: 2, bk_process_ids: [Number.MAX_SAFE_INTEGER], fields: ['priority'] };
  const { text } = await send(target, { component: NAME, params });
  t.match(text, '"bk_process_id":9007199254740991');
});

void t.test('why an answer is empty or short', async (t) => {
  t.ok(COMPONENTS.some(({ name }) => name === NAME));
  const ask = await open(t, {
    businesses: [{ bk_biz_id: 2 }, { bk_biz_id: 3 }],
    service_instances: [
      { id: 54, bk_biz_id: 2, bk_module_id: 0, processes: [{ bk_process_id: 1 }, { bk_process_id: 2 }] },
    ],
  });
  const cases: [bizId: number, ids: number[], why: string | undefined][] = [
    [2, [1, 2], undefined],
    [2, [1, 9], 'business 2 lacks process 9; it has 1 process of those asked for'],
    [2, [9, 1, 8, 2, 9], 'business 2 lacks processes 9 and 8; it has 2 processes of those asked for'],
    [3, [1], 'business 3 lacks process 1'],
    [4, [1], 'there is no business 4'],
    [0, [1], 'ids of businesses are above 0, the request asked for 0'],
  ];
  for (const [bizId, ids, why] of cases) {
    const outcome = await ask(NAME, { bk_biz_id: bizId, bk_process_ids: ids });
    t.equal(outcome.why, why, `business ${bizId}, processes ${ids.join()}`);
  }
  const refused = await ask(NAME, { bk_biz_id: 2, bk_process_ids: [] });
  t.match(refused, { code: 1199089, detail: 'bk_process_ids has 0 ids' });
});
