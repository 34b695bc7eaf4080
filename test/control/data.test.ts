import { readFileSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import t from 'tap';
import { instances, LPI, processIds, range, startEmulator, until, type Reply } from './client.js';

const DATA = '/@w/__emulator/data';
const YAML = `
modules:
  - bk_module_id: 1
    bk_biz_id: 2
    service_instances:
      - { id: 5, processes: [{ bk_process_id: 5 }] }
`;
const JSON_TEXT = JSON.stringify(instances(5));

const asks = (id: number) => ({ body: { service_instance_id: id } });
const digestOf = ({ body }: Reply): string => (body as { digest: string }).digest;

t.test('a fixture is read whatever it is called', async (t) => {
  await using world = await startEmulator();
  const types: [type: string | undefined, body: string][] = [
    ['application/json', JSON_TEXT],
    ['application/json; charset=utf-8', JSON_TEXT],
    // curl -d, curl --data-binary and Python's urllib call whatever they send a form.
    ['application/x-www-form-urlencoded', JSON_TEXT],
    ['application/x-www-form-urlencoded', YAML],
    [undefined, JSON_TEXT],
    [undefined, YAML],
    ['application/yaml', YAML],
    ['application/x-yaml', YAML],
    ['text/yaml; charset=utf-8', YAML],
    ['text/plain', YAML],
    ['application/octet-stream', JSON_TEXT],
    // None at all, which Fastify itself would refuse.
    ['json', JSON_TEXT],
    [';;', YAML],
    // YAML 1.2 has all of JSON in it.
    ['application/yaml', JSON_TEXT],
    // curl -d removes line ends.
    ['application/x-www-form-urlencoded', JSON.stringify(instances(5), null, 2).replaceAll('\n', '')],
  ];
  const digests = new Set<string>();
  for (const [type, body] of types) {
    await world.ask('POST /@w/__emulator/reset');
    const reply = await world.ask(`PUT ${DATA}`, { headers: type === undefined ? {} : { 'content-type': type }, body });
    t.match(reply, { status: 200, body: { own: true, origin: 'request body', counts: { processes: 1 } } }, `${type}`);
    digests.add(digestOf(reply));
    t.strictSame(processIds(await world.ask(`POST /@w${LPI}`, asks(5))), [5]);
  }
  t.equal(digests.size, 1);
  t.strictSame(processIds(await world.ask(`POST ${LPI}`, asks(5))), [], 'the baseline is as it was');
});

t.test('problems of a fixture are reported with their place, and nothing changes', async (t) => {
  await using world = await startEmulator();
  const before = digestOf(await world.ask(`PUT ${DATA}`, { body: JSON_TEXT }));
  const wrong: [method: string, type: string, body: string, problem: object][] = [
    ['PUT', 'application/json', '{\n  "hosts": 1\n}', { line: 2, path: 'hosts' }],
    ['PUT', 'application/yaml', 'modules:\n  - bk_module_id: x\n', { line: 2 }],
    ['PUT', 'application/json', '{"hosts": [}', { line: 1, column: Number }],
    ['PUT', 'application/yaml', 'a: [', { line: Number }],
    ['PUT', 'application/json', '', { message: String }],
    ['PUT', 'application/json', YAML, { message: /^not valid JSON: / }],
    ['PATCH', 'application/json', '{"modules": [{"bk_module_id": 1, "what": 2}]}', { line: 1, column: Number }],
    ['PATCH', 'application/json', '{"processes": [{"bk_process_id": 1, "service_instance_id": 999}]}', {}],
  ];
  for (const [method, type, body, problem] of wrong) {
    const reply = await world.ask(`${method} ${DATA}`, { headers: { 'content-type': type }, body });
    const cannotBeRead = body === '' || body === YAML || /\[\}?$/.test(body) || body.includes('[}');
    t.equal(reply.status, cannotBeRead ? 400 : 422, body);
    t.match(reply.body, { message: /problem/, problems: [{ file: 'request body', ...problem }] }, body);
    t.equal(world.esb.sandbox('w').data.digest, before);
  }
  const many = { hosts: Array.from({ length: 300 }, () => 1) };
  const { body } = await world.ask(`PUT ${DATA}`, { body: many });
  t.equal((body as { problems: unknown[] }).problems.length, 100, 'the first hundred');
});

t.test('what is loaded, but is probably a mistake, is in the reply', async (t) => {
  await using world = await startEmulator();
  const written = (key: string) => ({
    service_instances: [{ id: 5, bk_biz_id: 2, bk_module_id: 0, processes: [{ [key]: 'nginx' }] }],
  });
  const warning = {
    code: 'FIXTURE_UNLIKELY_KEY',
    severity: 'warning',
    file: 'request body',
    line: 1,
    path: 'service_instances[0].processes[0].bk_proces_name',
    message: '"bk_proces_name" is served as an attribute of your own; did you mean bk_process_name?',
  };
  for (const method of ['PUT', 'PATCH']) {
    // YAML is checked in a thread.
    for (const type of ['application/json', 'application/yaml']) {
      const send = (key: string) =>
        world.ask(`${method} ${DATA}`, { headers: { 'content-type': type }, body: JSON.stringify(written(key)) });
      t.match(await send('bk_proces_name'), { status: 200, body: { counts: { processes: 1 }, warnings: [warning] } });
      t.match(await send('bk_process_name'), { status: 200, body: { warnings: [] } });
    }
  }
});

t.test('a patch adds rows, overwrites rows, and leaves the others where they are', async (t) => {
  await using world = await startEmulator();
  await world.ask(`PUT ${DATA}`, { body: instances(1, 2) });
  const patches: [body: object, id: number, processes: number[], instances: number][] = [
    [instances(3), 3, [3], 3],
    [{ service_instances: [{ id: 4, bk_module_id: 1, processes: [{ bk_process_id: 40 }] }] }, 4, [40], 4],
    [{ processes: [{ bk_process_id: 20, service_instance_id: 2 }] }, 2, [2, 20], 4],
    // It says nothing of its place, and so keeps it.
    [{ processes: [{ bk_process_id: 20, bk_process_name: 'renamed' }] }, 2, [2, 20], 4],
    [{ service_instances: [{ id: 1, name: 'renamed' }] }, 1, [1], 4],
  ];
  for (const [body, id, processes, count] of patches) {
    const reply = await world.ask(`PATCH ${DATA}`, { body });
    t.match(reply, {
      status: 200,
      body: {
        own: true,
        origin: 'request body, patched',
        origin_zh: '请求正文（已修改）',
        counts: { service_instances: count },
      },
    });
    t.strictSame(processIds(await world.ask(`POST /@w${LPI}`, asks(id))), processes, JSON.stringify(body));
  }
  t.match((await world.ask(`POST /@w${LPI}`, asks(2))).text, '"bk_process_name":"renamed"');
  t.match(await world.ask('PATCH /@new/__emulator/data', { body: {} }), { status: 200, body: { own: true } });
});

t.test('an export, loaded again, is the same', async (t) => {
  await using world = await startEmulator();
  for (const sandbox of ['default', 'w']) {
    if (sandbox === 'w') await world.ask(`PUT ${DATA}`, { body: instances(...range(1, 700)) });
    const { digest } = world.esb.sandbox(sandbox).data;
    const ways: [query: string, accept: string, type: RegExp][] = [
      ['', '*/*', /json/],
      ['?format=json', 'application/yaml', /json/],
      ['?format=yaml', '*/*', /yaml/],
      ['', 'application/yaml', /yaml/],
    ];
    for (const [query, accept, type] of ways) {
      const out = await world.ask(`GET /@${sandbox}/__emulator/data${query}`, { headers: { accept } });
      t.match(out.headers['content-type'], type);
      const headers = { 'content-type': out.headers['content-type'] };
      t.equal(digestOf(await world.ask('PUT /@copy/__emulator/data', { headers, body: out.text })), digest);
    }
  }
  t.equal((await world.ask(`GET ${DATA}?format=xml`)).status, 400);
});

t.test('reset and snapshots', async (t) => {
  await using world = await startEmulator();
  const w = (target: string, body?: object) => world.ask(target.replace(' ', ' /@w/__emulator'), { body });
  const own = async () => processIds(await world.ask(`POST /@w${LPI}`, asks(54)));
  await w('PUT /snapshots/baseline');
  await w('PUT /data', instances(1));
  await w('POST /faults', { name: 'slow', latency: 1 });
  await w('PATCH /settings', { contract: 'documented', strict_warnings: true });
  t.ok((await w('PUT /snapshots/own')).status < 300);
  t.same((await w('GET /snapshots')).body, ['baseline', 'own']);
  t.match(await w('POST /reset'), { status: 200, body: { own: false } });
  t.match((await w('GET /faults')).body, []);
  t.match((await w('GET /settings')).body, { strict_warnings: false });
  t.strictSame(await own(), [46]);
  t.match(await w('POST /snapshots/own/restore'), { body: { own: true, counts: { service_instances: 1 } } });
  t.match((await w('GET /faults')).body, [{ name: 'slow' }]);
  t.match((await w('GET /settings')).body, { strict_warnings: true });
  t.match(await w('POST /snapshots/baseline/restore'), { body: { own: false } });
  t.strictSame(await own(), [46]);
  t.match((await w('GET /faults')).body, []);
  await w('PUT /data', instances(7, 8));
  t.ok((await w('PUT /snapshots/own')).status < 300, 'in place of the one before');
  await w('POST /reset');
  t.match((await w('POST /snapshots/own/restore')).body, { counts: { service_instances: 2 } });
  t.equal((await w('DELETE /snapshots/own')).status, 204);
  for (const target of ['POST /snapshots/own/restore', 'DELETE /snapshots/own']) {
    t.match(await w(target), { status: 404, body: { message: /has no snapshot "own"; there are: baseline/ } });
  }
  t.match(world.esb.sandbox('w').data.counts.service_instances, 2, 'the data outlives its snapshot');
  t.equal((await w('PUT /snapshots/-bad')).status, 400);
  for (const number of range(1, 99)) await w(`PUT /snapshots/s${number}`);
  t.match(await w('PUT /snapshots/one-more'), { status: 409, body: { message: /has 100 snapshots/ } });
  t.ok((await w('PUT /snapshots/s7')).status < 300, 'one of a name that is there takes no room');
});

t.test('while data is replaced, each reply is of the one or the other', async (t) => {
  await using world = await startEmulator();
  // Two processes of one service instance: both are of one load.
  const of = (load: number) => ({
    modules: [
      {
        bk_module_id: 1,
        bk_biz_id: 2,
        service_instances: range(1, 300).map((id) => ({
          id,
          processes: id === 1 ? [{ bk_process_id: load }, { bk_process_id: load + 1 }] : [],
        })),
      },
    ],
  });
  await world.ask(`PUT ${DATA}`, { body: of(10) });
  const loads = range(2, 20).map((load) => world.ask(`PUT ${DATA}`, { body: of(load * 10) }));
  let isDone = false;
  void Promise.all(loads).then(() => (isDone = true));
  const seen = new Set<number>();
  await until(async () => {
    const [first = 0, second] = processIds(await world.ask(`POST /@w${LPI}`, asks(1)));
    if (second !== first + 1) t.fail(`${first} beside ${second}`);
    seen.add(first);
    return isDone;
  });
  t.ok(seen.size > 1, 'some were asked in between');
});

t.test('of patches at the same time, none is lost', async (t) => {
  await using world = await startEmulator();
  await world.ask(`PUT ${DATA}`, { body: instances(1) });
  await Promise.all(range(2, 21).map((id) => world.ask(`PATCH ${DATA}`, { body: instances(id) })));
  t.match(world.esb.sandbox('w').data.counts, { service_instances: 21, processes: 21 });
});

t.test('data of a sandbox is never written to the file of the baseline', async (t) => {
  const dir = t.testdir({ 'a.json': JSON_TEXT });
  const db = `${dir}/esb.db`;
  const rows = () => {
    const file = new Sqlite(db, { readonly: true });
    const found = file.prepare('SELECT dataset, summary, (SELECT count(*) FROM processes) FROM datasets').all();
    file.close();
    return { found, size: readFileSync(db).length };
  };
  const first = await startEmulator({ db, fixtures: [`${dir}/a.json`] });
  const { data } = first.esb;
  await first.esb.close();
  const before = rows();
  const second = await startEmulator({ db });
  const [{ status }] = await Promise.all([
    second.ask('PUT /__emulator/data', { body: instances(...range(1, 2000)) }),
    second.ask(`PUT ${DATA}`, { body: instances(...range(1, 2000)) }),
  ]);
  t.equal(status, 200);
  t.strictSame(processIds(await second.ask(`POST ${LPI}`, asks(77))), [77], 'the default one, too');
  await second.esb.close();
  t.same(rows(), before);
  await using third = await startEmulator({ db });
  // It was loaded by another start.
  t.same({ ...third.esb.data, loaded: data.loaded }, data);
});

t.test('a changed baseline shows in sandboxes without their own data', async (t) => {
  const dir = t.testdir({ 'a.json': JSON_TEXT });
  await using world = await startEmulator({ fixtures: [`${dir}/a.json`], watch: true });
  const { esb } = world;
  await esb.sandbox('own').load(instances(1));
  await esb.sandbox('reader').snapshot('before');
  const { digest } = esb.data;
  writeFileSync(`${dir}/a.json`, JSON.stringify(instances(5, 6)));
  await until(() => esb.data.digest !== digest);
  t.match(esb.sandbox('reader').data, { own: false, counts: { service_instances: 2 } });
  t.match(esb.sandbox('own').data, { own: true, counts: { service_instances: 1 } });
  t.match(await esb.sandbox('reader').restore('before'), { own: true, counts: { service_instances: 1 } });
  t.strictSame(processIds(await world.ask(`POST /@reader${LPI}`, asks(5))), [5], 'as it was then');
  t.match(await esb.sandbox('own').reset(), { own: false, counts: { service_instances: 2 } });
});
