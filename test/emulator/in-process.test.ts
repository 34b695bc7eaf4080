import { once } from 'node:events';
import http from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import t from 'tap';
import {
  ControlError,
  createEmulator,
  FaultBoundError,
  FaultSpecError,
  FixtureError,
  type Emulator,
  type Entry,
  type EntryQuery,
  type FaultName,
  type Fixture,
  type NamedSandbox,
} from '../../src/index.js';
import { ask, instances, LPI, range } from '../control/client.js';
import { COMPONENTS } from '../../src/cmdb/components/index.js';

const NAMES = COMPONENTS.map(({ name }) => name);
const NAMES_OF_COMPONENTS = new RegExp(
  `^component must be the name of a component: ${NAMES.join(', ')} or SYSTEM\\.NAME$`,
);

/** The API that a program has that runs an emulator itself. */

const call = (id: number, more: object = {}) =>
  ({ method: 'POST', url: LPI, payload: { service_instance_id: id, ...more } }) as const;

const idsIn = ({ body }: { body: string }): number[] =>
  (JSON.parse(body) as { data: { property: { bk_process_id: number } }[] }).data.map(
    ({ property }) => property.bk_process_id,
  );

const JSON_HEADERS = { 'content-type': 'application/json' };

const start = (): Promise<Emulator> => createEmulator({ auth: 'off' });

t.test('data: load, patch, export, reset, snapshot, restore', async (t) => {
  const dir = t.testdir({ a: { '1.json': JSON.stringify(instances(1)) }, 'b.yaml': 'businesses: [{ bk_biz_id: 2 }]' });
  await using esb = await start();
  for (const handle of [esb, esb.sandbox('w')]) {
    t.equal(handle.data.own, false);
    const baseline = handle.data;
    t.match(await handle.load(instances(1, 2)), { own: true, origin: 'the object', counts: { processes: 2 } });
    t.match(await handle.load(`${dir}/a`), { origin: `${dir}/a/1.json`, counts: { businesses: Number, processes: 1 } });
    const { digest } = await handle.load([`${dir}/a`, `${dir}/b.yaml`] as const);
    await handle.snapshot('loaded');
    t.match(await handle.patch(instances(3)), { own: true, counts: { processes: 2 } });
    t.match(await handle.patch({ apps: [{ bk_app_code: 'a', bk_app_secret: 'x', components: ['list'] }] }), {
      warnings: [{ code: 'FIXTURE_UNKNOWN_COMPONENT', path: 'apps[0].components[0]' }],
    });
    t.match(await handle.patch(`${dir}/b.yaml`), { counts: { processes: 2 } });
    t.strictSame(idsIn(await handle.inject(call(3))), [3]);
    const exported: Fixture = await handle.export();
    t.notOk('hosts' in exported && exported.hosts.length === 0, 'no empty collections');
    const patched = handle.data.digest;
    t.equal((await handle.restore('loaded')).digest, digest);
    t.equal((await handle.load(exported)).digest, patched, 'an export, loaded again, is the same');
    t.same(await handle.reset(), baseline);
    t.same(handle.data, baseline);
  }
});

