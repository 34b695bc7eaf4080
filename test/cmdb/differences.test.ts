import fc from 'fast-check';
import t from 'tap';
import { Store } from '../../src/store/datasets/store.js';
import { fixture } from '../fixtures/arbitrary.js';
import { asking, fill, LPI, LSI, open, type Name } from './helper.js';
import { runs } from '../runs.js';

const NO_BUSINESS = 'cmdb-3.14 refuses with 1108024';

t.test('each difference in words', async (t) => {
  const ask = await open(t, {
    service_instances: [{ id: 54, bk_biz_id: 2, bk_module_id: 0, processes: [{ bk_process_id: 1 }] }],
  });
  const good = { bk_biz_id: 2, set_template_id: 11 };
  const limit = (limit: unknown, start: unknown = 0) => [LSI, { ...good, page: { start, limit } }] as const;
  const allows = 'the documentation allows 500 at most';
  const cases: (readonly [readonly [Name, Record<string, unknown>], string[]])[] = [
    [[LPI, { service_instance_id: 54, bk_biz_id: 2 }], []],
    [[LPI, { service_instance_id: 54, bk_biz_id: -2 }], []],
    [[LPI, { service_instance_id: 54 }], [`bk_biz_id is missing: ${NO_BUSINESS}`]],
    [[LPI, { service_instance_id: 99 }], [`bk_biz_id is missing: ${NO_BUSINESS}`]],
    [[LPI, { service_instance_id: 54, bk_biz_id: null }], [`bk_biz_id is null: ${NO_BUSINESS}`]],
    [[LPI, { service_instance_id: 54, bk_biz_id: 0 }], [`bk_biz_id is 0: ${NO_BUSINESS}`]],
    [[LPI, {}], []],
    [[LPI, { service_instance_id: '54' }], []],
    [limit(10), []],
    [limit(500), []],
    [limit(501), [`page.limit is 501: cmdb-3.14 takes it, ${allows}`]],
    [limit(1000), [`page.limit is 1000: cmdb-3.14 takes it, ${allows}`]],
    [limit(999_999_999), [`page.limit is 999999999: cmdb-3.14 takes it for no limit, ${allows}`]],
    [limit(1001), []],
    [limit(0), []],
    [limit(600, -1), []],
    [limit('600'), []],
    [[LSI, good], ['no page: cmdb-3.14 refuses with 1199059']],
    [[LSI, { ...good, page: null }], ['page is null: cmdb-3.14 refuses with 1199059']],
    [[LSI, { bk_biz_id: 2 }], ['no page: cmdb-3.14 refuses with 1199059']],
    [[LSI, { bk_biz_id: 2, page: { limit: 600 } }], [`page.limit is 600: cmdb-3.14 takes it, ${allows}`]],
    [[LSI, { bk_biz_id: 'x' }], []],
  ];
  for (const [[name, params], expected] of cases) {
    t.strictSame((await ask(name, params)).differences, expected, `${name} ${JSON.stringify(params)}`);
    t.strictSame((await ask(name, params, 'cmdb-3.14')).differences, []);
  }
});

const odd = fc.constantFrom<unknown>(
  undefined,
  null,
  0,
  -0,
  -1,
  2 ** 40,
  2n ** 63n,
  2n ** 62n,
  '2',
  '',
  1.5,
  true,
  [],
  {},
);
const mostly = (good: fc.Arbitrary<unknown>) => fc.oneof({ weight: 4, arbitrary: good }, { weight: 1, arbitrary: odd });
const id = mostly(fc.integer({ min: 1, max: 6 }));

const page = fc.record(
  {
    start: mostly(fc.nat({ max: 4 })),
    limit: mostly(fc.constantFrom(1, 2, 499, 500, 501, 600, 999, 1000, 1001, 999_999_998, 999_999_999, 1_000_000_000)),
    sort: fc.constantFrom<unknown>('id', null, 5),
  },
  { requiredKeys: [] },
);

const question = fc.oneof(
  fc.tuple(fc.constant<Name>(LPI), fc.record({ service_instance_id: id, bk_biz_id: id }, { requiredKeys: [] })),
  fc.tuple(
    fc.constant<Name>(LSI),
    fc.record(
      {
        bk_biz_id: id,
        set_template_id: id,
        page: fc.oneof({ weight: 6, arbitrary: page }, { weight: 1, arbitrary: odd }),
      },
      { requiredKeys: ['bk_biz_id'] },
    ),
  ),
);

t.test('there is a difference if and only if the contracts answer differently', async (t) => {
  const store = Store.open();
  t.teardown(() => store.close());
  const ask = asking(store);
  const seen = { differ: 0, same: 0 };
  await fc.assert(
    fc.asyncProperty(fixture, fc.array(question, { minLength: 20, maxLength: 20 }), async (data, all) => {
      await fill(store, data);
      for (const [name, params] of all) {
        const documented = await ask(name, params, 'documented');
        const live = await ask(name, params, 'cmdb-3.14');
        const outcome = ({ code, data }: typeof live) => JSON.stringify([code, data]);
        const differ = outcome(documented) !== outcome(live);
        seen[differ ? 'differ' : 'same'] += 1;
        if (documented.differences.length > 0 !== differ) throw new Error(`told: ${documented.differences.join()}`);
        if (live.differences.length > 0) throw new Error('a difference of the live CMDB to itself');
      }
    }),
    runs(25),
  );
  t.ok(seen.differ > 50 && seen.same > 100, `${seen.differ} differ, ${seen.same} do not`);
});
