import { deflateSync, gzipSync } from 'node:zlib';
import t from 'tap';
import { COMPONENTS } from '../../src/cmdb/components/index.js';
import type { Contract, Fixture, SandboxHandle } from '../../src/index.js';
import { checkTwins } from '../twins.js';
import { listAll } from '../../src/util/words.js';
import { ask, call, control, CREDENTIALS, LPI, LPI_PATH, LSI, pathOf, start, type Request } from '../control/helper.js';

const FIXTURE: Fixture = {
  businesses: [1, 2, 3, 4].map((id) => ({ bk_biz_id: id, bk_biz_name: `biz-${id}` })),
  set_templates: [
    { id: 8, name: 'ordinary' },
    { id: 11, name: 'one empty module' },
    { id: 14, name: 'several empty modules' },
    { id: 9, name: 'only in 4', bk_biz_id: 4 },
    { id: 12, name: 'without modules', bk_biz_id: 2 },
    { id: 13, name: 'without anything' },
  ],
  hosts: [{ bk_host_id: 70 }, { bk_host_id: 40 }],
  modules: [
    {
      bk_module_id: 20,
      bk_biz_id: 2,
      set_template_id: 8,
      service_instances: [
        { id: 54, bk_host_id: 70, processes: [{ bk_process_id: 1 }] },
        { id: 55, bk_host_id: 70 },
        {
          id: 56,
          bk_host_id: 70,
          processes: [{ bk_process_id: 2 }, { bk_process_id: 3, bk_biz_id: 3, relation: { bk_biz_id: 3 } }],
        },
        { id: 57, bk_host_id: 70, processes: [{ bk_process_id: 4, bk_biz_id: 3, relation: { bk_biz_id: 3 } }] },
      ],
    },
    {
      bk_module_id: 40,
      bk_biz_id: 4,
      set_template_id: 9,
      service_template_id: 50,
      service_instances: [41, 42, 43].map((id) => ({ id, bk_host_id: 70 })),
    },
    { bk_module_id: 41, bk_biz_id: 2, set_template_id: 11 },
    { bk_module_id: 42, bk_biz_id: 2, set_template_id: 14 },
    { bk_module_id: 43, bk_biz_id: 2, set_template_id: 14 },
    { bk_module_id: 44, bk_biz_id: 3, set_template_id: 14 },
  ],
  apps: [
    { bk_app_code: 'suite', bk_app_secret: 'x', may_name_users: true },
    { bk_app_code: 'shy', bk_app_secret: 'x' },
    { bk_app_code: 'only-lsi', bk_app_secret: 'x', may_name_users: true, components: [LSI] },
  ],
  users: [
    { bk_username: 'admin' },
    { bk_username: 'guest', businesses: [2] },
    { bk_username: 'nobody', businesses: [] },
  ],
};

const ADDRESS = "it is part of CMDB's address, which takes digits alone";

const lastWhy = (sandbox: SandboxHandle): string | null | undefined => sandbox.requests.find().at(-1)?.why;

interface Case {
  /** The parameters; text if the form of a number matters. */
  params: object | string;
  why: string | null;
  contract?: Contract;
}

const bodyOf = (params: object | string): string =>
  `${JSON.stringify(CREDENTIALS).slice(0, -1)},${(typeof params === 'string' ? params : JSON.stringify(params)).slice(1)}`.replace(
    /,\}$/,
    '}',
  );

const LIVE = 'cmdb-3.14';
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

