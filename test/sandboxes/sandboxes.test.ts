import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import t from 'tap';
import {
  ask,
  instances,
  LPI,
  processIds,
  range,
  startEmulator,
  until,
  type Reply,
  type Sent,
} from '../control/client.js';

const names = ({ body }: Reply): string[] => (body as { name: string }[]).map(({ name }) => name);

/** Asks for processes of service instance 54, which the baseline has. */
const CALL: Sent = { body: { service_instance_id: 54 } };

t.test('a sandbox is created on first use, with each way to name it', async (t) => {
  await using world = await startEmulator();
  const { url } = world.esb;
  const ways: [name: string, target: string, headers?: http.OutgoingHttpHeaders][] = [
    ['prefix', `POST /@prefix${LPI}`],
    ['coded', `POST /%40coded${LPI}`],
    ['all-coded', `POST /%40all%2Dcoded${LPI}`],
    ['doubled', `POST //@doubled/${LPI}`],
    ['trebled', `POST ///@trebled//${LPI.replaceAll('/', '//')}`],
    ['absolute', `POST ${url}/@absolute${LPI}`],
    ['absolute2', `POST ${url}//%40absolute2${LPI}`],
    ['header', `POST ${LPI}`, { 'x-emulator-sandbox': 'header' }],
    ['head-abs', `POST ${url}${LPI}`, { 'X-EMULATOR-SANDBOX': 'head-abs' }],
    ['path-wins', `POST /@path-wins${LPI}`, { 'x-emulator-sandbox': 'not-this' }],
    ['Case.Is_kept-0', `POST /@Case.Is_kept-0${LPI}`],
    ['0', `POST /@0${LPI}`],
    ['x'.repeat(64), `POST /@${'x'.repeat(64)}${LPI}`],
    ['control', 'GET /@control/__emulator/settings'],
    ['control-head', 'GET /__emulator/settings', { 'x-emulator-sandbox': 'control-head' }],
  ];
  for (const [index, [name, target, headers]] of ways.entries()) {
    const reply = await world.ask(target, target.startsWith('GET') ? { headers } : { ...CALL, headers });
    t.equal(reply.status, 200, target);
    if (target.includes('list_process')) t.strictSame(processIds(reply), [46], target);
    t.strictSame(world.esb.sandboxes(), ['default', ...ways.slice(0, index + 1).map(([known]) => known)]);
    t.equal(world.esb.sandbox(name).requests.count(), target.startsWith('GET') ? 0 : 1, `the journal of ${name}`);
  }
  await world.ask(`POST /@default${LPI}`, CALL);
  await world.ask(`POST ${LPI}`, { ...CALL, headers: { 'x-emulator-sandbox': 'default' } });
  await world.ask(`POST ${LPI}`, CALL);
  t.equal(world.esb.requests.count(), 3, 'the default one has a name, too');
});

t.test('an invalid name is reported, and creates no sandbox', async (t) => {
  await using world = await startEmulator();
  const bad = ['', '.', '-a', '_a', 'a b', 'a%20b', '%E8%93%9D', '%', '%zz', 'x'.repeat(65), 'a@b', '%40', 'a%2Fb'];
  for (const name of bad) {
    for (const path of [LPI, '/__emulator/settings']) {
      const reply = await ask(world.esb.url, `GET /@${name.replace(' ', '%20')}${path}`);
      t.equal(reply.status, 400, `/@${name}${path}`);
      t.match(reply.body, { message: / is no name of a sandbox: names have ASCII letters, digits/ });
    }
  }
  const headers = { 'x-emulator-sandbox': 'a b' };
  t.equal((await world.ask(`POST ${LPI}`, { ...CALL, headers })).status, 400);
  t.equal((await world.ask(`POST ${LPI}`, { ...CALL, headers: { 'x-emulator-sandbox': '' } })).status, 400);
  t.strictSame(world.esb.sandboxes(), ['default']);
});

