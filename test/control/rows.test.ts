import t, { type Test } from 'tap';
import { countTurns } from '../util/time-slices/helper.js';
import { ControlError, type Fixture, type RowKind, type RowList, type RowQuery } from '../../src/index.js';
import { validator } from '../contract/faces.js';
import { range, startEmulator } from './client.js';

/** The rows of a sandbox's data, over HTTP and in the process. */

type World = Awaited<ReturnType<typeof startEmulator>>;

const process = (id: number, name = 'nginx') => ({ bk_process_id: id, bk_process_name: name });

const FIXTURE: Fixture = {
  businesses: [
    { bk_biz_id: 2, bk_biz_name: '蓝鲸' },
    { bk_biz_id: 3, bk_biz_name: 'Shop 100%' },
    { bk_biz_id: 4, bk_biz_name: 'Shop "A" \\ _' },
  ],
  set_templates: [{ id: 11, name: 'game', bk_biz_id: 2 }],
  service_templates: [{ id: 21, name: 'web', bk_biz_id: 2 }],
  sets: [{ bk_set_id: 31, bk_set_name: 'north', bk_biz_id: 2, set_template_id: 11 }],
  hosts: [{ bk_host_id: 51, bk_host_name: 'host-a' }, { bk_host_id: 52 }],
  modules: [
    { bk_module_id: 41, bk_module_name: 'Gateway', bk_biz_id: 2, bk_set_id: 31, service_template_id: 21 },
    { bk_module_id: 42, bk_biz_id: 2 },
    // A set template that is not declared may be in several businesses.
    { bk_module_id: 43, bk_biz_id: 3 },
  ],
  service_instances: [
    { id: 61, name: 'first', bk_module_id: 41, bk_host_id: 51, processes: [process(71), process(72, 'Java')] },
    { id: 62, bk_module_id: 41, bk_host_id: 52, processes: [{ bk_process_id: 73, property: null }] },
    { id: 63, bk_module_id: 42, bk_host_id: 51 },
    { id: 64, bk_module_id: 42, bk_host_id: 51 },
    { id: 65, bk_module_id: 43, bk_host_id: 51 },
    { id: 60, bk_module_id: 41, bk_host_id: 51, bk_supplier_account: 'other' },
  ],
  stubs: [
    { path: 'job.execute_job', data: { id: 1 }, when: { bk_biz_id: 2 } },
    { path: '/api/bk-cmdb/prod/hosts', name: 'hosts of the gateway', method: 'GET', data: [] },
  ],
};

const start = async (fixtures: Fixture = FIXTURE): Promise<World> => startEmulator({ fixtures: [fixtures] });

const idsOf = ({ rows }: RowList): number[] => rows.map(({ id }) => id);

const list = async ({ ask }: World, kind: string, query: RowQuery = {}): Promise<RowList> => {
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const { status, body } = await ask(`GET /__emulator/rows/${kind}?${text.toString()}`);
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body as RowList;
};

/** All ids of a list, read in pages of so many rows. */
const inPages = async (world: World, kind: string, query: RowQuery): Promise<number[]> => {
  const ids: number[] = [];
  let after: string | null | undefined;
  while (after !== null) {
    const page = await list(world, kind, { ...query, ...(after === undefined ? {} : { after }) });
    ids.push(...idsOf(page));
    after = page.next;
  }
  return ids;
};