const PROCESSES: readonly Case[] = [
  {
    params: { service_instance_id: 54, bk_biz_id: 3 },
    why: 'service instance 54 belongs to business 2, the request asked for 3',
  },
  {
    params: { service_instance_id: 54, bk_biz_id: 9 },
    why: 'service instance 54 belongs to business 2, the request asked for 9, and there is no business 9',
  },
  { params: { service_instance_id: 55 }, why: 'service instance 55 has no processes' },
  { params: { service_instance_id: 55, bk_biz_id: 2 }, why: 'service instance 55 has no processes' },
  {
    params: { service_instance_id: 55, bk_biz_id: 3 },
    why: 'service instance 55 belongs to business 2, the request asked for 3; the instance has no processes',
  },
  {
    params: { service_instance_id: 57, bk_biz_id: 2 },
    why: 'the processes of service instance 57 are in business 3, the request asked for 2',
  },
  {
    params: { service_instance_id: 57, bk_biz_id: 4 },
    why: 'service instance 57 belongs to business 2, the request asked for 4; its processes are in business 3',
  },
  {
    params: { service_instance_id: 56, bk_biz_id: 2 },
    why: '1 of the 2 processes of service instance 56 is in business 3, the request asked for 2',
  },
  {
    params: { service_instance_id: 999 },
    why: 'there is no service instance 999; the data has 7, from 41 to 57',
  },
  { params: { service_instance_id: 70 }, why: 'there is no service instance 70; 70 is a host' },
  { params: { service_instance_id: 40 }, why: 'there is no service instance 40; 40 is a host and a module' },
  { params: { service_instance_id: 9 }, why: 'there is no service instance 9; 9 is a set template' },
  { params: { service_instance_id: 2 }, why: 'there is no service instance 2; 2 is a business' },
  {
    params: { service_instance_id: -1 },
    why: 'ids of service instances are above 0, the request asked for -1',
  },
  {
    params: { service_instance_id: 54, bk_biz_id: -2 },
    why: 'ids of businesses are above 0, the request asked for -2; service instance 54 belongs to business 2',
  },
  {
    contract: LIVE,
    params: { service_instance_id: 54 },
    why: 'bk_biz_id is missing; service instance 54 belongs to business 2',
  },
  { params: {}, why: 'service_instance_id is missing' },
  { params: { service_instance_id: null }, why: 'service_instance_id is null' },
  { params: { service_instance_id: 0 }, why: 'service_instance_id is 0' },
  { params: { service_instance_id: '54' }, why: 'service_instance_id is a string; CMDB takes an integer' },
  { params: { service_instance_id: [54] }, why: 'service_instance_id is an array; CMDB takes an integer' },
  { params: { service_instance_id: {} }, why: 'service_instance_id is an object; CMDB takes an integer' },
  { params: { service_instance_id: true }, why: 'service_instance_id is a boolean; CMDB takes an integer' },
  { params: '{"service_instance_id":1.5}', why: 'service_instance_id is 1.5; CMDB takes an integer' },
  {
    params: '{"service_instance_id":54.0}',
    why: 'service_instance_id is 54.0; CMDB takes an integer, written without fraction and exponent',
  },
  { params: '{"service_instance_id":9223372036854775808}', why: 'service_instance_id is beyond int64' },
  { params: { service_instance_id: 54, bk_biz_id: '2' }, why: 'bk_biz_id is a string; CMDB takes an integer' },
  // Nothing to explain.
  { params: { service_instance_id: 54, bk_biz_id: 2 }, why: null },
  { params: { service_instance_id: 54 }, why: null },
  { params: { service_instance_id: 56 }, why: null },
  { contract: LIVE, params: { service_instance_id: 54, bk_biz_id: 2 }, why: null },
];

const asked = (bizId: unknown, setTemplateId: unknown, start?: number, limit = 2): object => ({
  bk_biz_id: bizId,
  set_template_id: setTemplateId,
  ...(start === undefined ? {} : { page: { start, limit } }),
});
const paged = (page: unknown): object => ({ bk_biz_id: 4, set_template_id: 9, page });