t.test('settings, faults, requests and warnings', async (t) => {
  await using esb = await start();
  const { faults, requests } = esb.sandbox('w');
  const w = esb.sandbox('w');
  await w.load(instances(1, 2, 3));
  const fault = faults.add({ name: 'cmdb-refused', times: 1, parameters: { page: { start: 5 } } });
  t.match(fault, { id: 'f1', name: 'cmdb-refused', seen: 0, struck: 0, left: 1 });
  t.same(faults.list(), [fault]);
  t.same(faults.get('f1'), fault);
  t.equal(faults.get('f2'), undefined);
  await w.inject(call(1, { page: { start: 5, limit: 1 }, bk_app_code: 'one' }));
  const between = new Date();
  await w.inject(call(2, { bk_app_code: 'two' }));
  await w.inject('/api/c/compapi/nothing?a=1');
  t.match(faults.get('f1'), { seen: 1, struck: 1, left: 0 });

  const all: Entry[] = requests.find();
  const [first, second, third] = all as [Entry, Entry, Entry];
  const filters: [query: EntryQuery, expected: Entry[]][] = [
    [{}, all],
    [{ component: 'list_process_instance' }, [first, second]],
    [{ app: 'two' }, [second]],
    [{ code: 1306201 }, [first]],
    [{ code: 0 }, [second]],
    [{ since: first.id }, [second, third]],
    [{ since: String(second.id) }, [third]],
    [{ since: between.toISOString() }, all.filter(({ time }) => Date.parse(time) >= between.getTime())],
    [{ since: between }, all.filter(({ time }) => Date.parse(time) >= between.getTime())],
    [{ since: new Date(0) }, all],
    [{ body: { page: { start: 5 } } }, [first]],
    [{ body: { service_instance_id: 2 } }, [second]],
    [{ body: { service_instance_id: 2 }, app: 'one' }, []],
    [{ app: undefined, code: undefined }, all],
  ];
  for (const [query, expected] of filters) {
    t.same(requests.find(query), expected, JSON.stringify(query));
    t.equal(requests.count(query), expected.length);
  }
  t.match(third, { sandbox: 'w', method: 'GET', path: '/api/c/compapi/nothing', component: null, status: 404 });
  for (const [query, message] of [
    [{ since: 'yesterday' }, /^since must be a time/],
    [{ component: 'nothing' }, NAMES_OF_COMPONENTS],
    [{ cod: 0 }, 'there is no filter "cod"; there are: component, face, app, code, since, body'],
    [{ code: '0' }, 'code must be an integer'],
    [{ app: 5 }, 'app must be an app code'],
    [{ body: '{}' }, 'body must be an object of parameters'],
  ] as const) {
    t.throws(() => requests.find(query as unknown as EntryQuery), { message });
  }
  (first.parameters as Record<string, unknown>)['service_instance_id'] = 9;
  t.match(requests.find()[0], { parameters: { service_instance_id: 1 } }, 'what was found is a copy');
  for (const [settings, message] of [
    [{ contract: 'cmdb-3.10' }, 'contract must be one of documented, cmdb-3.14'],
    [{ strictWarnings: 'yes' }, 'strictWarnings must be one of true, false'],
    [
      { strict_warnings: true },
      'there is no setting "strict_warnings"; did you mean strictWarnings? There are: contract, auth, strictWarnings, clock',
    ],
  ] as const) {
    t.throws(() => w.configure(settings as object), { message });
  }
  w.configure({ contract: undefined } as object);

  t.ok(w.warnings().length > 0);
  t.ok(w.warnings().every(({ id, reason }) => id === second.id && reason !== ''));
  w.configure({ strictWarnings: true });
  t.same(w.settings, { contract: 'documented', auth: 'off', strictWarnings: true, clock: null });
  t.match((await w.inject(call(2))).json(), { result: false });
  w.configure({ contract: 'cmdb-3.14', auth: 'required' });
  t.match((await w.inject(call(2))).json(), { code: 1306000 });
  t.same(
    esb.settings,
    { contract: 'documented', auth: 'off', strictWarnings: false, clock: null },
    'the others as they were',
  );
  t.equal(esb.requests.count(), 0);

  requests.clear();
  t.equal(requests.count(), 0);
  t.equal(faults.remove('f1'), true);
  t.equal(faults.remove('f1'), false);
  faults.add({ name: 'slow' });
  faults.clear();
  t.same(faults.list(), []);
});

t.test('errors are told apart by their classes', async (t) => {
  await using esb = await start();
  const [w, full] = [esb.sandbox('w'), esb.sandbox('full')];
  for (const name of range(1, 100).map(() => 'slow' as const)) full.faults.add({ name });
  const failures: [what: string, fail: () => unknown, kind: new (...args: never[]) => Error, message: RegExp][] = [
    ['no name', () => esb.sandbox('a b'), ControlError, /is no name of a sandbox/],
    ['no snapshot', () => w.restore('x'), ControlError, /has no snapshot "x"; it has none/],
    ['no name of a snapshot', () => w.snapshot('/'), ControlError, /is no name of a snapshot/],
    ['no time', () => w.requests.find({ since: '?' }), ControlError, /since must be a time/],
    ['a wrong fixture', () => w.load({ hosts: 1 } as unknown as Fixture), FixtureError, /the object: hosts/],
    ['no object', () => w.load(null as unknown as Fixture), FixtureError, /the object/],
    ['no file', () => w.load('/nowhere.yaml'), FixtureError, /nowhere\.yaml/],
    ['a wrong patch', () => w.patch({ processes: [{ bk_process_id: 1 }] }), FixtureError, /./],
    ['too many faults', () => full.faults.add({ name: 'slow' }), FaultBoundError, /there are 100 faults/],
    ['a drop of the default', () => esb.sandbox('default').drop(), ControlError, /cannot be dropped/],
    ['no fault', () => w.faults.add({ name: 'none' as FaultName }), FaultSpecError, /none/],
  ];
  for (const [what, fail, kind, message] of failures) {
    const error = await Promise.resolve()
      .then(fail)
      .catch((error: unknown) => error);
    t.ok(error instanceof kind, what);
    t.match((error as Error).message, message, what);
  }
  const { problems } = (await w
    .load({ hosts: 1 } as unknown as Fixture)
    .catch((error: unknown) => error)) as FixtureError;
  t.match(problems, [{ file: 'the object', path: 'hosts' }]);
});