t.test('the rows of a business, down to its processes, with what belongs to each', async (t) => {
  await using world = await start();
  const cases: [kind: RowKind, query: RowQuery, ids: number[], counts: object][] = [
    [
      'businesses',
      {},
      [2, 3, 4],
      { set_templates: 1, service_templates: 1, sets: 1, modules: 2, service_instances: 5, processes: 3 },
    ],
    ['set_templates', { business: 2 }, [11], { sets: 1, modules: 1, service_instances: 3 }],
    ['set_templates', { business: 3 }, [], {}],
    ['service_templates', { business: 2 }, [21], { modules: 1 }],
    ['sets', { set_template: 11 }, [31], { modules: 1 }],
    ['sets', { business: 2 }, [31], { modules: 1 }],
    ['modules', { business: 2 }, [41, 42], { service_instances: 3 }],
    ['modules', { set: 31 }, [41], { service_instances: 3 }],
    ['modules', { set_template: 11 }, [41], { service_instances: 3 }],
    ['modules', { service_template: 21 }, [41], { service_instances: 3 }],
    ['hosts', {}, [51, 52], { service_instances: 5 }],
    ['service_instances', {}, [60, 61, 62, 63, 64, 65], { processes: 0 }],
    ['service_instances', { business: 2 }, [60, 61, 62, 63, 64], { processes: 0 }],
    ['service_instances', { set_template: 11 }, [60, 61, 62], { processes: 0 }],
    ['service_instances', { module: 42 }, [63, 64], { processes: 0 }],
    ['service_instances', { host: 51 }, [60, 61, 63, 64, 65], { processes: 0 }],
    ['service_instances', { host: 99 }, [], {}],
    ['processes', { service_instance: 61 }, [71, 72], {}],
    ['processes', { business: 2 }, [71, 72, 73], {}],
    ['stubs', {}, [1, 2], {}],
  ];
  for (const [kind, query, ids, counts] of cases) {
    const title = `${kind} ${JSON.stringify(query)}`;
    const found = await list(world, kind, query);
    t.strictSame([found.total, idsOf(found), found.next], [ids.length, ids, null], title);
    t.strictSame(found.rows[0]?.counts ?? {}, counts, title);
    t.strictSame(
      await world.esb.rows(kind, { ...query, after: undefined }),
      found,
      `${title}: the same in the process`,
    );
    t.strictSame(await inPages(world, kind, { ...query, limit: 1 }), ids, `${title}: page by page`);
    t.strictSame(await inPages(world, kind, { ...query, limit: 2, search: '' }), ids, `${title}: an empty search`);
  }
});

t.test('a search finds a part of the name, or the whole id', async (t) => {
  await using world = await start();
  const cases: [kind: RowKind, search: string, ids: number[]][] = [
    ['businesses', '鲸', [2]],
    ['businesses', 'SHOP', [3, 4]],
    ['businesses', '0%', [3]],
    ['businesses', '%', [3]],
    ['businesses', '"a" \\ _', [4]],
    ['businesses', '3', [3]],
    ['businesses', '!', []],
    ['modules', 'gate', [41]],
    // A name of a field, which each row has, is not in the names.
    ['modules', 'bk_biz', []],
    ['service_instances', '61', [61]],
    ['service_instances', 'irs', [61]],
    ['processes', 'java', [72]],
    ['processes', '73', [73]],
    ['hosts', 'host', [51, 52]],
    ['stubs', 'job', [1]],
    ['stubs', 'gateway', [2]],
  ];
  for (const [kind, search, ids] of cases) {
    const found = await list(world, kind, { search });
    t.strictSame([found.total, idsOf(found)], [ids.length, ids], `${kind}: ${search}`);
    t.strictSame(await inPages(world, kind, { search, limit: 1 }), ids, `${kind}: ${search}, page by page`);
  }
  t.strictSame(idsOf(await list(world, 'service_instances', { module: 42, search: '61' })), []);
  t.strictSame(idsOf(await list(world, 'service_instances', { set_template: 11, search: '61' })), [61]);
});

t.test('a row is found by its id alone, which no name has to do with', async (t) => {
  await using world = await start({
    hosts: [{ bk_host_id: 1, bk_host_name: 'host 2' }, { bk_host_id: 2 }, { bk_host_id: 3 }],
  });
  t.strictSame(idsOf(await list(world, 'hosts', { search: '2' })), [1, 2]);
  const found = await list(world, 'hosts', { id: 2 });
  t.strictSame([found.total, idsOf(found), found.next], [1, [2], null]);
  await using other = await start();
  const cases: [kind: RowKind, query: RowQuery, ids: number[]][] = [
    ['businesses', { id: 2 }, [2]],
    ['businesses', { id: 0 }, []],
    ['businesses', { id: Number.MAX_SAFE_INTEGER }, []],
    ['modules', { id: 41, business: 2 }, [41]],
    ['modules', { id: 43, business: 2 }, []],
    ['modules', { id: 41, set_template: 11 }, [41]],
    ['service_instances', { id: 61, set_template: 11 }, [61]],
    ['service_instances', { id: 63, set_template: 11 }, []],
    ['service_instances', { id: 61, host: 51 }, [61]],
    ['processes', { id: 72 }, [72]],
    ['processes', { id: 72, service_instance: 61 }, [72]],
    ['processes', { id: 72, service_instance: 62 }, []],
    ['stubs', { id: 2 }, [2]],
  ];
  for (const [kind, query, ids] of cases) {
    t.strictSame(await inPages(other, kind, query), ids, `${kind} ${JSON.stringify(query)}`);
    t.equal((await list(other, kind, query)).total, ids.length);
  }
});