t.test('list, describe, drop', async (t) => {
  await using world = await startEmulator();
  const before = Date.now();
  await world.ask('PUT /@one/__emulator/data', { body: instances(1, 2, 3) });
  await world.ask(`POST /@one${LPI}`, { body: { service_instance_id: 1 } });
  await world.ask('POST /@one/__emulator/faults', { body: { name: 'cmdb-refused' } });
  await world.ask('PATCH /@one/__emulator/settings', {
    body: { auth: 'strict', contract: 'cmdb-3.14', strict_warnings: true },
  });
  await world.ask('PUT /@one/__emulator/snapshots/begin');
  const one = await world.ask('GET /__emulator/sandboxes/one');
  t.equal(one.status, 200);
  t.match(one.body, {
    name: 'one',
    data: {
      own: true,
      origin: 'request body',
      origin_zh: '请求正文',
      seed: null,
      counts: { service_instances: 3, processes: 3 },
    },
    contract: 'cmdb-3.14',
    auth: 'strict',
    strict_warnings: true,
    requests: 1,
    warnings: 1,
    faults: 1,
    snapshots: ['begin'],
  });
  const { created, last_used } = one.body as { created: string; last_used: string };
  t.ok(before <= Date.parse(created) && Date.parse(created) <= Date.parse(last_used));
  t.ok(Date.parse(last_used) <= Date.now());
  const all = await world.ask('GET /__emulator/sandboxes');
  t.strictSame(names(all), ['default', 'one']);
  t.same((all.body as unknown[])[1], one.body);
  t.match((all.body as unknown[])[0], { data: { own: false }, auth: 'off', faults: 0, requests: 0, snapshots: [] });

  const outcomes: [target: string, status: number, message?: RegExp][] = [
    ['GET /__emulator/sandboxes/two', 404, /there is no sandbox "two"; one comes into being when it is first used/],
    ['DELETE /__emulator/sandboxes/two', 404, /there is no sandbox "two"/],
    ['DELETE /__emulator/sandboxes/default', 409, /the default sandbox cannot be dropped; reset it instead/],
    ['GET /__emulator/sandboxes/default', 200],
    ['DELETE /__emulator/sandboxes/one', 204],
    ['DELETE /__emulator/sandboxes/one', 404, /there is no sandbox "one"/],
  ];
  for (const [target, status, message] of outcomes) {
    const reply = await world.ask(target);
    t.equal(reply.status, status, target);
    if (message !== undefined) t.match(reply.body, { message });
  }
  t.strictSame(names(await world.ask('GET /__emulator/sandboxes')), ['default']);
  t.strictSame(processIds(await world.ask(`POST /@one${LPI}`, CALL)), [46], 'a new one, with the baseline');
  t.match((await world.ask('GET /__emulator/sandboxes/one')).body, { faults: 0, requests: 1, snapshots: [] });
});

t.test('looking at a sandbox from another one does not make it, nor keep it', async (t) => {
  await using world = await startEmulator();
  await world.ask('GET /@a/__emulator/settings');
  const { last_used } = (await world.ask('GET /__emulator/sandboxes/a')).body as { last_used: string };
  await until(() => Date.now() > Date.parse(last_used) + 2);
  t.match((await world.ask('GET /__emulator/sandboxes/a')).body, { last_used });
});

t.test('an unused sandbox is dropped, and a used one is kept', async (t) => {
  await using world = await startEmulator({ sandboxIdle: 1 });
  t.match(await world.ask('PUT /@idle/__emulator/data', { body: instances(1) }), { status: 200 });
  // A stream is a use for as long as it is open, and no request comes.
  const streaming = http.get(`${world.esb.url}/@watched/__emulator/requests/stream`);
  const [stream] = (await once(streaming, 'response')) as [http.IncomingMessage];
  stream.setEncoding('utf8');
  let streamed = '';
  stream.on('data', (text: string) => (streamed += text));
  await until(async () => {
    await world.ask(`POST /@used${LPI}`, CALL);
    return !world.esb.sandboxes().includes('idle');
  });
  t.strictSame(world.esb.sandboxes().sort(), ['default', 'used', 'watched']);
  await world.ask(`POST /@watched${LPI}`, CALL);
  await until(() => streamed.includes('event: request'));
  t.strictSame(processIds(await world.ask(`POST /@idle${LPI}`, CALL)), [46], 'it comes back, with the baseline');
  streaming.destroy();
  await until(() => world.esb.sandboxes().length === 1);
  t.pass('the default one is never dropped');
});

t.test('beyond the bound, the empty one unused for longest is dropped', async (t) => {
  await using world = await startEmulator({ maxSandboxes: 3 });
  const use = async (name: string) => {
    // So that no two were used in the same millisecond.
    const now = Date.now();
    await until(() => Date.now() > now + 1);
    await world.ask(`POST /@${name}${LPI}`, CALL);
    return world.esb.sandboxes().slice(1);
  };
  for (const name of ['a', 'b', 'c']) await use(name);
  t.strictSame(await use('a'), ['a', 'b', 'c']);
  t.strictSame(await use('d'), ['a', 'c', 'd']);
  t.strictSame(await use('c'), ['a', 'c', 'd']);
  t.strictSame(await use('e'), ['c', 'd', 'e']);
  t.strictSame(await use('default'), ['c', 'd', 'e'], 'the default one does not count');
  const streaming = http.get(`${world.esb.url}/@c/__emulator/requests/stream`);
  await once(streaming, 'response');
  for (const name of ['d', 'e', 'f', 'g']) await use(name);
  t.strictSame(world.esb.sandboxes(), ['default', 'c', 'f', 'g'], 'one that is watched is in use');
  streaming.destroy();
});

