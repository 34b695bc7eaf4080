import t from 'tap';
import type { Contract } from '../../src/model/contract.js';
import type { WrittenFixture, WrittenServiceInstance } from '../../src/fixtures/format/schema.js';
import { LPI, LSI, open, type Name } from './helper.js';

const processes = (first: number, here: number, elsewhere: readonly number[] = []) => [
  ...Array.from({ length: here }, (_, at) => ({ bk_process_id: first + at })),
  ...elsewhere.map((bk_biz_id, at) => ({ bk_process_id: first + here + at, relation: { bk_biz_id } })),
];
const instance = (id: number, rows: WrittenServiceInstance['processes'] = []): WrittenServiceInstance => ({
  id,
  bk_host_id: 1,
  processes: rows,
});
const module = (id: number, biz: number, template: number, instances: WrittenServiceInstance[] = []) => ({
  bk_module_id: id,
  bk_biz_id: biz,
  set_template_id: template,
  service_instances: instances,
});

const TOWN: WrittenFixture = {
  businesses: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((bk_biz_id) => ({ bk_biz_id })),
  hosts: [{ bk_host_id: 1 }, { bk_host_id: 1201 }, { bk_host_id: 1202 }],
  set_templates: [
    ...[11, 12, 14, 15, 16, 17, 18, 20, 1203].map((id) => ({ id })),
    { id: 13, bk_biz_id: 4 },
    { id: 19, bk_biz_id: 1 },
  ],
  modules: [
    {
      ...module(59, 2, 11, [
        instance(54, processes(1, 2)),
        instance(55),
        instance(56, processes(10, 0, [3])),
        instance(57, processes(20, 3, [3, 3])),
        instance(58, processes(30, 2, [3])),
        instance(62, processes(40, 1, [3, 4, 4])),
      ]),
      service_template_id: 50,
    },
    module(60, 2, 11, [instance(5400)]),
    module(61, 2, 18, [
      // Its relation names a service instance that no fixture writes out.
      instance(64, [{ bk_process_id: 60, relation: { service_instance_id: 777 } }]),
    ]),
    ...[70, 71].map((id) => module(id, 1, 17)),
    module(72, 4, 12),
    module(73, 4, 15),
    module(75, 4, 15),
    ...[4, 5, 6, 7, 8, 9].map((biz) => module(90 + biz, biz, 20)),
    { ...module(74, 7, 15), service_template_id: 51 },
    ...[3, 4, 5, 6, 7, 8, 9].map((biz) => ({ ...module(80 + biz, biz, 16), service_template_id: 52 })),
    { ...module(1202, 1, 17), service_template_id: 51 },
    module(69, 5, 0, [instance(65)]),
  ],
};

const page = { start: 0, limit: 10 };
const processesOf = (id: unknown, biz?: unknown, contract: Contract = 'cmdb-3.14') =>
  [LPI, { service_instance_id: id, ...(biz === undefined ? {} : { bk_biz_id: biz }) }, contract] as const;
const instancesOf = (template: unknown, biz: unknown, of: object = page) =>
  [LSI, { set_template_id: template, bk_biz_id: biz, page: of }, 'cmdb-3.14'] as const;

type Case = readonly [
  question: readonly [name: Name, params: Record<string, unknown>, contract: Contract],
  why: string | undefined,
];

const check = (about: string, fixture: WrittenFixture, cases: readonly Case[]) =>
  t.test(about, async (t) => {
    const ask = await open(t, fixture);
    for (const [[name, params, contract], why] of cases) {
      t.equal(
        (await ask(name, params, contract)).why,
        why,
        `${name} ${JSON.stringify(params, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))} ${contract}`,
      );
    }
  });

check('processes', TOWN, [
  [processesOf(54, 2), undefined],
  [processesOf(54, undefined, 'documented'), undefined],
  [processesOf(57, undefined, 'documented'), undefined],
  [processesOf(54, 3), 'service instance 54 belongs to business 2, the request asked for 3'],
  [
    processesOf(54, 99, 'documented'),
    'service instance 54 belongs to business 2, the request asked for 99, and there is no business 99',
  ],
  [
    processesOf(55, 3),
    'service instance 55 belongs to business 2, the request asked for 3; the instance has no processes',
  ],
  [
    processesOf(56, 4),
    'service instance 56 belongs to business 2, the request asked for 4; its processes are in business 3',
  ],
  [processesOf(55, 2), 'service instance 55 has no processes'],
  [processesOf(55, undefined, 'documented'), 'service instance 55 has no processes'],
  [processesOf(55, 2n), 'service instance 55 has no processes'],
  [processesOf(56, 2), 'the processes of service instance 56 are in business 3, the request asked for 2'],
  [processesOf(999, 2), 'there is no service instance 999; the data has 9, from 54 to 5400'],
  [processesOf(999, undefined, 'documented'), 'there is no service instance 999; the data has 9, from 54 to 5400'],
  [processesOf(2n ** 62n, 2), 'there is no service instance 4611686018427387904; the data has 9, from 54 to 5400'],
  [processesOf(1201, 2), 'there is no service instance 1201; 1201 is a host'],
  [processesOf(70, 2), 'there is no service instance 70; 70 is a module'],
  [processesOf(1203, 2), 'there is no service instance 1203; 1203 is a set template'],
  [processesOf(9, 2), 'there is no service instance 9; 9 is a business'],
  [processesOf(1202, 2), 'there is no service instance 1202; 1202 is a host and a module'],
  [
    processesOf(777, 3),
    'service instance 777 is not written out, its processes are in business 2; the request asked for 3',
  ],
  [processesOf(-5, 2), 'ids of service instances are above 0, the request asked for -5'],
  [
    processesOf(54, -1),
    'ids of businesses are above 0, the request asked for -1; service instance 54 belongs to business 2',
  ],
  [processesOf(57, 2), '2 of the 5 processes of service instance 57 are in business 3, the request asked for 2'],
  [processesOf(57, 3), '3 of the 5 processes of service instance 57 are in business 2, the request asked for 3'],
  [processesOf(58, 2), '1 of the 3 processes of service instance 58 is in business 3, the request asked for 2'],
  [
    processesOf(62, 2),
    '3 of the 4 processes of service instance 62 are in businesses 3 and 4, the request asked for 2',
  ],
]);

