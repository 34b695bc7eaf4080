import { strict as assert } from 'node:assert';
import type { Faker } from '@faker-js/faker';
import { faker as en } from '@faker-js/faker/locale/en';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import t from 'tap';
import * as defaults from '../../src/fixtures/format/defaults.js';
import { generate, type Generated } from '../../src/demo/generate.js';
import { FIRST_ID, PROCESS_IDS } from '../../src/demo/ids.js';
import { createRandom } from '../../src/util/random.js';
import { SHAPES, type Shape } from '../../src/demo/shapes.js';
import { Fixture, type WrittenBindInfo, type WrittenProcess } from '../../src/fixtures/format/schema.js';
import { runs } from '../runs.js';

const all = (generated: Generated) => ({
  businesses: [...generated.businesses],
  set_templates: [...generated.set_templates],
  modules: [...generated.modules],
  hosts: [...generated.hosts],
  service_instances: [...generated.service_instances],
});
type All = ReturnType<typeof all>;
const COLLECTIONS = ['businesses', 'set_templates', 'modules', 'hosts', 'service_instances'] as const;

const text = (value: unknown): string => JSON.stringify(value);
const sameText = (one: unknown, other: unknown): boolean => text(one) === text(other);
const unique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;
const isRange = (first: number, ids: readonly number[]): boolean => ids.every((id, index) => id === first + index);

const processesOf = (data: All): WrittenProcess[] => data.service_instances.flatMap(({ processes }) => processes ?? []);
const instancesOfTemplate = (data: All, setTemplate: number) => {
  const modules = new Set(
    data.modules.filter((row) => row.set_template_id === setTemplate).map((row) => row.bk_module_id),
  );
  return data.service_instances.filter((row) => modules.has(row.bk_module_id));
};

const seeds = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
const crowded = fc.record<Shape>({
  businesses: fc.integer({ min: 1, max: 6 }),
  setTemplates: fc.integer({ min: 0, max: 9 }),
  modules: fc.integer({ min: 1, max: 70 }),
  hosts: fc.integer({ min: 1, max: 40 }),
  serviceInstances: fc.integer({ min: 0, max: 300 }),
  processesPerInstance: fc.integer({ min: 0, max: 24 }),
  locale: fc.constantFrom('zh_CN', 'en'),
});

const HAN = /\p{Script=Han}/u;
const small = all(generate(1, SHAPES.small));

t.test('the same seed gives the same rows, each time that they are read', (t) => {
  const generated = generate(1, SHAPES.small);
  t.ok(sameText(all(generated), small));
  t.ok(sameText(all(generated), small));

  // Read in step: the numbers of a row do not follow from the row before.
  const inStep: unknown[] = [];
  const instances = generated.service_instances[Symbol.iterator]();
  for (const host of generated.hosts) inStep.push([host, instances.next().value]);
  t.ok(
    sameText(
      inStep,
      small.hosts.map((host, index) => [host, small.service_instances[index]]),
    ),
  );
  t.end();
});

t.test('another seed gives other rows', (t) => {
  for (const seed of [0, 2, -1, 1 + 2 ** 32, Number.MAX_SAFE_INTEGER]) {
    const other = all(generate(seed, SHAPES.small));
    for (const name of COLLECTIONS) t.notOk(sameText(other[name], small[name]), `${name} of ${seed}`);
    const alike = other.service_instances.filter((row, index) => sameText(row, small.service_instances[index]));
    t.same(alike, []);
  }
  t.end();
});

t.test('one more of anything leaves every other byte as it was', (t) => {
  for (const key of ['serviceInstances', 'hosts', 'modules', 'setTemplates', 'businesses'] as const) {
    const grown = all(generate(1, { ...SHAPES.small, [key]: SHAPES.small[key] + 1 }));
    for (const name of COLLECTIONS) {
      t.ok(sameText(grown[name].slice(0, small[name].length), small[name]), `${name} with more ${key}`);
    }
  }
  fc.assert(
    fc.property(seeds, fc.nat({ max: 900 }), fc.integer({ min: 1, max: 40 }), (seed, count, more) => {
      const rows = (serviceInstances: number) => [
        ...generate(seed, { ...SHAPES.small, serviceInstances }).service_instances,
      ];
      assert.ok(sameText(rows(count + more).slice(0, count), rows(count)));
    }),
    runs(10),
  );
  t.end();
});