const FULL =
  'there are 1 sandboxes, which is the most, and each has data, snapshots, faults or settings of its own, or is in use: ' +
  'DELETE /__emulator/sandboxes/NAME drops one, and --max-sandboxes allows more';

/** Each way to have something in a sandbox, and to have it no more. */
const POSSESSIONS: [what: string, get: [target: string, body?: unknown], lose: [target: string, body?: unknown]][] = [
  ['data', ['PUT /__emulator/data', instances(1)], ['POST /__emulator/reset']],
  ['patched data', ['PATCH /__emulator/data', instances(1)], ['POST /__emulator/reset']],
  ['a snapshot', ['PUT /__emulator/snapshots/s'], ['DELETE /__emulator/snapshots/s']],
  ['a fault', ['POST /__emulator/faults', { name: 'slow' }], ['DELETE /__emulator/faults/f2']],
  ['a fault less', ['DELETE /__emulator/faults/f1'], ['POST /__emulator/reset']],
  ...[{ contract: 'cmdb-3.14' }, { auth: 'strict' }, { strict_warnings: true }].map(
    (setting): (typeof POSSESSIONS)[number] => [
      JSON.stringify(setting),
      ['PATCH /__emulator/settings', setting],
      ['PATCH /__emulator/settings', { contract: 'documented', auth: 'off', strict_warnings: false }],
    ],
  ),
];

t.test('a sandbox that has something is never dropped to make room', async (t) => {
  const faults = [`${t.testdir({ 'f.json': '{"name":"slow","app":"none"}' })}/f.json`];
  await using world = await startEmulator({ maxSandboxes: 1, faults });
  for (const [what, [target, body], [loss, lost]] of POSSESSIONS) {
    const below = (path: string) => path.replace(' ', ' /@mine');
    t.ok((await world.ask(below(target), { body })).status < 300, `${what}: ${target}`);
    const refused = await Promise.all([
      ...range(1, 20).map((number) => world.ask(`GET /@x${number}${LPI}`)),
      world.ask('GET /@x/nowhere'),
      world.ask('GET /@x/__emulator/requests'),
      world.ask('PUT /@x/__emulator/data', { body: instances(2) }),
    ]);
    for (const reply of refused) t.match(reply, { status: 507, body: { message: FULL } }, what);
    t.throws(() => world.esb.sandbox('x'), { name: 'ControlError', status: 507, message: FULL });
    t.strictSame(world.esb.sandboxes(), ['default', 'mine'], what);
    t.ok((await world.ask(below(loss), { body: lost })).status < 300, `${what}: ${loss}`);
    t.equal((await world.ask(`POST /@other${LPI}`, CALL)).status, 200, `without ${what}, it makes room`);
    t.strictSame(world.esb.sandboxes(), ['default', 'other'], what);
  }
});

t.test('a sandbox that is in use is not dropped to make room', async (t) => {
  await using world = await startEmulator({ maxSandboxes: 1 });
  const streaming = http.get(`${world.esb.url}/@c/__emulator/requests/stream`);
  await once(streaming, 'response');
  t.match(await world.ask(`POST /@d${LPI}`, CALL), { status: 507, body: { message: FULL } });
  streaming.destroy();
  await until(async () => (await world.ask(`POST /@d${LPI}`, CALL)).status === 200);
  t.strictSame(world.esb.sandboxes(), ['default', 'd']);
});

t.test('a thousand and one new names, and the data of a test is still there', async (t) => {
  await using world = await startEmulator();
  await world.ask('PUT /@mine/__emulator/data', { body: instances(7) });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 20 });
  await Promise.all(range(1, 1001).map((number) => world.ask(`GET /@x${number}${LPI}`, { agent })));
  agent.destroy();
  t.equal(world.esb.sandboxes().length, 1001, 'the default one, and the most beside it');
  t.strictSame(processIds(await world.ask(`POST /@mine${LPI}`, { body: { service_instance_id: 7 } })), [7]);
});

t.test('empty sandboxes that control never asked for make room first', async (t) => {
  await using world = await startEmulator({ maxSandboxes: 3 });
  await world.ask(`POST /@mine${LPI}`, CALL);
  t.equal(world.esb.sandbox('mine').requests.count(), 1);
  for (const number of range(1, 10)) await world.ask(`GET /@x${number}${LPI}`);
  t.equal(world.esb.sandboxes().length, 4);
  t.equal(world.esb.sandbox('mine').requests.count(), 1, 'its journal is there');
  for (const number of range(1, 3)) world.esb.sandbox(`y${number}`);
  t.strictSame(world.esb.sandboxes(), ['default', 'y1', 'y2', 'y3'], 'without others, they make room as well');
});