t.test('a search looks through thousands of rows, and its pages are whole', async (t) => {
  await using world = await start({
    hosts: range(1, 4500).map((id) => ({ bk_host_id: id, bk_host_name: `h${id % 3}` })),
  });
  const ids = range(1, 4500).filter((id) => id % 3 === 1);
  const first = await list(world, 'hosts', { search: 'H1', limit: 1000 });
  t.strictSame([first.total, first.rows.length], [1500, 1000]);
  t.strictSame(await inPages(world, 'hosts', { search: 'H1', limit: 700 }), ids);
  t.strictSame(await inPages(world, 'hosts', { limit: 1000 }), range(1, 4500));
});

t.test('a set template that is not declared has rows in several businesses', async (t) => {
  const module = (id: number, biz: number, ...ids: number[]) => ({
    bk_module_id: id,
    bk_biz_id: biz,
    set_template_id: 7,
    service_instances: ids.map((instance) => ({ id: instance })),
  });
  await using world = await start({ modules: [module(1, 2, 3, 5), module(2, 1, 4, 6)] });
  for (const query of [{}, { search: '0' }]) {
    t.strictSame(await inPages(world, 'service_instances', { set_template: 7, limit: 1, ...query }), [4, 6, 3, 5]);
  }
  t.equal((await list(world, 'service_instances', { set_template: 7, limit: 1 })).total, 4);
});

/** True if a part of a reply is this row. */
const has = (reply: unknown, row: unknown): boolean =>
  JSON.stringify(reply) === JSON.stringify(row) ||
  (typeof reply === 'object' && reply !== null && Object.values(reply).some((part) => has(part, row)));

const checkRequests = async (t: Test, world: World) => {
  for (const kind of ['service_instances', 'processes', 'stubs'] as const) {
    for (const { id, row, request } of (await list(world, kind)).rows) {
      const { method = '', path = '', parameters = {} } = request ?? {};
      const sent = method === 'GET' ? {} : { body: parameters };
      const { body } = await world.ask(`${method} ${path}`, sent);
      const expected = kind === 'stubs' ? row['data'] : row;
      t.ok(has((body as { data?: unknown }).data, expected), `${kind} ${id}: ${JSON.stringify({ request, body })}`);
      t.equal(world.esb.requests.find().at(-1)?.component, request?.component);
    }
  }
};

t.test('a row is as it is served, and its request returns it', async (t) => {
  for (const contract of ['documented', 'cmdb-3.14'] as const) {
    await using world = await start();
    world.esb.configure({ contract });
    await checkRequests(t, world);
    const [first] = (await list(world, 'service_instances', { search: '61' })).rows;
    t.strictSame(first?.request?.parameters, {
      bk_biz_id: 2,
      set_template_id: 11,
      page: { start: 1, limit: 1 },
      bk_supplier_account: 'superadmin',
    });
    t.equal((await list(world, 'modules')).rows[0]?.request, null);
    // The attributes of a process that another account has are seen by it alone.
    await world.esb.patch({
      service_instances: [{ id: 61, bk_host_id: 51, processes: [{ bk_process_id: 79, bk_supplier_account: 'other' }] }],
    });
    await checkRequests(t, world);
  }
  await using world = await startEmulator();
  const [instance] = (await list(world, 'service_instances')).rows;
  t.notOk('bk_supplier_account' in (instance?.request?.parameters ?? {}), 'one account needs no parameter');
  await checkRequests(t, world);
});

t.test('the request of a business, a set template or a module returns its service instances', async (t) => {
  for (const contract of ['documented', 'cmdb-3.14'] as const) {
    await using world = await start();
    world.esb.configure({ contract });
    for (const kind of ['businesses', 'set_templates', 'modules'] as const) {
      for (const { id, instances_request: request } of (await list(world, kind)).rows) {
        const asked = await world.ask(`${request?.method} ${request?.path}`, { body: request?.parameters ?? {} });
        const { info = [] } = (asked.body as { data: { info?: { id: number }[] } }).data;
        const parent = { businesses: 'business', set_templates: 'set_template', modules: 'module' }[kind];
        const expected = idsOf(await list(world, 'service_instances', { [parent]: id }));
        t.strictSame(info.map((row) => row.id).sort(), expected, `${kind} ${id}: ${JSON.stringify(request)}`);
      }
    }
    const others = ['sets', 'hosts', 'service_templates', 'service_instances', 'processes', 'stubs'] as const;
    for (const kind of others) t.equal((await list(world, kind)).rows[0]?.instances_request, null, kind);
  }
  await using world = await start({
    modules: [{ bk_module_id: 1, bk_biz_id: 2 }],
    set_templates: [{ id: 3, name: 'x' }],
  });
  t.equal((await list(world, 'set_templates')).rows[0]?.instances_request, null, 'of a business that is not known');
});