t.test('where it is crowded, one more service instance changes no other row', (t) => {
  fc.assert(
    fc.property(seeds, crowded, (seed, shape) => {
      const before = all(generate(seed, shape));
      const after = all(generate(seed, { ...shape, serviceInstances: shape.serviceInstances + 1 }));
      after.service_instances.pop();
      assert.ok(sameText(after, before));
    }),
    runs(25),
  );
  t.pass();
  t.end();
});

t.test('where it is crowded, one more host changes only the instances that move to it', (t) => {
  fc.assert(
    fc.property(seeds, crowded, (seed, shape) => {
      const before = all(generate(seed, shape));
      const after = all(generate(seed, { ...shape, hosts: shape.hosts + 1 }));
      const added = after.hosts.pop()?.bk_host_id;
      for (const name of ['businesses', 'set_templates', 'modules', 'hosts'] as const) {
        assert.ok(sameText(after[name], before[name]), name);
      }
      for (const [index, row] of after.service_instances.entries()) {
        assert.ok(row.bk_host_id === added || sameText(row, before.service_instances[index]), text(row));
      }
    }),
    runs(25),
  );
  t.pass();
  t.end();
});

t.test('where it is crowded, one more module changes only instances of it, or of a business that had none', (t) => {
  fc.assert(
    fc.property(seeds, crowded, (seed, shape) => {
      const before = all(generate(seed, shape));
      const after = all(generate(seed, { ...shape, modules: shape.modules + 1 }));
      const businessOf = new Map(after.modules.map((row) => [row.bk_module_id, row.bk_biz_id]));
      const inUse = new Set(before.service_instances.map((row) => businessOf.get(row.bk_module_id)));
      const added = after.modules.pop()?.bk_module_id;
      assert.ok(sameText(after.modules, before.modules));
      for (const [index, row] of after.service_instances.entries()) {
        const moved = row.bk_module_id === added || !inUse.has(businessOf.get(row.bk_module_id));
        assert.ok(moved || sameText(row, before.service_instances[index]), text(row));
      }
    }),
    runs(25),
  );
  t.pass();
  t.end();
});

t.test('ids are unique and in order, and every reference leads somewhere', (t) => {
  const hangsTogether = (data: All, shape: Shape): void => {
    const businesses = new Set(data.businesses.map((row) => row.bk_biz_id));
    const templates = new Map(data.set_templates.map((row) => [row.id, row.bk_biz_id]));
    const modules = new Map(data.modules.map((row) => [row.bk_module_id, row]));
    const hosts = new Set(data.hosts.map((row) => row.bk_host_id));
    const instances = data.service_instances.map((row) => row.id);

    assert.ok(isRange(2, [...businesses]) && businesses.size === shape.businesses);
    assert.ok(isRange(11, [...templates.keys()]) && templates.size === shape.setTemplates);
    assert.ok(isRange(101, [...modules.keys()]) && modules.size === shape.modules);
    assert.ok(isRange(1001, [...hosts]) && hosts.size === shape.hosts);
    assert.ok(isRange(1001, instances) && instances.length === shape.serviceInstances);
    assert.ok(unique(data.businesses.map((row) => row.bk_biz_name)));
    assert.ok(unique(data.set_templates.map((row) => row.name)));
    assert.ok(unique(data.hosts.map((row) => row.bk_host_innerip)));

    if (shape.setTemplates > 0) assert.equal(templates.get(11), 2);
    for (const business of templates.values()) assert.ok(businesses.has(business));
    for (const module of modules.values()) {
      assert.ok(businesses.has(module.bk_biz_id));
      const template = module.set_template_id;
      if (template !== undefined) assert.equal(templates.get(template), module.bk_biz_id);
    }

    // In CMDB a host is in one business only.
    const businessOfHost = new Map<number, number | undefined>();
    for (const row of data.service_instances) {
      const business = modules.get(row.bk_module_id)?.bk_biz_id;
      assert.ok(business !== undefined && hosts.has(row.bk_host_id));
      assert.equal(businessOfHost.get(row.bk_host_id) ?? business, business);
      businessOfHost.set(row.bk_host_id, business);
    }
  };
  const processesKeepToTheirInstance = (data: All, shape: Shape): void => {
    for (const { id, processes = [] } of data.service_instances) {
      const ids = processes.map((process) => process.bk_process_id);
      assert.ok(isRange(FIRST_ID.process + (id - FIRST_ID.serviceInstance) * PROCESS_IDS, ids));
      assert.ok(ids.length <= shape.processesPerInstance);
      // CMDB refuses these twice in a service instance.
      assert.ok(unique(processes.map((process) => process.bk_process_name)));
      const binary = (process: WrittenProcess) => process.bk_func_name ?? process.bk_process_name;
      assert.ok(unique(processes.map((process) => text([binary(process), process.bk_start_param_regex]))));
    }
  };
  fc.assert(
    fc.property(seeds, fc.oneof(crowded, fc.constant(SHAPES.small)), (seed, shape) => {
      const data = all(generate(seed, shape));
      hangsTogether(data, shape);
      processesKeepToTheirInstance(data, shape);
    }),
    runs(30),
  );
  hangsTogether(all(generate(5, SHAPES.medium)), SHAPES.medium);
  t.pass();
  t.end();
});

