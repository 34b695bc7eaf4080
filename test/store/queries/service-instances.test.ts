import t from 'tap';
import { instance } from '../helper.js';
import { read } from './helper.js';

const ids = (text: string): number[] => (JSON.parse(text) as { id: number }[]).map(({ id }) => id);

t.test('a page of the service instances of a set template in a business', async (t) => {
  const { serviceInstances } = await read(t, {
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
    const page = serviceInstances.pageOfSetTemplate(biz, template, start, limit);
    const name = `business ${biz}, set template ${template}, start ${start}, limit ${limit}`;
    const data = JSON.parse(page.data.toString()) as { count: number; info: unknown[] };
    t.strictSame([page.count, data.count, page.isEmpty], [count, count, expected.length === 0], name);
    t.strictSame(ids(JSON.stringify(data.info)), expected, name);
  }
});

t.test('a long page comes as bytes', async (t) => {
  const all = Array.from({ length: 300 }, (_, index) => instance(index + 1, 1, 7, '蓝鲸'));
  const { serviceInstances } = await read(t, { service_instances: all });
  const { data } = serviceInstances.pageOfSetTemplate(1, 7, 10, 250);
  t.type(data, Buffer);
  t.strictSame(JSON.parse(data.toString()), { count: 300, info: all.slice(10, 260).map(({ row }) => row) });
});

t.test('the ids and set templates that exist, for explanations', async (t) => {
  const { serviceInstances } = await read(t, {
    service_instances: [instance(3, 1, 7), instance(5, 1, 0), instance(6, 2, 8), instance(9, 1, 2)],
  });
  t.strictSame(serviceInstances.range(), { count: 4, first: 3, last: 9 });
  t.equal((await read(t, {})).serviceInstances.range(), undefined);
  t.equal(serviceInstances.businessOf(6), 2);
  t.equal(serviceInstances.businessOf(7), undefined);
  t.strictSame(serviceInstances.setTemplatesOf(1), [2, 7]);
  t.strictSame(serviceInstances.setTemplatesOf(3), []);
});

t.test('service instances of a business, by module, by hosts, and by id', async (t) => {
  const row = (id: number, bizId: number, moduleId: number, hostId: number) => {
    const placed = instance(id, bizId, 0);
    return { ...placed, row: { ...placed.row, bk_module_id: moduleId, bk_host_id: hostId } };
  };
  const { serviceInstances } = await read(t, {
    service_instances: [row(1, 1, 10, 5), row(2, 1, 11, 4), row(3, 2, 10, 5), row(4, 1, 10, 4), row(6, 1, 10, 5)],
  });
  const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id);
  t.strictSame(idsOf(serviceInstances.ofBusiness(1, undefined, { limit: 10 })), [1, 2, 4, 6]);
  t.strictSame(idsOf(serviceInstances.ofBusiness(1, undefined, { after: 1, limit: 2 })), [2, 4]);
  t.strictSame(idsOf(serviceInstances.ofBusiness(1, 10, { after: 1, limit: 10 })), [4, 6]);
  t.strictSame(idsOf(serviceInstances.ofBusiness(1, undefined, { limit: 2, skip: 1 })), [2, 4]);
  t.strictSame(idsOf(serviceInstances.ofBusiness(1, 10, { limit: 10, skip: 2 })), [6]);
  t.strictSame(serviceInstances.ofBusiness(2n ** 62n, 10, { limit: 10 }), []);
  t.equal(serviceInstances.countOf(1, undefined), 4);
  t.equal(serviceInstances.countOf(1, 10), 3);
  t.equal(serviceInstances.countOf(9, undefined), 0);
  t.strictSame(serviceInstances.idsOfHosts(1, [5, 4, 5, 2n ** 62n]), [1, 2, 4, 6]);
  t.strictSame(serviceInstances.idsOfHosts(1, []), []);
  t.strictSame(serviceInstances.byIds([6, 1, 99]), [
    { id: 6, document: JSON.stringify(row(6, 1, 10, 5).row) },
    { id: 1, document: JSON.stringify(row(1, 1, 10, 5).row) },
  ]);
});