const SERVICE_INSTANCES: readonly Case[] = [
  { params: asked(1, 9), why: 'set template 9 has no modules in business 1; business 4 has' },
  { params: asked(1, 14), why: 'set template 14 has no modules in business 1; businesses 2 and 3 have' },
  { params: asked(99, 9), why: 'there is no business 99; set template 9 has modules in business 4' },
  { params: asked(99, 77), why: 'there is no business 99' },
  { params: asked(2, 12), why: 'set template 12 has no modules' },
  { params: asked(3, 13), why: 'set template 13 has no modules' },
  {
    params: asked(3, 12),
    why: 'set template 12 belongs to business 2, the request asked for 3; the template has no modules',
  },
  {
    params: asked(2, 50),
    why: 'there is no set template 50; 50 is a service template, of module 40; business 2 has 8',
  },
  { params: asked(4, 77), why: 'there is no set template 77; business 4 has 9' },
  { params: asked(3, 77), why: 'there is no set template 77; business 3 has no service instances of any' },
  { params: asked(2, 11), why: 'the module of set template 11 in business 2 (41) has no service instances' },
  { params: asked(2, 14), why: 'the modules of set template 14 in business 2 (42 and 43) have no service instances' },
  { params: asked(0, 9), why: 'ids of businesses are above 0, the request asked for 0' },
  { params: asked(4, -9), why: 'ids of set templates are above 0, the request asked for -9' },
  { params: asked(4, 9, 3), why: 'the page starts at 3, and there are 3 service instances' },
  { params: asked(4, 9, 500), why: 'the page starts at 500, and there are 3 service instances' },
  { params: asked(4, 9, 2), why: 'the last page: row 3 of 3' },
  { params: asked(4, 9, 1, 5), why: 'the last page: rows 2 to 3 of 3' },
  { params: asked('x', 9), why: `bk_biz_id is a string with other characters; ${ADDRESS}` },
  { params: asked(null, 9), why: `bk_biz_id is null; ${ADDRESS}` },
  { params: asked('9'.repeat(20), 9), why: 'bk_biz_id is beyond int64' },
  { params: { bk_biz_id: 4 }, why: 'set_template_id is missing' },
  { params: asked(4, '9'), why: 'set_template_id is a string; CMDB takes an integer' },
  { params: paged([]), why: 'page is an array; CMDB takes an object' },
  { params: paged({ start: 0, limit: 501 }), why: 'page.limit is 501; 500 is the most' },
  { params: paged({ start: 0 }), why: 'page.limit is missing' },
  { params: paged({ limit: 0 }), why: 'page.limit is 0' },
  { params: paged({ limit: -1 }), why: 'page.limit is -1' },
  { params: paged({ start: -1, limit: 1 }), why: 'page.start is -1' },
  { params: paged({ limit: '10' }), why: 'page.limit is a string; CMDB takes an integer' },
  { params: paged({ limit: 10, sort: 1 }), why: 'page.sort is a number; CMDB takes a string' },
  { contract: LIVE, params: asked(4, 9), why: 'there is no page, and cmdb-3.14 wants one' },
  { contract: LIVE, params: paged(null), why: 'page is null, and cmdb-3.14 wants one' },
  {
    contract: LIVE,
    params: paged({ start: 0, limit: 1001 }),
    why: 'page.limit is 1001; 1000 is the most, and 999999999 stands for no limit',
  },
  // Says itself, in the reply: Parameters error, param bk_biz_id is required.
  { params: { set_template_id: 9 }, why: 'bk_biz_id is missing' },
  // Nothing to explain.
  { params: asked(4, 9), why: null },
  { params: asked('4', 9), why: null },
  { params: asked(4, 9, 0), why: null },
  { params: asked(4, 9, 1), why: null },
  { contract: LIVE, params: asked(4, 9, 0, 999_999_999), why: null },
];