t.test('where there is room, a host carries a module once, and no address is taken twice', (t) => {
  const data = all(generate(4, SHAPES.medium));
  t.ok(unique(data.service_instances.map((row) => text([row.bk_host_id, row.bk_module_id]))));
  const address = (host: number, { ip, port, protocol }: WrittenBindInfo) => text([host, ip, port, protocol]);
  const addresses = data.service_instances.flatMap((row) =>
    (row.processes ?? []).flatMap(({ bind_info }) => (bind_info ?? []).map((bind) => address(row.bk_host_id, bind))),
  );
  t.ok(unique(addresses));
  t.end();
});

t.test('the sizes', (t) => {
  for (const size of ['small', 'medium'] as const) {
    const data = all(generate(7, SHAPES[size]));
    const share = instancesOfTemplate(data, 11).length / data.service_instances.length;
    t.equal(data.service_instances.length, SHAPES[size].serviceInstances);
    t.ok(share > 0.6 && share < 0.8, `${share} of ${size} are of set template 11`);
  }
  t.ok(instancesOfTemplate(small, 11).length > 550, 'clearly more than a page of 500');
  t.equal(instancesOfTemplate(small, 26).length, 0, 'a set template without any');
  t.ok(
    small.modules.some((row) => row.set_template_id === undefined),
    'a module without a set template',
  );
  t.notOk(
    small.modules.some((row) => row.bk_biz_id === 6),
    'a business without anything',
  );

  let count = 0;
  let processes = 0;
  for (const row of generate(7, SHAPES.large).service_instances) {
    count++;
    processes += row.processes?.length ?? 0;
  }
  t.equal(count, 100_000);
  t.ok(processes > 195_000 && processes < 215_000, `${processes} processes: two each`);
  t.end();
});