t.test('a wrong question says what is possible', async (t) => {
  await using world = await start();
  const http: [target: string, status: number, code: string, message: RegExp][] = [
    ['instances', 404, 'ROWS_UNKNOWN_KIND', /there are: businesses, set_templates, /],
    ['sets?host=1', 400, 'ROWS_WRONG_PARENT', /sets are not filtered by "host"; they are by: business, set_template/],
    ['stubs?business=1', 400, 'ROWS_WRONG_PARENT', /use "search"/],
    ['modules?business=2&set=31', 400, 'ROWS_SEVERAL_PARENTS', /business, set$/],
    ['modules?after=x', 400, 'ROWS_WRONG_VALUE', /after must be `next` of the page before/],
    ['modules?after=1-2', 400, 'ROWS_WRONG_VALUE', /after/],
    ['modules?limit=0', 400, 'REQUEST_INVALID', /1 problem/],
    ['modules?limit=1001', 400, 'REQUEST_INVALID', /1 problem/],
    ['modules?business=x', 400, 'REQUEST_INVALID', /1 problem/],
    ['modules?id=41&search=x', 400, 'ROWS_ID_AND_SEARCH', /by id or by search/],
    ['modules?id=x', 400, 'REQUEST_INVALID', /1 problem/],
    ['modules?name=x', 400, 'REQUEST_INVALID', /1 problem/],
  ];
  for (const [target, status, code, message] of http) {
    t.match(await world.ask(`GET /__emulator/rows/${target}`), { status, body: { code, message } }, target);
  }
  const wrong = [
    { limit: 0 },
    { limit: 1001 },
    { business: -1 },
    { id: -1 },
    { business: '2' },
    { search: 7 },
    { after: '' },
    { after: 7 },
  ];
  for (const query of [...wrong, { search: 'x'.repeat(201) }, { host: 1, business: 2 }, { nam: 'x' }]) {
    await t.rejects(world.esb.rows('modules', query as RowQuery), ControlError, JSON.stringify(query));
  }
  await world.esb.close();
  await t.rejects(world.esb.rows('modules'), { code: 'EMULATOR_CLOSED' });
});

t.test(
  'each entry of the journal is as the document says, also of a stub; the data says when it was loaded',
  async (t) => {
    const before = Date.now();
    await using world = await start();
    await world.ask('POST /api/c/compapi/v2/job/execute_job/', { body: { bk_biz_id: 2 } });
    await world.ask('POST /api/c/compapi/v2/cc/list_process_instance/', { body: { service_instance_id: 61 } });
    const problemsOf = await validator(world.esb.url);
    for (const path of ['/__emulator/requests', '/__emulator/sandboxes']) {
      const { status, headers, text, body } = await world.ask(`GET ${path}`);
      const reply = { status, headers, text, type: headers['content-type'], json: body as Record<string, unknown> };
      t.strictSame(problemsOf({ method: 'GET', path }, reply), [], path);
    }
    t.match(world.esb.requests.find()[0]?.stub, { path: 'job.execute_job' });
    const baseline = world.esb.data.loaded;
    t.ok(Date.parse(baseline) >= before);
    await world.esb.load({});
    t.ok(world.esb.data.loaded >= baseline);
    await world.esb.reset();
    t.equal(world.esb.data.loaded, baseline, 'the baseline was loaded at the start');
  },
);

t.test('a row is found by its id in a list that is looked through in several turns', async (t) => {
  const service_instances = range(1, 4500).map((id) => ({ id, bk_module_id: 41, bk_host_id: 51 }));
  await using world = await start({ modules: [{ bk_module_id: 41, bk_biz_id: 2 }], service_instances });
  const turns = countTurns(t, 6);
  for (const id of [5, 2001, 4500]) t.strictSame(idsOf(await list(world, 'service_instances', { id })), [id]);
  t.strictSame(idsOf(await list(world, 'service_instances', { id: 4501 })), []);
  t.strictSame(idsOf(await list(world, 'service_instances', { search: '4499' })), [4499]);
  t.strictSame(idsOf(await list(world, 'service_instances', { limit: 5 })), range(1, 5));
  t.ok(turns() > 5, `${turns()} turns of the event loop`);
});