t.test('why an answer is empty, short or a refusal', async (t) => {
  const dir = t.testdir({ 'fixture.json': JSON.stringify(FIXTURE) });
  const esb = await start(t, { fixtures: [`${dir}/fixture.json`] });
  const both = [
    { component: LPI, cases: PROCESSES },
    { component: LSI, cases: SERVICE_INSTANCES },
  ];
  for (const { component, cases } of both) {
    for (const { params, why, contract = 'documented' } of cases) {
      esb.configure({ contract });
      await ask(esb.url, pathOf(component), { body: bodyOf(params) });
      const name = `${component} ${typeof params === 'string' ? params : JSON.stringify(params)} under ${contract}`;
      t.equal(lastWhy(esb), why, name);
      t.equal(esb.requests.find().at(-1)?.component, component, name);
    }
  }
  checkTwins(t, esb, 60);
  const { json } = await control(esb.url, '/requests?since=0');
  t.same(json, esb.requests.find(), 'over HTTP it is the same');
});

t.test('processes of service instances that are not written out', async (t) => {
  const dir = t.testdir({ 'a.yaml': 'processes: [{ bk_process_id: 9, service_instance_id: 900, bk_biz_id: 4 }]\n' });
  const esb = await start(t, { fixtures: [`${dir}/a.yaml`] });
  await call(esb.url, LPI, { service_instance_id: 900, bk_biz_id: 2 });
  t.equal(
    lastWhy(esb),
    'service instance 900 is not written out, its processes are in business 4; the request asked for 2',
  );
  esb.configure({ contract: LIVE });
  await call(esb.url, LPI, { service_instance_id: 900, bk_biz_id: 0 });
  t.equal(lastWhy(esb), 'bk_biz_id is 0; the processes of service instance 900 are in business 4');
  await call(esb.url, LPI, { service_instance_id: 900, bk_biz_id: 4 });
  t.equal(lastWhy(esb), null);
  checkTwins(t, esb, 2);
});

t.test('data without service instances, or with one', async (t) => {
  const dir = t.testdir({
    'empty.yaml': 'businesses: [{ bk_biz_id: 2 }]\n',
    'one.yaml': 'modules: [{ bk_module_id: 1, bk_biz_id: 2, service_instances: [{ id: 54 }] }]\n',
  });
  const empty = await start(t, { fixtures: [`${dir}/empty.yaml`] });
  await call(empty.url, LPI, { service_instance_id: 54 });
  t.equal(lastWhy(empty), 'there is no service instance 54; the data holds no service instances');
  await call(empty.url, LSI, { bk_biz_id: 2, set_template_id: 1 });
  t.equal(lastWhy(empty), 'there is no set template 1; the data holds no service instances');
  const one = await start(t, { fixtures: [`${dir}/one.yaml`] });
  await call(one.url, LPI, { service_instance_id: 1 });
  t.equal(lastWhy(one), 'there is no service instance 1; 1 is a module');
  await call(one.url, LPI, { service_instance_id: 7 });
  t.equal(lastWhy(one), 'there is no service instance 7; the data has one, 54');
  await call(one.url, LSI, { bk_biz_id: 2, set_template_id: 1 });
  t.equal(lastWhy(one), 'there is no set template 1; the data has no set templates');
  checkTwins(t, empty, 2);
  checkTwins(t, one, 3);
});

t.test('a sandbox with its own data says that the baseline has rows', async (t) => {
  const dir = t.testdir({ 'fixture.json': JSON.stringify(FIXTURE) });
  const esb = await start(t, { fixtures: [`${dir}/fixture.json`] });
  const sandbox = esb.sandbox('w1');
  await sandbox.load({
    businesses: [{ bk_biz_id: 2 }, { bk_biz_id: 4 }],
    modules: [{ bk_module_id: 1, bk_biz_id: 2, set_template_id: 8, service_instances: [{ id: 1, processes: [] }] }],
  });
  const IN_BASELINE = '; the baseline has some, but this sandbox has data of its own';
  const cases: { component: string; params: object; why: string | null }[] = [
    {
      component: LPI,
      params: { service_instance_id: 54, bk_biz_id: 2 },
      why: `there is no service instance 54; the data has one, 1${IN_BASELINE}`,
    },
    {
      component: LPI,
      params: { service_instance_id: 55, bk_biz_id: 2 },
      why: 'there is no service instance 55; the data has one, 1',
    },
    {
      component: LSI,
      params: { bk_biz_id: 4, set_template_id: 9 },
      why: `there is no set template 9; business 4 has no service instances of any${IN_BASELINE}`,
    },
    { component: LSI, params: { bk_biz_id: 4, set_template_id: 0 }, why: 'set_template_id is 0' },
    { component: LSI, params: { bk_biz_id: 2, set_template_id: 8 }, why: null },
  ];
  for (const { component, params, why } of cases) {
    await call(sandbox.url, component, params);
    t.equal(lastWhy(sandbox), why, JSON.stringify(params));
  }
  checkTwins(t, sandbox, 4);
  await sandbox.reset();
  await call(sandbox.url, LPI, { service_instance_id: 54, bk_biz_id: 2 });
  t.equal(lastWhy(sandbox), null, 'the baseline answers again');
});

