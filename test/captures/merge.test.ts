import t from 'tap';
import type { ImportOptions } from '../../src/captures/import-captured.js';
import {
  asked,
  envelope,
  instance,
  LSI,
  page,
  process,
  relation,
  serve,
  take,
  type Captures,
  without,
} from './helper.js';

/** Rows that are captured more than once, in part, or with contradictions, and the notes about them. */

const text = (value: unknown): string => JSON.stringify(value);
const lines = (...exchanges: unknown[]): string => exchanges.map(text).join('\n');
const later = { last_time: '2021-01-01T00:00:00.000Z' };

/** Captures and what is noted of them; columns left out. */
const noted: Record<string, [captures: Captures, notes: string[], options?: ImportOptions]> = {
  'the same again': [{ files: { 'a.json': asked([instance(54)]), 'b.json': asked([instance(54)]) } }, []],
  'the same in another order of keys': [
    {
      files: {
        'a.json': asked([instance(54, { labels: { a: '1', b: '2' } })]),
        'b.json': asked([Object.fromEntries(Object.entries(instance(54, { labels: { b: '2', a: '1' } })).reverse())]),
      },
    },
    [],
  ],
  'another version': [
    {
      files: {
        'b.json': lines(asked([instance(54)]), asked([instance(55)])),
        'a.json': asked([instance(54, { name: 'new', ...later })]),
      },
    },
    [
      'a.json:1: response.data.count: set template 11 of business 2 has 1 service instance, but 2 were captured; those that were removed meanwhile are among them',
      'a.json:1: response.data.info[0]: service instance 54 differs from the one at b.json:1 in name, last_time; this later one is taken',
    ],
  ],
  'a row that changed back': [
    {
      capture: lines(
        asked([instance(54)]),
        asked([instance(54, { name: 'x' })]),
        asked([instance(54)]),
        asked([instance(54)]),
      ),
    },
    [
      'a.json:3: response.data.info[0]: service instance 54 differs from the one at a.json:2 in name; this later one is taken',
    ],
  ],
  'a process that changed': [
    {
      capture: lines(
        asked([instance(54)]),
        envelope([process(46)]),
        envelope([process(46, { user: 'li', timeout: undefined, own: 1 }, { bk_host_id: 8 })]),
      ),
    },
    [
      'a.json:3: data[0]: process 46 differs from the one at a.json:2 in property.timeout, property.user, property.own, relation.bk_host_id; this later one is taken',
    ],
  ],
  'a process that went': [
    {
      capture: lines(
        asked([instance(54)]),
        envelope([process(46)]),
        envelope([{ property: null, relation: relation(46) }]),
        envelope([{ property: null, relation: relation(46) }]),
      ),
    },
    ['a.json:3: data[0]: process 46 differs from the one at a.json:2 in property; this later one is taken'],
  ],
  'a module in two set templates': [
    { capture: lines(asked([instance(54)], 11), asked([instance(54)], 12)) },
    [
      'a.json:2: response.data.info[0]: module 59 differs from the one at a.json:1 in set_template_id; this later one is taken',
    ],
  ],
  'rows of another business': [
    {
      capture: {
        request: { bk_biz_id: 1, set_template_id: 1 },
        response: page([instance(1, { bk_biz_id: 3 }), instance(3, { bk_biz_id: 3 })]),
      },
    },
    [
      'a.json:1: response.data.info[0]: 2 service instances of business 3 in replies for business 1; taken as they are, so who asks for business 1 will not find them',
    ],
  ],
  'a process of another business': [
    { capture: lines(asked([instance(54)]), { request: { bk_biz_id: 5 }, response: envelope([process(46)]) }) },
    [
      'a.json:2: response.data[0]: 1 process of business 2 in replies for business 5; taken as they are, so who asks for business 5 will not find them',
    ],
  ],
  'some pages of several': [
    { capture: lines(asked([instance(54)], 11, 3), asked([instance(55), instance(54)], 11, 3)) },
    [
      'a.json:2: response.data.count: set template 11 of business 2 has 3 service instances, of which 2 were captured; capture the other pages too',
    ],
  ],
  'all pages': [{ capture: lines(asked([instance(54)], 11, 2), asked([instance(55)], 11, 2)) }, []],
  'the count alone': [
    { capture: asked([], 11, 1) },
    [
      'a.json:1: response.data.count: set template 11 of business 2 has 1 service instance, of which 0 were captured; capture the other pages too',
    ],
  ],
  'pages of a list that grows': [
    { capture: lines(asked([instance(54)], 11, 1), asked([instance(55)], 11, 2)) },
    [
      'a.json:2: response.data.count: set template 11 of business 2 changed while it was captured: its pages count 1, 2 service instances; capture it again for a list of one moment',
    ],
  ],
  'a page without a count': [{ capture: asked([instance(54)], 11, '1') }, []],
  'pages without requests': [
    { capture: [page([instance(54)], 2), page([instance(55)], 2), page([instance(56)], 2), page([], 9)] },
    [
      'a.json:1: [0].data: 3 replies do not tell which set template was asked for, so the service instances are in the list of none: give --set-template-id N, or capture the requests too',
      'a.json:1: [2].data.count: a set template of business 2 has 2 service instances, but 3 were captured; those that were removed meanwhile are among them',
      'a.json:1: [3].data.count: a set template has 9 service instances, of which 0 were captured; capture the other pages too',
    ],
  ],
  'a page of a set template that is named': [
    { capture: page([instance(54)], 2) },
    [
      'a.json:1: data.count: set template 11 of business 2 has 2 service instances, of which 1 were captured; capture the other pages too',
    ],
    { setTemplateId: 11 },
  ],
  'fields that a fixture does not keep': [
    { capture: asked([instance(54, { z: 1 }), instance(55, { z: 2, y: 3 }), instance(56)]) },
    ['a.json:1: response.data.info[0]: 2 service instances with fields that a fixture does not keep: z, y'],
  ],
  'fields that are missing, or null': [
    {
      capture: asked([
        instance(54, { name: undefined, labels: undefined }),
        instance(55, { name: null, creator: null }),
      ]),
    },
    [
      'a.json:1: response.data.info[0]: 2 service instances without all the fields that CMDB gives; the defaults are taken for name, labels, creator',
    ],
  ],
  'a process with more and less': [
    {
      capture: lines(
        asked([instance(54)]),
        envelope([
          { ...process(46, {}, { z: 1, bk_host_id: undefined }), template: null },
          process(47, {}, { process_template_id: null, bk_supplier_account: undefined }),
        ]),
      ),
    },
    [
      'a.json:2: data[0]: 1 process with fields that a fixture does not keep: template',
      'a.json:2: data[0].relation: 1 relation with fields that a fixture does not keep: z',
      'a.json:2: data[0].relation: 2 relations without all the fields that CMDB gives; the defaults are taken for bk_host_id, process_template_id, bk_supplier_account',
    ],
  ],
  'rows that are none': [
    {
      capture: lines(
        {
          request: { component: LSI, set_template_id: 11 },
          response: page([5, null, { id: '54' }, { id: 0 }, { id: 54 }, instance(55)]),
        },
        envelope([
          process(46, {}, { service_instance_id: 55 }),
          {},
          { relation: {} },
          { property: {}, relation: { bk_biz_id: 2 } },
        ]),
      ),
    },
    [
      'a.json:1: response.data.count: set template 11 of business 2 has 6 service instances, of which 1 were captured; capture the other pages too',
      'a.json:1: response.data.info[0]: 4 service instances without an id; not taken',
      'a.json:1: response.data.info[4]: 1 service instance of a business that is not known; not taken',
      'a.json:2: data[1]: 2 processes without property and relation; not taken',
      'a.json:2: data[3]: 1 process whose relation lacks an id; not taken',
    ],
  ],
  'processes without their service instances': [
    {
      capture: envelope([
        process(46, {}, { service_instance_id: 60 }),
        process(47, {}, { service_instance_id: 61 }),
        process(48, {}, { service_instance_id: 61 }),
      ]),
    },
    [
      'a.json:1: data[0]: 2 service instances known by their processes alone: in the list of no set template, and with a name that is made up; capture list_service_instance_by_set_template too',
    ],
  ],
};

