import fc from 'fast-check';
import t from 'tap';
import { Store } from '../../src/store/datasets/store.js';
import { runs } from '../runs.js';
import { asking, fill, LPI, LSI, open } from './helper.js';

/** Contract sections 4, 5 and 11: what a supplier account hides, against a filter over the fixture. */

const ACCOUNTS = ['0', 'tencent', 'other', 'superadmin', ''];

const world = fc.array(
  fc.record({
    bk_biz_id: fc.constantFrom(2, 3),
    bk_supplier_account: fc.constantFrom(...ACCOUNTS),
    processes: fc.array(fc.record({ bk_supplier_account: fc.constantFrom(...ACCOUNTS) }), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 12 },
);

const sees = (asked: string, own: string): boolean => asked === 'superadmin' || own === '0' || own === asked;

interface Page {
  count: number;
  info: { id: number }[];
}
interface Row {
  property: { bk_process_id: number } | null;
  relation: { bk_process_id: number };
}

t.test('rows of other accounts are hidden, and nothing else', async (t) => {
  const store = Store.open();
  t.teardown(() => store.close());
  const ask = asking(store);
  const seen = { hidden: 0, shown: 0 };
  await fc.assert(
    fc.asyncProperty(
      world,
      fc.constantFrom(...ACCOUNTS.slice(0, -1)),
      fc.nat({ max: 4 }),
      fc.integer({ min: 1, max: 5 }),
      async (rows, account, start, limit) => {
        const instances = rows.map((row, index) => ({
          ...row,
          id: index + 1,
          processes: row.processes.map((process, at) => ({ ...process, bk_process_id: 10 * (index + 1) + at })),
        }));
        const moduleOf = (bizId: number) => ({
          bk_module_id: bizId,
          bk_biz_id: bizId,
          set_template_id: 7,
          service_instances: instances.filter(({ bk_biz_id }) => bk_biz_id === bizId),
        });
        await fill(store, { modules: [moduleOf(2), moduleOf(3)] });
        const asked = { bk_biz_id: 2, bk_supplier_account: account };
        const ours = instances.filter(({ bk_biz_id: bizId }) => bizId === 2);
        const visible = ours.filter(({ bk_supplier_account: own }) => sees(account, own));
        const expected = [visible.length, visible.slice(start, start + limit).map(({ id }) => id)];
        const page = { start, limit };

        const byTemplate = await ask(LSI, { ...asked, set_template_id: 7, page });
        const byModule = await ask('list_service_instance', { ...asked, bk_module_id: 2, page });
        for (const { data } of [byTemplate, byModule]) {
          const { count, info } = data as Page;
          t.strictSame([count, info.map(({ id }) => id)], expected);
        }
        for (const { id, processes } of ours) {
          const { data, why = '' } = await ask(LPI, { ...asked, service_instance_id: id });
          const shown = processes.map(({ bk_supplier_account: own }) => sees(account, own));
          t.strictSame(
            (data as Row[]).map(({ property, relation }) => [property?.bk_process_id ?? null, relation.bk_process_id]),
            processes.map(({ bk_process_id: own }, at) => [shown[at] ? own : null, own]),
          );
          const hidden = shown.filter((isShown) => !isShown).length;
          t.equal(why.includes('another supplier account'), hidden > 0);
          seen.hidden += hidden;
          seen.shown += shown.length - hidden;
        }
        const all = ours.flatMap(({ processes }) => processes);
        const { data } = await ask('list_process_detail_by_ids', {
          ...asked,
          bk_process_ids: [0, ...all.map(({ bk_process_id: id }) => id)],
        });
        t.strictSame(
          (data as { bk_process_id: number }[]).map(({ bk_process_id: id }) => id),
          all.filter(({ bk_supplier_account: own }) => sees(account, own)).map(({ bk_process_id: id }) => id),
        );
      },
    ),
    runs(25),
  );
  t.ok(seen.hidden > 20 && seen.shown > 20, `${seen.hidden} hidden, ${seen.shown} shown`);
});

t.test('why', async (t) => {
  const ask = await open(t, {
    modules: [
      {
        bk_module_id: 20,
        bk_biz_id: 2,
        set_template_id: 7,
        service_instances: [
          { id: 1, processes: [{ bk_process_id: 11, bk_supplier_account: 'other' }] },
          {
            id: 2,
            bk_supplier_account: 'other',
            processes: [
              { bk_process_id: 21, bk_supplier_account: 'other' },
              { bk_process_id: 22, bk_supplier_account: 'tencent' },
              { bk_process_id: 23, bk_biz_id: 3, relation: { bk_biz_id: 3 } },
            ],
          },
          { id: 3, processes: [{ bk_process_id: 31 }] },
        ],
      },
      {
        bk_module_id: 21,
        bk_biz_id: 2,
        set_template_id: 8,
        service_instances: [
          { id: 4, bk_supplier_account: 'other' },
          { id: 5, bk_supplier_account: 'other' },
        ],
      },
    ],
  });
  const other = 'of another supplier account than 0, the request asked for';
  const processes = (id: number, account = '0', bizId?: number) =>
    [LPI, { service_instance_id: id, bk_supplier_account: account, ...(bizId && { bk_biz_id: bizId }) }] as const;
  const instances = (id: number, account: string, limit = 10, start = 0) =>
    [LSI, { bk_biz_id: 2, set_template_id: id, bk_supplier_account: account, page: { start, limit } }] as const;
  for (const [[name, params], why] of [
    [processes(1), `property is null in 1 process of service instance 1: it is ${other} 0`],
    [processes(1, 'tencent', 2), `property is null in 1 process of service instance 1: it is ${other} tencent`],
    [
      processes(2, '0', 2),
      '1 of the 3 processes of service instance 2 is in business 3, the request asked for 2; ' +
        `property is null in 2 processes of service instance 2: they are ${other} 0`,
    ],
    [processes(2, '0', 3), '2 of the 3 processes of service instance 2 are in business 2, the request asked for 3'],
    [processes(2, 'superadmin'), undefined],
    [processes(3, '0', 2), undefined],
    [processes(3, '0', 3), 'service instance 3 belongs to business 2, the request asked for 3'],
    [instances(7, '0'), `1 of the 3 service instances of set template 7 in business 2 is ${other} 0`],
    [instances(7, 'tencent', 1, 1), `1 of the 3 service instances of set template 7 in business 2 is ${other} tencent`],
    [
      instances(7, '0', 5, 1),
      `1 of the 3 service instances of set template 7 in business 2 is ${other} 0; the last page: row 2 of 2`,
    ],
    [instances(7, 'other'), undefined],
    [instances(8, '0'), `2 of the 2 service instances of set template 8 in business 2 are ${other} 0`],
    [instances(9, '0'), 'there is no set template 9; business 2 has 7 and 8'],
  ] as const) {
    t.equal((await ask(name, params)).why, why, JSON.stringify(params));
  }
});