t.test('why the ESB refuses', async (t) => {
  const dir = t.testdir({ 'fixture.json': JSON.stringify(FIXTURE) });
  const esb = await start(t, { fixtures: [`${dir}/fixture.json`] });
  const OFF = 'start with --auth off to accept requests without credentials';
  const REQUIRED = 'start with --auth required to accept any value, or declare it under apps or users in a fixture';
  const as = (bk_app_code: string, bk_username: string, secret = 'x', bk_biz_id = 3): Request => ({
    body: { bk_app_code, bk_app_secret: secret, bk_username, bk_biz_id, service_instance_id: 54 },
  });
  const cases: { auth: 'required' | 'strict'; path?: string; request: Request; why: string | null }[] = [
    { auth: 'required', request: { body: '{}' }, why: OFF },
    { auth: 'required', request: { body: { bk_app_secret: 'x' } }, why: OFF },
    { auth: 'required', request: { body: { bk_app_secret: 'x', bk_app_code: 'a' } }, why: OFF },
    { auth: 'strict', request: as('stranger', 'admin'), why: REQUIRED },
    { auth: 'strict', request: as('suite', 'admin', 'wrong'), why: REQUIRED },
    { auth: 'strict', request: as('suite', ''), why: REQUIRED },
    {
      auth: 'strict',
      request: as('shy', 'admin'),
      why: 'set may_name_users: true for the app shy in a fixture, or start with --auth required',
    },
    {
      auth: 'strict',
      request: as('only-lsi', 'admin'),
      why:
        'add list_process_instance to the components of the app only-lsi in a fixture, ' +
        'or start with --auth required',
    },
    {
      auth: 'strict',
      request: as('suite', 'stranger'),
      why: 'service instance 54 belongs to business 2, the request asked for 3',
    },
    { auth: 'strict', request: as('suite', 'guest', 'x', 2), why: null },
    { auth: 'required', request: { body: '{"bk_biz_id":' }, why: 'the body begins with "{", and is no JSON' },
    {
      auth: 'required',
      request: { body: 'x'.repeat(10 * 2 ** 20 + 1) },
      why: 'the body is larger than --body-limit lets it be',
    },
    {
      auth: 'required',
      request: { body: '[1]' },
      why: `${OFF}; the body does not begin with "{"; no Content-Type, so the body is no form and has no parameters`,
    },
    { auth: 'required', request: {}, why: OFF },
    {
      auth: 'required',
      path: pathOf('search_business'),
      request: { body: '{}' },
      why: `there is no component at POST ${pathOf('search_business')}; there are, by POST: ${listAll(COMPONENTS.map(({ name }) => pathOf(name)))}`,
    },
    {
      auth: 'required',
      request: { method: 'DELETE' },
      why: `there is no component at DELETE ${LPI_PATH}; there are, by POST: ${listAll(COMPONENTS.map(({ name }) => pathOf(name)))}`,
    },
  ];
  for (const { auth, path = LPI_PATH, request, why } of cases) {
    esb.configure({ auth });
    await ask(esb.url, path, request);
    t.equal(lastWhy(esb), why, `${auth} ${path} ${JSON.stringify(request).slice(0, 200)}`);
  }
  checkTwins(t, esb, 10);
});