t.test('requests that are injected are for the sandbox that they are injected into', async (t) => {
  await using esb = await start();
  const w = esb.sandbox('w');
  await w.load(instances(1));
  t.strictSame(idsIn(await w.inject(call(1))), [1]);
  t.strictSame(
    idsIn(await w.inject({ ...call(1), headers: { 'x-emulator-sandbox': 'other' } })),
    [1],
    'its own header wins',
  );
  t.strictSame(
    idsIn(await w.inject({ ...call(1), headers: { 'X-Emulator-Sandbox': 'other' } })),
    [1],
    'however it is spelt',
  );
  t.strictSame(idsIn(await esb.inject(call(1))), []);
  t.equal((await w.inject('/healthz')).statusCode, 200);
  t.equal((await w.inject('/__emulator/requests')).json<unknown[]>().length, 3);
  const bytes = new TextEncoder().encode(JSON.stringify({ service_instance_id: 1 }));
  t.strictSame(idsIn(await w.inject({ ...call(1), payload: bytes })), [1], 'bytes are sent as they are');
  t.strictSame(esb.sandboxes(), ['default', 'w']);
});

t.test('the body of an injected request: JSON, text, bytes, a stream, a form, none', async (t) => {
  await using esb = await start();
  const asked = { service_instance_id: 54 };
  const text = JSON.stringify(asked);
  for (const [name, body] of Object.entries({
    'an object': asked,
    'a text': text,
    bytes: Buffer.from(text),
    'a list': [asked],
    'a stream': Readable.from([text]),
  })) {
    for (const request of [{ payload: body }, { body }]) {
      // A stream is read once, and Fastify does not know its length.
      if (body instanceof Readable && 'body' in request) continue;
      const length = body instanceof Readable ? { 'content-length': String(text.length) } : {};
      const reply = await esb.inject({ method: 'POST', url: LPI, ...request, headers: length });
      t.equal(reply.json<{ code: number }>().code, name === 'a list' ? 1199006 : 0, name);
    }
  }
  const form = new FormData();
  form.set('service_instance_id', '54');
  await esb.inject({ method: 'POST', url: LPI, payload: form });
  t.match(esb.requests.find().at(-1), { parameters: { service_instance_id: '54' }, code: 1199000 }, 'a form');
  t.match((await esb.inject({ method: 'POST', url: LPI })).json(), { code: 1199006 }, 'none');
  t.match((await esb.inject({ method: 'POST', url: LPI, payload: '' })).json(), { code: 1199006 }, 'an empty text');
  const labelled = { method: 'PUT', url: '/__emulator/data', payload: instances(1) } as const;
  t.equal((await esb.inject({ ...labelled, headers: { 'Content-Type': 'application/yaml' } })).statusCode, 200);
});

for (const name of ['reset', 'truncated'] as const) {
  t.test(`where a connection would end, an injected request fails: ${name}`, { timeout: 20_000 }, async (t) => {
    await using esb = await start();
    esb.faults.add({ name, times: 1 });
    await t.rejects(esb.inject(call(54)));
    t.strictSame(idsIn(await esb.inject(call(54))), [46]);
  });
}