t.test('what small data contains, whatever the seed', (t) => {
  for (const seed of [0, 1, 2, 3, 42, 20260101, -5]) {
    const data = all(generate(seed, SHAPES.small));
    const processes = processesOf(data);
    const listening = processes.map((process) => process.bind_info ?? []);
    const labels = data.service_instances.map((row) => row.labels);
    const some = <T>(what: string, rows: readonly T[], holds: (row: T) => boolean) => t.ok(rows.some(holds), what);
    const different = (rows: readonly WrittenBindInfo[], key: 'ip' | 'port' | 'protocol') =>
      new Set(rows.map((row) => row[key])).size > 1;

    const counts = new Set(data.service_instances.map((row) => row.processes?.length ?? 0));
    t.same([...counts].sort(), [0, 1, 2, 3, 4, 5]);
    some('no labels', labels, (label) => label === undefined);
    some('labels that CMDB would take', labels, (label) => label != null && !HAN.test(text(label)));
    some('no address', listening, (rows) => rows.length === 0);
    some('TCP and UDP', listening, (rows) => different(rows, 'protocol'));
    some('several ports', listening, (rows) => different(rows, 'port'));
    some('several IPs', listening, (rows) => different(rows, 'ip'));
    some('a range of ports', listening.flat(), (row) => /^\d+-\d+$/.test(String(row.port)));
    some('a port that is off', listening.flat(), (row) => row.enable === false);
    some('attributes of a customer', processes, (row) => HAN.test(String(row['bk_custom_owner'])));
    some('descriptions', processes, (row) => HAN.test(row.description ?? ''));
    some('changed', processes, (row) => row.last_time !== undefined);
    some('never changed', processes, (row) => row.last_time === undefined);
    some('modules', data.modules, (row) => HAN.test(row.bk_module_name ?? ''));
    some('set templates', data.set_templates, (row) => HAN.test(row.name ?? ''));
    t.equal(data.businesses[0]?.bk_biz_name, '蓝鲸');
    for (const range of ['10.', '172.', '192.168.']) {
      some(range, data.hosts, (row) => row.bk_host_innerip.startsWith(range));
    }
  }
  t.end();
});

t.test('in English there is no Chinese', (t) => {
  const data = all(generate(1, { ...SHAPES.small, locale: 'en' }));
  t.equal(data.businesses[0]?.bk_biz_name, 'BlueKing');
  t.notMatch(text(data), HAN);
  t.end();
});

t.test('times are written as CMDB prints them, and in an order that can be', (t) => {
  const UTC = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
  const BEIJING = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/;
  let before = 0;
  for (const { id, create_time, last_time = create_time, processes = [] } of small.service_instances) {
    assert.ok(UTC.test(create_time) && UTC.test(last_time), `${id}`);
    const made = Date.parse(create_time);
    assert.ok(made > before && Date.parse(last_time) >= made, `${id}`);
    before = made;
    for (const { create_time = '', last_time = create_time } of processes) {
      assert.ok(BEIJING.test(create_time) && BEIJING.test(last_time), `${id}`);
      const after = Date.parse(create_time) - made;
      assert.ok(after >= 0 && after < 60_000 && last_time >= create_time, `${id}`);
    }
  }
  t.pass();
  t.end();
});

t.test('IPs are private and of one host only, also where the small ranges are full', (t) => {
  const PRIVATE = /^(10\.\d{1,3}|172\.(1[6-9]|2\d|3[01])|192\.168)\.\d{1,3}\.\d{1,3}$/;
  const hosts = 600_000;
  const seen = new Set<string>();
  for (const { bk_host_innerip: ip } of generate(3, { ...SHAPES.small, hosts }).hosts) {
    if (PRIVATE.test(ip) && ip.split('.').every((part) => Number(part) < 256)) seen.add(ip);
  }
  t.equal(seen.size, hosts);
  t.end();
});

t.test('rows keep to the schema, and nothing is written that is a default', (t) => {
  const validate = new Ajv({ strict: false }).compile(Fixture);
  const differs = (written: Record<string, unknown>, from: Record<string, unknown>) => {
    for (const key in from)
      assert.ok(!(key in written) || !sameText(written[key], from[key]), `${key} ${text(written)}`);
  };
  for (const locale of ['zh_CN', 'en'] as const) {
    const data = all(generate(9, { ...SHAPES.small, locale, processesPerInstance: 20 }));
    t.ok(validate(data), text(validate.errors));
    t.notMatch(text(data), '{port}');
    for (const process of processesOf(data)) {
      differs(process, { ...defaults.PROCESS_ATTRIBUTES, bk_func_name: process.bk_process_name });
      differs(process, { last_time: process.create_time });
      for (const row of process.bind_info ?? []) differs(row, defaults.BIND_INFO);
    }
    for (const { creator, modifier, create_time, last_time } of data.service_instances) {
      assert.notEqual(creator, defaults.AUTHOR);
      if (modifier !== undefined) assert.notEqual(modifier, creator ?? defaults.AUTHOR);
      assert.notEqual(last_time, create_time);
    }
  }
  t.end();
});