for (const [name, [captures, notes, options]] of Object.entries(noted)) {
  const taken = take(captures, options);
  const lines = taken.notes.map((note) => note.replaceAll(/(\.json:\d+):\d+/g, '$1'));
  t.strictSame(lines, notes, name);
  t.doesNotThrow(() => serve(taken.fixture), `${name}: what is made can be loaded`);
}

t.test('a note has the place of the row, and names the place of the other', (t) => {
  const one = text(asked([instance(54)]));
  const other = `[\n ${text(asked([instance(54, { name: 'x' })]))}]`;
  const column = one.indexOf('{"bk_biz_id":2,"id"') + 1;
  t.match(take({ files: { 'a.json': one, 'b.json': other } }).notes, [
    `b.json:2:${column + 1}: [0].response.data.info[0]: service instance 54 differs from the one at a.json:1:${column} in`,
  ]);
  t.end();
});

t.test('the later version is taken, in the order of files and in that within', (t) => {
  const { fixture } = take({
    files: {
      'b.json': [asked([instance(54)], 11), asked([instance(54)], 12)],
      'a.json': asked([instance(54, later)], 12),
    },
  });
  t.match(fixture, { modules: [{ set_template_id: 12 }], service_instances: [{ id: 54, ...later }] });
  t.end();
});