t.test('several emulators, and sandboxes that dispose of themselves', async (t) => {
  const [a, b] = await Promise.all([start(), start()]);
  let kept: NamedSandbox;
  {
    await using w = a.sandbox('w');
    kept = w;
    await w.load(instances(1));
    w.faults.add({ name: 'cmdb-refused' });
    t.equal(w.url, `${a.url}/@w`);
    t.equal(w.name, 'w');
    t.strictSame([a.sandboxes(), b.sandboxes()], [['default', 'w'], ['default']]);
  }
  t.strictSame(a.sandboxes(), ['default'], 'it is gone');
  t.match([kept.data, kept.faults.list()], [{ own: false }, []], 'used again, it comes into being anew');
  t.strictSame(a.sandboxes(), ['default', 'w']);
  kept.drop();
  kept.drop();
  t.strictSame(a.sandboxes(), ['default']);
  const { url } = a;
  await a[Symbol.asyncDispose]();
  const error = await new Promise((resolve) => http.get(url).on('error', resolve));
  t.match(error, { code: 'ECONNREFUSED' });
  t.strictSame(idsIn(await b.inject(call(54))), [46], 'the other one goes on');
  await b.close();
});

t.test('requests can be followed, and what follows may fail without harm', async (t) => {
  await using esb = await start();
  const w = esb.sandbox('w');
  const all: number[] = [];
  const empty: (string | null)[] = [];
  const end = w.requests.follow(({ id }) => all.push(id));
  w.requests.follow(({ why }) => empty.push(why), {
    component: 'list_process_instance',
    body: { service_instance_id: 999 },
  });
  await w.inject(call(54));
  await w.inject(call(999));
  t.strictSame(all, [1, 2]);
  t.equal(empty.length, 1);
  w.requests.clear();
  await w.inject(call(54));
  t.strictSame(all, [1, 2, 3], 'a journal that was emptied is followed on');
  end();
  await w.inject(call(54));
  t.strictSame(all, [1, 2, 3]);
  w.drop();
  await w.inject(call(999));
  t.equal(empty.length, 1, 'a sandbox that is dropped is followed no more');
});

t.test('snapshots are listed and dropped, warnings forgotten', async (t) => {
  await using esb = await start();
  await esb.snapshot('a');
  await esb.snapshot('b');
  t.strictSame(esb.snapshots(), ['a', 'b']);
  await esb.dropSnapshot('a');
  t.strictSame(esb.snapshots(), ['b']);
  await t.rejects(esb.dropSnapshot('a'), { message: 'the sandbox default has no snapshot "a"; there are: b' });
  await esb.inject(call(54));
  t.equal(esb.warnings().length, 1);
  esb.clearWarnings();
  t.strictSame(esb.warnings(), []);
});

t.test('who is done with the default sandbox resets it', async (t) => {
  await using esb = await start();
  {
    await using standard = esb.sandbox('default');
    await standard.load(instances(1));
    t.equal(esb.data.own, true);
    t.equal(standard.url, esb.url);
  }
  t.equal(esb.data.own, false);
});

t.test('the text of a fixture is no path', async (t) => {
  await using esb = await start();
  await t.rejects(esb.load('modules:\n  - bk_module_id: 1\n'), {
    message: /the string: is the text of a fixture; give its path, or the fixture as an object/,
  });
});

t.test('a sandbox that is dropped to make room comes into being anew', async (t) => {
  await using esb = await createEmulator({ auth: 'off', maxSandboxes: 1 });
  const [one, other] = [esb.sandbox('one'), 'other'];
  await one.inject(call(54));
  esb.sandbox(other);
  t.strictSame(esb.sandboxes(), ['default', 'other']);
  t.equal(one.requests.count(), 0);
  t.strictSame(esb.sandboxes(), ['default', 'one']);
});

t.test('once it is closed, what came can still be read, and nothing else be done', async (t) => {
  const esb = await start();
  const w = esb.sandbox('w');
  await w.inject(call(54));
  await esb.close();
  t.equal(w.requests.count(), 1);
  t.match(esb.data, { own: false });
  t.throws(() => esb.sandbox('x'), { message: 'the emulator is closed' });
  await t.rejects(w.load(instances(1)), { message: 'the emulator is closed' });
});

t.test('a fault that is not there', async (t) => {
  await using esb = await start();
  const message = async (id: string) =>
    (await esb.inject(`/__emulator/faults/${id}`)).json<{ message: string }>().message;
  t.equal(await message('f1'), 'the sandbox default has no fault "f1"; it has none');
  esb.faults.add({ name: 'slow' });
  t.equal(await message('f2'), 'the sandbox default has no fault "f2"; there are: f1');
});

