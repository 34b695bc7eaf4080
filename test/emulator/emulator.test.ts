import { once } from 'node:events';
import http from 'node:http';
import { createConnection } from 'node:net';
import t from 'tap';
import { buildApp } from '../../src/server/app.js';
import type { SandboxRegistry } from '../../src/sandboxes/sandbox-registry.js';
import {
  createEmulator,
  FixtureError,
  ListenError,
  StoreError,
  type Emulator,
  type EmulatorOptions,
} from '../../src/index.js';
import { appOptions } from '../server/app-options.js';

/** Sandboxes whose data cannot be asked. */
const brokenSandboxes = {
  get: () => ({
    context: {
      contract: 'documented',
      auth: 'off',
      accounts: {},
      backend: {},
      dueFault: () => undefined,
      holdData: () => () => undefined,
    },
  }),
} as unknown as SandboxRegistry;

const LPI = '/api/c/compapi/v2/cc/list_process_instance/';

const ask = async (url: string, serviceInstanceId: number): Promise<{ data: object[] }> => {
  const body = JSON.stringify({ service_instance_id: serviceInstanceId });
  return (await (await fetch(`${url}${LPI}`, { method: 'POST', body })).json()) as { data: object[] };
};

const fixture = (id: number): string => `
modules:
  - bk_module_id: 1
    bk_biz_id: 2
    service_instances:
      - id: ${id}
        processes: [{ bk_process_id: 1 }]
`;

t.test('several run in one process, each with its own data', async (t) => {
  const dir = t.testdir({ 'a.yaml': fixture(1), 'b.yaml': fixture(2) });
  await using a = await createEmulator({ auth: 'off', fixtures: [`${dir}/a.yaml`] });
  await using b = await createEmulator({ auth: 'off', fixtures: [`${dir}/b.yaml`] });
  t.not(a.url, b.url);
  const counts = await Promise.all([ask(a.url, 1), ask(a.url, 2), ask(b.url, 1), ask(b.url, 2)]);
  t.strictSame(
    counts.map(({ data }) => data.length),
    [1, 0, 0, 1],
  );
  t.match(a.data, { counts: { service_instances: 1, processes: 1 }, origin: `${dir}/a.yaml`, seed: null });
  t.not(a.data.digest, b.data.digest, 'the digest tells data apart');
});

t.test('the same seed gives the same data, another one other data', async (t) => {
  const digests: string[] = [];
  for (const options of [{}, {}, { seed: 2 }, { seed: 2 }, { seed: 3 }]) {
    await using esb = await createEmulator(options);
    digests.push(esb.data.digest);
  }
  const [first, again, second, secondAgain, third] = digests;
  t.equal(first, again);
  t.equal(second, secondAgain);
  t.equal(new Set([first, second, third]).size, 3);
});

t.test('generated data stands beside the documented examples', async (t) => {
  await using esb = await createEmulator({ auth: 'off', seed: 2 });
  t.match((await ask(esb.url, 54)).data, [{ property: { bk_process_id: 46 } }]);
  t.not((await ask(esb.url, 1009)).data.length, 0);
});

t.test('what cannot be started is told by the kind of error', async (t) => {
  const dir = t.testdir({ 'broken.yaml': 'hosts: 1', 'text.db': 'no database' });
  const failure = (options: EmulatorOptions) => createEmulator(options).catch((error: unknown) => error);
  t.ok((await failure({ fixtures: [`${dir}/broken.yaml`] })) instanceof FixtureError);
  t.ok((await failure({ db: dir })) instanceof StoreError);
  await using esb = await createEmulator();
  const port = Number(new URL(esb.url).port);
  for (const [options, code] of [
    [{ port }, 'LISTEN_PORT_IN_USE'],
    [{ host: '192.0.2.1' }, 'LISTEN_NO_SUCH_ADDRESS'],
    [{ host: 'no such host' }, 'LISTEN_NO_SUCH_ADDRESS'],
    [{ host: '127.0.0.1:8000' }, 'LISTEN_NO_SUCH_ADDRESS'],
  ] as const) {
    const error = await failure(options);
    t.ok(error instanceof ListenError, JSON.stringify(options));
    t.match(error, { code });
  }
  await t.rejects(createEmulator({ prot: 1 } as object), {
    code: 'SETTING_UNKNOWN_OPTION',
    message: /did you mean port\?/,
  });
});

t.test('a database is used by one emulator at a time, and keeps its data for the next', async (t) => {
  const dir = t.testdir({ 'a.yaml': fixture(1) });
  const options = { auth: 'off', db: `${dir}/esb.db`, fixtures: [`${dir}/a.yaml`] } as const;
  const first = await createEmulator(options);
  await t.rejects(createEmulator(options), { message: /esb.db is in use by another process/ });
  await first.close();
  for (const other of [{}, { seed: 7 }]) {
    await using again = await createEmulator({ auth: 'off', db: options.db, ...other });
    t.equal((await ask(again.url, 1)).data.length, 1);
    t.same({ ...again.data, loaded: first.data.loaded }, first.data, 'whatever else is asked for');
  }
});