check('service instances', TOWN, [
  [instancesOf(11, 2), undefined],
  [instancesOf(11, 2, { limit: 7 }), undefined],
  [instancesOf(11, 2, { limit: 2 }), undefined],
  [instancesOf(11, 2, { start: 5, limit: 2 }), undefined],
  [instancesOf(11, 2, { start: 5, limit: 3 }), 'the last page: rows 6 to 7 of 7'],
  [instancesOf(11, 2, { start: 6, limit: 999_999_999 }), 'the last page: row 7 of 7'],
  [instancesOf(11, 2, { start: 7, limit: 1 }), 'the page starts at 7, and there are 7 service instances'],
  [
    instancesOf(11, 2, { start: 2n ** 62n, limit: 1 }),
    'the page starts at 4611686018427387904, and there are 7 service instances',
  ],
  [instancesOf(18, 2, { start: 4, limit: 1 }), 'the page starts at 4, and there is 1 service instance'],
  [instancesOf(12, 1), 'set template 12 has no modules in business 1; business 4 has'],
  [instancesOf(15, 1), 'set template 15 has no modules in business 1; businesses 4 and 7 have'],
  [instancesOf(16, 1), 'set template 16 has no modules in business 1; businesses 3, 4, 5, 6, 7 and 2 more have'],
  [instancesOf(20, 1), 'set template 20 has no modules in business 1; businesses 4, 5, 6, 7, 8 and 1 more have'],
  [instancesOf(12, 99), 'there is no business 99; set template 12 has modules in business 4'],
  [instancesOf(14, 99), 'there is no business 99'],
  [instancesOf(14, 1), 'set template 14 has no modules'],
  [instancesOf(19, '1'), 'set template 19 has no modules'],
  [instancesOf(13, 1), 'set template 13 belongs to business 4, the request asked for 1; the template has no modules'],
  [instancesOf(9, 2), 'there is no set template 9; business 2 has 11 and 18'],
  [instancesOf(9, 5), 'there is no set template 9; business 5 has no service instances of any'],
  [instancesOf(50, 2), 'there is no set template 50; 50 is a service template, of module 59; business 2 has 11 and 18'],
  [
    instancesOf(51, 1),
    'there is no set template 51; 51 is a service template, of modules 74 and 1202; ' +
      'business 1 has no service instances of any',
  ],
  [
    instancesOf(52, 2),
    'there is no set template 52; 52 is a service template, of modules 83, 84, 85, 86, 87 and 2 more; ' +
      'business 2 has 11 and 18',
  ],
  [instancesOf(17, 1), 'the modules of set template 17 in business 1 (70, 71 and 1202) have no service instances'],
  [instancesOf(12, 4), 'the module of set template 12 in business 4 (72) has no service instances'],
  [
    instancesOf(12, 4, { start: 3, limit: 1 }),
    'the module of set template 12 in business 4 (72) has no service instances',
  ],
  [instancesOf(11, '0'), 'ids of businesses are above 0, the request asked for 0'],
  [instancesOf(-11, 2), 'ids of set templates are above 0, the request asked for -11'],
]);

check('no data at all', {}, [
  [processesOf(54, 2), 'there is no service instance 54; the data holds no service instances'],
  [instancesOf(11, 2), 'there is no set template 11; the data holds no service instances'],
]);

const lonely = { service_instances: [{ id: 54, bk_biz_id: 2, bk_module_id: 0 }] };
check('one service instance, of no set template, and no business declared', lonely, [
  [processesOf(55, 2), 'there is no service instance 55; the data has one, 54'],
  [
    processesOf(54, 99),
    'service instance 54 belongs to business 2, the request asked for 99; the instance has no processes',
  ],
  [instancesOf(11, 2), 'there is no set template 11; the data has no set templates'],
]);

const undeclared = { ...lonely, service_instances: [], modules: [module(59, 2, 11, [instance(54)]), module(60, 3, 0)] };
check('a set template that only modules name', undeclared, [
  [instancesOf(12, 3), 'there is no set template 12; business 3 has no service instances of any'],
  [instancesOf(11, 3), 'set template 11 has no modules in business 3; business 2 has'],
]);

const strays = { processes: [{ bk_process_id: 1, bk_biz_id: 2, service_instance_id: 54 }] };
check('relations alone', strays, [
  [processesOf(54, 2), undefined],
  [
    processesOf(54, 3),
    'service instance 54 is not written out, its processes are in business 2; the request asked for 3',
  ],
]);