t.test('fake timers of a test in the same process do not stop an emulator', { timeout: 60_000 }, async (t) => {
  const esb = await start();
  await esb.reset();
  const post = async (id: number): Promise<number[]> =>
    idsIn({
      body: (await ask(esb.url, `POST ${LPI}`, { headers: JSON_HEADERS, body: { service_instance_id: id } })).text,
    });
  const stopped = setTimeout(() => undefined, 0);
  clearTimeout(stopped);
  const never = () => stopped;
  const timers = ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'];
  for (const name of timers) t.intercept(globalThis, name as 'setTimeout', { value: never });
  t.intercept(performance, 'now', { value: () => 0 });
  t.intercept(Date, 'now', { value: () => 0 });
  t.strictSame(await post(54), [46]);
  esb.faults.add({ name: 'slow', latency: 20, times: 1 });
  t.strictSame(await post(54), [46], 'a delayed reply');
  t.equal(esb.requests.count(), 2, 'the clock of the journal goes on');
  const put = await ask(esb.url, 'PUT /__emulator/data', { headers: JSON_HEADERS, body: instances(1) });
  t.equal(put.status, 200, put.text);
  const unfinished = connect(Number(new URL(esb.url).port), '127.0.0.1').on('error', never);
  unfinished.write(`POST ${LPI} HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n`);
  t.strictSame(await post(1), [1]);
  await Promise.all([once(unfinished.resume(), 'close'), esb.close(10 ** 9)]);
  t.pass('it is closed, although a request has not arrived whole');
});

t.test('after the end a sandbox can be read, and what changes it says that the emulator is closed', async (t) => {
  const esb = await createEmulator({ auth: 'off' });
  const sandbox = esb.sandbox('a');
  await esb.inject({ method: 'POST', url: '/api/c/compapi/v2/cc/list_process_instance/', payload: {} });
  const fault = esb.faults.add({ name: 'slow' });
  await esb.close();
  await esb.close();
  t.equal(esb.requests.find().length, 1);
  t.equal(esb.requests.count(), 1);
  t.equal(esb.settings.auth, 'off');
  t.type(esb.data.digest, 'string');
  t.strictSame(esb.faults.list(), [fault]);
  t.strictSame(esb.faults.get(fault.id), fault);
  t.strictSame(esb.warnings(), []);
  t.strictSame(esb.snapshots(), []);
  t.strictSame(esb.sandboxes(), ['default', 'a']);
  t.equal(esb.requests.verify({ status: 200 }).requests[0]?.count, 1);
  const closed = { name: 'ControlError', code: 'EMULATOR_CLOSED' };
  await t.rejects(esb.export(), closed);
  await t.rejects(esb.inject('/healthz'), closed);
  await t.rejects(esb.load({}), closed);
  await t.rejects(esb.patch({}), closed);
  await t.rejects(esb.reset(), closed);
  await t.rejects(esb.snapshot('a'), closed);
  await t.rejects(esb.restore('a'), closed);
  await t.rejects(esb.dropSnapshot('a'), closed);
  t.throws(() => esb.example, closed);
  t.throws(() => esb.sandbox('b'), closed);
  t.throws(() => esb.configure({ auth: 'required' }), closed);
  t.throws(() => esb.faults.add({ name: 'slow' }), closed);
  t.throws(() => esb.faults.remove(fault.id), closed);
  t.throws(() => esb.faults.clear(), closed);
  t.throws(() => esb.requests.follow(() => undefined), closed);
  t.throws(() => esb.requests.clear(), closed);
  t.throws(() => esb.clearWarnings(), closed);
  t.throws(() => sandbox.drop(), closed);
  await sandbox[Symbol.asyncDispose]();
  t.pass('the end of a block with `await using` is no error');
});

t.test('a filter that is no object says how one is written', async (t) => {
  await using esb = await createEmulator();
  for (const query of ['list_process_instance', 5, null, ['app']]) {
    t.throws(() => esb.requests.find(query as never), {
      code: 'JOURNAL_FILTER_NO_OBJECT',
      message: /^the filter must be an object such as \{ component: 'list_process_instance' \}, is /,
    });
  }
});