t.test('health and readiness', async (t) => {
  await using esb = await createEmulator({ contract: 'cmdb-3.14', auth: 'strict', seed: 1 });
  const health = await fetch(`${esb.url}/healthz`);
  t.equal(health.status, 200);
  t.same(await health.json(), { status: 'up' });
  const ready = await fetch(`${esb.url}/readyz`);
  t.equal(ready.status, 200);
  const { own, loaded, origin_zh, ...data } = esb.data;
  t.equal(own, false);
  t.ok(Date.parse(loaded) > 0);
  t.equal(origin_zh, '接口文档中的示例，以及规模为 small、种子为 1 的演示数据');
  t.strictSame(await ready.json(), {
    status: 'ready',
    contract: 'cmdb-3.14',
    auth: 'strict',
    seed: 1,
    data,
    refused: null,
    damage: null,
  });
  t.match(esb.data, {
    counts: { businesses: 6, set_templates: 17, modules: 66, hosts: 322, service_instances: 903, processes: Number },
    digest: /^[0-9a-f]{64}$/,
    origin: 'the documented examples and small demo data of seed 1',
  });
});

t.test('requests that come while data is loaded wait for it', async (t) => {
  // A port that is free now. The client tries again until the emulator listens.
  const { url } = await createEmulator().then(async (esb: Emulator) => esb.close().then(() => esb));
  const port = Number(new URL(url).port);
  const starting = createEmulator({ auth: 'off', size: 'medium', port });
  const states: string[] = [];
  const readiness = async (): Promise<void> => {
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response === undefined) return readiness();
    const { status, data } = (await response.json()) as { status: string; data: object | null };
    states.push(`${response.status} ${status} ${data === null ? 'without' : 'with'} data`);
  };
  await readiness();
  const early = ask(url, 54);
  await using esb = await starting;
  t.strictSame(states, ['503 loading without data']);
  t.match((await early).data, [{ property: { bk_process_id: 46 } }]);
  t.equal((await fetch(`${esb.url}/readyz`)).status, 200);
});

t.test('a fixture that is an object is what reset returns to', async (t) => {
  const own = {
    modules: [{ bk_module_id: 1, bk_biz_id: 2, service_instances: [{ id: 3, processes: [{ bk_process_id: 4 }] }] }],
  };
  const dir = t.testdir({ 'a.yaml': fixture(7) });
  await using alone = await createEmulator({ auth: 'off', fixtures: own });
  t.match(alone.data, { own: false, origin: 'an object', counts: { service_instances: 1 } });
  await alone.load({});
  t.same((await ask(alone.url, 3)).data, []);
  await alone.reset();
  t.match((await ask(alone.url, 3)).data, [{ property: { bk_process_id: 4 } }]);
  const hosts = { hosts: [{ bk_host_id: 3 }, { bk_host_id: 7 }] };
  await using mixed = await createEmulator({ fixtures: [hosts, dir] });
  t.match(mixed.data, { origin: `an object, ${dir}`, counts: { service_instances: 1, hosts: 2 } });
  for (const [options, error] of [
    [{ fixtures: { modules: 3 } }, { message: /the object: modules: must be a list, is number 3/ }],
    [{ fixtures: null }, { message: /the object: the fixture is empty/ }],
    [{ fixtures: [{}], watch: true }, { message: 'watch needs files: a fixture that is an object does not change' }],
  ] as const) {
    await t.rejects(createEmulator(options as unknown as EmulatorOptions), error);
  }
});

t.test('requests that wait for data that cannot be loaded get the failure of an ESB', async (t) => {
  const app = buildApp(
    appOptions(brokenSandboxes, {
      ready: Promise.reject(new Error('the data could not be loaded')),
      status: 'loading',
      bodyLimit: 10,
    }),
  );
  t.teardown(() => app.close());
  const { statusCode, body } = await app.inject({ method: 'POST', url: LPI });
  t.equal(statusCode, 500);
  t.same(JSON.parse(body), {
    result: false,
    data: null,
    message: 'Request is abnormal, please contact the component developer',
  });
});

t.test('a connection that never asked anything is not waited for', async (t) => {
  const esb = await createEmulator();
  const { hostname, port } = new URL(esb.url);
  const socket = createConnection(Number(port), hostname);
  await once(socket, 'connect');
  const ended = once(socket, 'close');
  const started = performance.now();
  await esb.close();
  await ended;
  t.ok(performance.now() - started < 7000, 'the grace of eight seconds is not used');
});

t.test('who closes twice does not want to wait', async (t) => {
  const esb = await createEmulator();
  const request = http.request(`${esb.url}${LPI}`, { method: 'POST', headers: { expect: '100-continue' } });
  request.flushHeaders();
  await once(request, 'continue');
  const broken = once(request, 'error');
  const started = performance.now();
  const closed = esb.close();
  await esb.close(0);
  await closed;
  t.match(await broken, [{ code: 'ECONNRESET' }]);
  t.ok(performance.now() - started < 7000, 'the grace of eight seconds is not used');
});

t.test('an emulator that was closed answers what it had begun, and says that it is stopping', async (t) => {
  const esb = await createEmulator({ auth: 'off' });
  const { hostname, port } = new URL(esb.url);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  const request = http.request({
    agent,
    hostname,
    port,
    path: LPI,
    method: 'POST',
    headers: { expect: '100-continue' },
  });
  request.flushHeaders();
  await once(request, 'continue');
  const closed = esb.close();
  request.end('{"service_instance_id": 54}');
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  t.equal(response.statusCode, 200);
  response.resume();
  await closed;
  t.ok(agent.freeSockets, 'the client kept its connection alive, and the emulator closed it');
  const [error] = (await once(createConnection(Number(port), hostname), 'error')) as [NodeJS.ErrnoException];
  t.equal(error.code, 'ECONNREFUSED');
});