t.test('why the ESB answers without a component, or before it', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const body = { service_instance_id: 54 };
  const cases: [path: string, request: Request, why: RegExp][] = [
    ['/api/c/compapi', {}, /without a slash at its end/],
    ['/api/c/self-service-api/x/', {}, /no self-service component; .* below \/api\/c\/compapi\/v2\/cc\/$/],
    [LPI_PATH, { body, headers: { 'X-Use-Test-Env': '1' } }, /X-Use-Test-Env asks for a test environment/],
    [LPI_PATH, { body, headers: { 'X-Bkapi-Authorization': '{' } }, /X-Bkapi-Authorization is no JSON/],
    [LPI_PATH, { body: { ...body, callback: [1] } }, /^callback is no text/],
    [LPI_PATH, { body: { ...body, __deepcopy__: 1 } }, /nested too deeply .* have __deepcopy__$/],
    [LPI_PATH, { body: '{"service_instance_id":NaN}' }, /^service_instance_id is or holds a number that is NaN/],
    [`${LPI_PATH}?${'a&'.repeat(1001)}`, {}, /^the query is refused: it has more than 1000 fields/],
    [LPI_PATH, { body: 'a&'.repeat(1001), headers: FORM }, /^the form is refused: it has more than 1000 fields/],
    [LPI_PATH, { body: 'a=1', headers: { 'Content-Type': 'A/B; secret' } }, /; A\/B is no form/],
    [LPI_PATH, { body: 'a=1', headers: { 'Content-Type': 'odd' } }, /; that Content-Type is no form/],
    [LPI_PATH, { body: 'a=1', headers: { 'Content-Type': FORM['Content-Type'].toUpperCase() } }, /in small letters/],
  ];
  for (const [path, request, why] of cases) {
    await ask(esb.url, path, request);
    t.match(lastWhy(esb), why, `${path.slice(0, 60)} ${JSON.stringify(request).slice(0, 200)}`);
  }
  checkTwins(t, esb, cases.length);
});

t.test('why a failure on demand', async (t) => {
  const esb = await start(t);
  const cases = [
    { fault: { name: 'app-forbidden' }, why: 'this is the fault app-forbidden; remove it' },
    { fault: { name: 'cmdb-refused' }, why: null },
    { fault: { name: 'bad-gateway' }, why: null },
  ] as const;
  for (const { fault, why } of cases) {
    esb.faults.clear();
    esb.faults.add(fault);
    await call(esb.url, LPI, { service_instance_id: 54 });
    t.equal(lastWhy(esb), why, fault.name);
  }
  checkTwins(t, esb);
});