t.test('a stream ends with its sandbox, so that its reader reconnects to the next one of that name', async (t) => {
  await using world = await startEmulator();
  const streaming = http.get(`${world.esb.url}/@w/__emulator/requests/stream`);
  const [stream] = (await once(streaming, 'response')) as [http.IncomingMessage];
  stream.resume();
  const ended = once(stream, 'end');
  await world.ask('DELETE /__emulator/sandboxes/w');
  await ended;
  t.strictSame(world.esb.sandboxes(), ['default']);
});

t.test('a drop during a load ends the load, and all that waits behind it', async (t) => {
  await using world = await startEmulator();
  const data = JSON.stringify(instances(...range(1, 20_000)));
  const loading = world.ask('PUT /@w/__emulator/data', { body: data });
  await until(() => world.esb.sandboxes().includes('w'));
  const [snapshot, patch] = [
    world.ask('PUT /@w/__emulator/snapshots/s'),
    world.ask('PATCH /@w/__emulator/data', { body: instances(7) }),
  ];
  const waiting = ['POST /@w/__emulator/reset', `POST /@w${LPI}`].map((target) => world.ask(target, CALL));
  t.equal((await waiting[1])?.status, 200, 'meanwhile it answers');
  t.equal((await world.ask('DELETE /__emulator/sandboxes/w')).status, 204);
  t.match(await loading, { status: 409, body: { message: /the sandbox w was dropped/ } });
  t.match(await snapshot, { status: 409, body: { message: /the sandbox w was dropped/ } });
  t.match(await patch, { status: 409, body: { message: /the sandbox w was dropped/ } });
  await Promise.all(waiting);
  t.strictSame(processIds(await world.ask(`POST /@w${LPI}`, { body: { service_instance_id: 7 } })), []);
  t.match(world.esb.sandbox('w').data, { own: false });
});

t.test('a signed request passes through a prefix, whichever path was signed', async (t) => {
  await using world = await startEmulator();
  const { url } = world.esb;
  await world.esb.sandbox('w').load({
    ...instances(5),
    apps: [{ bk_app_code: 'signer', bk_app_secret: 'its-secret', may_name_users: true }],
    users: [{ bk_username: 'admin' }],
  });
  world.esb.sandbox('w').configure({ auth: 'strict' });
  const body = JSON.stringify({ bk_app_code: 'signer', bk_username: 'admin', service_instance_id: 5 });
  const query = `bk_nonce=7&bk_timestamp=${Math.floor(Date.now() / 1000)}`;
  const signed = (path: string) => {
    // A live ESB hashes the text that Python writes for the body's bytes.
    const text = `POST${path}?${`${query}&data=b'${body}'`.split('&').sort().join('&')}`;
    return encodeURIComponent(createHmac('sha1', 'its-secret').update(text).digest('base64'));
  };
  const paths: [sent: string, signed: string, isGood: boolean][] = [
    [`/@w${LPI}`, LPI, true],
    [`/@w${LPI}`, `/@w${LPI}`, true],
    [`/%40w${LPI}`, LPI, true],
    [`/%40w${LPI}`, `/@w${LPI}`, true],
    [`${url}/@w${LPI}`, LPI, true],
    [`${url}/@w${LPI}`, `/@w${LPI}`, true],
    [`/@w${LPI}`, `/@v${LPI}`, false],
    [`/@w${LPI}`, '/', false],
  ];
  for (const [path, signedPath, isGood] of paths) {
    const reply = await world.ask(`POST ${path}?${query}&bk_signature=${signed(signedPath)}`, { body });
    if (isGood) t.strictSame(processIds(reply), [5], `${path}, signed as ${signedPath}`);
    else t.match(reply.body, { result: false, code: 1306000, message: /verification failed/ });
  }
});

t.test('all else that the emulator serves is below a prefix, too', async (t) => {
  await using world = await startEmulator();
  for (const path of ['/readyz', '/healthz', '/openapi.json', '/openapi.yaml', '/docs', '/docs/json']) {
    const [plain, prefixed] = await Promise.all([world.ask(`GET ${path}`), world.ask(`GET /@w${path}`)]);
    t.equal(prefixed.status, plain.status, path);
    t.equal(prefixed.text, plain.text, path);
    t.ok(plain.status < 400, `${path} is there`);
  }
  t.strictSame(world.esb.sandboxes(), ['default'], 'none of them needs a sandbox');
  const root = await world.ask('GET /@w');
  t.equal(root.status, 302);
  t.equal((await world.ask('GET /@w/nothing')).status, 404);
  t.match((await world.ask('GET /@w/__emulator/nothing')).body, { message: /there is no GET/ });
});