t.test('rows are ordered by id, and processes lie in their service instances', (t) => {
  const { fixture, counts } = take({
    capture: [
      envelope([process(47), process(46), process(3, {}, { service_instance_id: 60 })]),
      asked([instance(300), instance(54, { bk_module_id: 8 }), instance(100)]),
    ],
  });
  t.match(
    fixture.service_instances?.map(({ id, processes }) => [id, processes?.map((row) => row.bk_process_id)]),
    [
      [54, [46, 47]],
      [60, [3]],
      [100, undefined],
      [300, undefined],
    ],
  );
  t.strictSame(
    fixture.modules?.map((row) => row.bk_module_id),
    [8, 59],
  );
  t.notOk('processes' in fixture);
  t.strictSame(counts, { replies: 2, passedOver: 0, serviceInstances: 4, processes: 3, uncaptured: 2, stubs: 0 });
  t.end();
});

t.test('a module has the service template that all its rows have, and else they have their own', (t) => {
  const shared = take({ capture: asked([instance(1), instance(2, { service_template_id: undefined })]) }).fixture;
  t.match(shared.modules, [{ service_template_id: 50 }]);
  t.notOk(shared.service_instances?.some((row) => 'service_template_id' in row));

  const { modules, service_instances } = take({
    capture: asked([instance(1), instance(2, { service_template_id: 51 }), instance(3, { service_template_id: 0 })]),
  }).fixture;
  t.strictSame(modules, [{ bk_module_id: 59, bk_biz_id: 2, set_template_id: 11 }]);
  t.strictSame(
    service_instances?.map((row) => row.service_template_id),
    [50, 51, undefined],
  );
  t.end();
});

t.test('a service instance that left a module leaves no module without rows', (t) => {
  const { fixture } = take({ capture: [asked([instance(1)]), asked([instance(1, { bk_module_id: 60 })])] });
  t.match(
    fixture.modules?.map((row) => row.bk_module_id),
    [60],
  );
  t.end();
});

t.test('values that were not captured get the defaults of fixtures', (t) => {
  const capture = [
    {
      request: { bk_biz_id: 2, set_template_id: 11 },
      response: page([{ id: 53 }, without(instance(54), 'bk_biz_id')]),
    },
    envelope([
      { property: null, relation: { bk_biz_id: 2, bk_process_id: 46, service_instance_id: 54 } },
      process(47, {}, { service_instance_id: 60, bk_host_id: 0 }),
      process(48, {}, { service_instance_id: 60, bk_host_id: 9 }),
    ]),
  ];
  const { instances, processes } = serve(take({ capture }).fixture);
  t.match(instances, [
    { row: { id: 53, name: '10.0.0.53', bk_module_id: 0, bk_biz_id: 2, creator: 'admin' }, set_template_id: 0 },
    { row: { id: 54, bk_biz_id: 2 }, set_template_id: 11 },
    { row: { id: 60, name: '10.0.0.9_nginx_80', bk_module_id: 0, bk_biz_id: 2, bk_host_id: 9 }, set_template_id: 0 },
  ]);
  t.strictSame(
    processes.map((row) => row.relation),
    [
      { ...relation(46), process_template_id: 0 },
      relation(47, { service_instance_id: 60, bk_host_id: 0 }),
      relation(48, { service_instance_id: 60, bk_host_id: 9 }),
    ],
  );
  t.end();
});

t.test('of very many notes only some are listed', (t) => {
  const rows = Array.from({ length: 10_000 }, (_, index) => index + 1);
  const { notes } = take({
    files: {
      'a.json': asked(rows.map((id) => instance(id))),
      'b.json': asked(rows.map((id) => instance(id, { ...later, [`own_${id % 20}`]: 1 }))),
    },
  });
  t.equal(notes.length, 22);
  t.match(
    notes.find((note) => note.includes('fields that')),
    /10000 service instances with .*: own_1, (own_\d+, ){10}own_12 and 8 more$/,
  );
  t.match(
    notes.at(-1),
    /^b.json:1:\d+: response.data.info\[9999\]: and 9980 more like this last one: service instance 10000 differs from the one at a\.json:.* this later one is taken$/,
  );
  t.end();
});