t.test('what a process writes matches its kind and its port', (t) => {
  const processes = processesOf(small);
  const named = (name: string) => processes.filter((process) => process.bk_process_name === name);
  const portOf = (process: WrittenProcess) => Number(process.bind_info?.[0]?.port);
  for (const process of named('redis-server')) {
    const port = portOf(process);
    assert.equal(process.work_path, `/data/redis/${port}`);
    assert.equal(process.stop_cmd, `/usr/local/redis/bin/redis-cli -p ${port} shutdown`);
  }
  t.same([...new Set(named('nginx').map(portOf))].sort(), [10080, 80]);
  t.ok(named('kafka').every((process) => process.bk_func_name === 'java' && process.user === 'kafka'));
  t.ok(new Set(processes.map((process) => process.bk_process_name)).size >= 18, 'many kinds');
  t.end();
});

t.test('faker takes the source of chance for its own', (t) => {
  const random = createRandom(1);
  const faker = new (en.constructor as typeof Faker)({ locale: en.rawDefinitions, randomizer: random });
  const names = (seed: number | number[]) => {
    random.seed(seed);
    return Array.from({ length: 9 }, () => faker.person.fullName());
  };
  t.same(names(5), names(5));
  t.notSame(names(5), names(6));
  t.same(names([5, 6]), names([5, 6]));
  t.notSame(names([5, 6]), names([6, 5]));

  const numbers = (entity: string, id: number) => {
    random.at(entity, id);
    return Array.from({ length: 4 }, () => random.next());
  };
  t.same(numbers('host', 1), numbers('host', 1));
  const starts = ['host', 'process'].flatMap((entity) => [0, 1, 2 ** 32, 2 ** 32 + 1].map((id) => numbers(entity, id)));
  t.ok(unique(starts.flat()));
  t.end();
});

t.test('one more bucket takes its share from the others, and moves nothing between them', (t) => {
  const random = createRandom(1);
  const bucketOf = (id: number, buckets: number) => {
    random.at('bucket', id);
    return random.jump(buckets);
  };
  for (let buckets = 1; buckets < 20; buckets++) {
    let moved = 0;
    for (let id = 0; id < 2000; id++) {
      const after = bucketOf(id, buckets + 1);
      if (after === bucketOf(id, buckets)) continue;
      assert.equal(after, buckets);
      moved++;
    }
    const share = 2000 / (buckets + 1);
    t.ok(moved > share * 0.7 && moved < share * 1.3, `${moved} of 2000 move to bucket ${buckets}`);
  }
  t.end();
});

t.test('nothing at all', (t) => {
  const none = { businesses: 0, setTemplates: 0, modules: 0, hosts: 0, serviceInstances: 0, processesPerInstance: 0 };
  t.same(Object.values(all(generate(1, { ...none, locale: 'en' }))), [[], [], [], [], []]);
  t.end();
});

t.test('what cannot be', (t) => {
  const cases: [seed: number, shape: object, message: string | RegExp][] = [
    [0.5, {}, 'seed must be an integer, not 0.5'],
    [1, { locale: 'fr' }, 'locale must be zh_CN or en, not fr'],
    [1, { modules: -1 }, /^modules must be an integer from 0 to \d+, not -1$/],
    [1, { hosts: 1e9 }, 'hosts must be an integer from 0 to 8000000, not 1000000000'],
    [1, { processesPerInstance: 101 }, 'processesPerInstance must be an integer from 0 to 100, not 101'],
    [1, { businesses: 0 }, 'setTemplates need businesses to be 1 or more'],
    [1, { businesses: 0, setTemplates: 0 }, 'modules need businesses to be 1 or more'],
    [1, { modules: 0 }, 'serviceInstances need modules to be 1 or more'],
    [1, { hosts: 0 }, 'serviceInstances need hosts to be 1 or more'],
  ];
  for (const [seed, shape, message] of cases) {
    t.throws(() => generate(seed, { ...SHAPES.small, ...shape }), { name: 'RangeError', message });
  }
  t.end();
});