t.test('a body that is compressed or marked', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const json = JSON.stringify({ service_instance_id: 54, bk_biz_id: 1 });
  const bodies: [name: string, body: Buffer, headers: Record<string, string>, why: RegExp][] = [
    [
      'gzip',
      gzipSync(json),
      { 'content-encoding': 'gzip' },
      /^the body is compressed with gzip, which a live system does not undo; send plain UTF-8$/,
    ],
    ['gzip without a label', gzipSync(json), {}, /^the body is compressed with gzip, /],
    [
      'deflate',
      deflateSync(json),
      { 'content-encoding': 'deflate' },
      /^the body has the Content-Encoding deflate, which a live system does not undo/,
    ],
    [
      'an odd label',
      deflateSync(json),
      { 'content-encoding': 'bk_token=x; y' },
      /^the body has the Content-Encoding of its label, /,
    ],
    [
      'a mark of UTF-8',
      Buffer.from(`\uFEFF${json}`),
      {},
      /^the body begins with a byte-order mark of UTF-8, which a live system does not skip/,
    ],
    [
      'a mark of UTF-16',
      Buffer.from(`\uFEFF${json}`, 'utf16le'),
      {},
      /^the body begins with a byte-order mark of UTF-16, /,
    ],
    [
      'the other mark of UTF-16',
      Buffer.from(`\uFEFF${json}`, 'utf16le').swap16(),
      {},
      /^the body begins with a byte-order mark of UTF-16, /,
    ],
    [
      'labelled only',
      Buffer.from('no JSON'),
      { 'content-encoding': 'identity' },
      /^the body (?:does not begin with "{"|is no JSON)/,
    ],
  ];
  const faces: [face: string, path: string, headers: Record<string, string>][] = [
    ['esb', LPI_PATH, { 'content-type': 'application/json' }],
    ['api-server', '/api/v3/findmany/proc/process_instance', {}],
    ['api-gateway', '/api/bk-cmdb/prod/api/v3/findmany/proc/process_instance', {}],
  ];
  for (const [face, path, own] of faces) {
    for (const [name, body, headers, why] of bodies) {
      await ask(esb.url, path, { method: 'POST', body, headers: { ...own, ...headers } });
      const [entry] = esb.requests.find().slice(-1);
      t.equal(entry?.face, face);
      const told = entry?.why?.replace(/^service_instance_id is missing; |; application\/json is no form, .*$/g, '');
      t.match(told, why, `${face}: ${name}`);
    }
    // The live ESB looks at the bytes alone.
    const plain = { method: 'POST', body: json, headers: { ...own, 'content-encoding': 'gzip' } };
    t.match((await ask(esb.url, path, plain)).text, '"result":true', `${face}: plain, and labelled as gzip`);
  }
  checkTwins(t, esb, 12);
});

t.test('the body of a GET', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const missing = 'service_instance_id is missing';
  await ask(esb.url, LPI_PATH, { method: 'GET', body: { service_instance_id: 54 } });
  t.equal(lastWhy(esb), `${missing}; the body of a GET is not read; send it by POST`);
  await ask(esb.url, LPI_PATH);
  t.equal(lastWhy(esb), missing);
  checkTwins(t, esb, 2);
});

t.test('a page of an origin that --cors does not allow', async (t) => {
  const esb = await start(t, { auth: 'off', cors: 'http://localhost:3000' });
  const evil = 'http://localhost:5173';
  const REFUSED =
    `the browser lets no page of ${evil} read this reply: --cors allows http://localhost:3000 alone; ` +
    `start with --cors ${evil}, or --cors '*' for any`;
  const host = new URL(esb.url).host;
  const body = { service_instance_id: 54 };
  const preflight = { origin: evil, 'access-control-request-method': 'POST' };
  const paths = [
    LPI_PATH,
    '/api/v3/findmany/proc/process_instance',
    '/api/bk-cmdb/prod/api/v3/findmany/proc/process_instance',
  ];
  const cases: [name: string, path: string, request: Request, why: string | null][] = [
    ...paths.map((path): [string, string, Request, string] => [
      `a preflight request to ${path}`,
      path,
      { method: 'OPTIONS', headers: preflight },
      `a browser asks whether a page may call; ${REFUSED}`,
    ]),
    ['a simple request', LPI_PATH, { body, headers: { origin: evil } }, REFUSED],
    [
      'one that is also empty',
      LPI_PATH,
      { body: { service_instance_id: 999 }, headers: { origin: evil } },
      `there is no service instance 999; the data has 903, from 1 to 1900; ${REFUSED}`,
    ],
    ['a page that is allowed', LPI_PATH, { body, headers: { origin: 'http://localhost:3000' } }, null],
    ['a page of the emulator', LPI_PATH, { body, headers: { origin: `http://${host}` } }, null],
    ['no page', LPI_PATH, { body }, null],
  ];
  for (const [name, path, request, why] of cases) {
    await ask(esb.url, path, request);
    t.equal(lastWhy(esb), why, name);
  }
  checkTwins(t, esb, 3);
  const open = await start(t, { auth: 'off' });
  await ask(open.url, LPI_PATH, { body, headers: { origin: evil } });
  t.equal(lastWhy(open), null, 'any page may call by default');
});
