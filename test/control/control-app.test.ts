import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import Fastify from 'fastify';
import t from 'tap';
import { CONTROL_SCHEMAS } from '../../src/control/schemas.js';
import { controlApp } from '../../src/control/control-app.js';
import { StoreError } from '../../src/util/store-error.js';
import type { SandboxRegistry } from '../../src/sandboxes/sandbox-registry.js';
import { control, start, type Request } from './helper.js';

const appOf = async (sandboxes: object) => {
  const app = await controlApp({
    sandboxes: sandboxes as SandboxRegistry,
    access: { token: undefined, host: '127.0.0.1' },
    cors: '*',
    ready: Promise.resolve(),
    closing: new AbortController().signal,
    log: Fastify().log,
  });
  t.teardown(() => app.close());
  return app;
};

t.test('a mistake of the emulator says so', async (t) => {
  const app = await appOf({
    getForControl: () => {
      throw new TypeError('a mistake');
    },
  });
  const { statusCode, body } = await app.inject('/__emulator/sandboxes');
  t.equal(statusCode, 500);
  t.match(JSON.parse(body), { code: String, message: 'the emulator failed: a mistake' });
});

t.test('a failure of the database says so', async (t) => {
  for (const [code, expected, reason] of [
    ['DATABASE_DISK_FULL', 507, /^a\.db cannot be written: the disk is full; make room, /],
    ['DATABASE_DAMAGED', 500, /^a\.db is damaged: put a copy in its place, /],
    ['DATABASE_IN_USE', 500, /^a\.db is in use by another process; stop that, /],
  ] as const) {
    const app = await appOf({
      getForControl: () => {
        throw new StoreError({ code, path: 'a.db' });
      },
    });
    const { statusCode, body } = await app.inject('/__emulator/sandboxes');
    t.equal(statusCode, expected, code);
    t.match(JSON.parse(body), { code, message: reason });
  }
});

t.test('paths that cannot be routed are reported in the same form', async (t) => {
  const app = await appOf({});
  for (const [url, message] of [
    ['/__emulator/faults/%zz', /'\/__emulator\/faults\/%zz' is not a valid url component/],
    [`/__emulator/faults/${'x'.repeat(11_000)}`, /max/i],
  ] as const) {
    const { statusCode, body } = await app.inject(url);
    t.equal(statusCode, 400, message.source);
    t.match(JSON.parse(body), { code: 'REQUEST_MALFORMED', message });
  }
});

t.test('no operation has the method QUERY, with or without a content type', async (t) => {
  const app = await appOf({});
  await app.listen();
  const { port } = app.server.address() as AddressInfo;
  for (const headers of [{}, { 'content-type': 'application/json' }]) {
    const request = http.request({ port, method: 'QUERY', path: '/__emulator/data', headers }).end();
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    t.equal(response.statusCode, 404);
    t.match(await json(response), { code: 'REQUEST_UNKNOWN_OPERATION', message: /GET, PUT/ });
  }
});

/** Every message within a reply, with the keys beside it. */
const messagesIn = (value: unknown): Record<string, unknown>[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(messagesIn);
  return 'message' in value ? [value, ...inner] : inner;
};

t.test('every message has its Chinese beside it, and no secret in it', async (t) => {
  const { url } = await start(t, { db: `${t.testdir({})}/a.db` });
  const requests: [path: string, request?: Request][] = [
    ['/nothing'],
    ['/requests?limt=1'],
    ['/requests?limit=0'],
    ['/requests?limit=x&face=esp'],
    ['/requests?body=%7B%22a%22'],
    ['/rows/hosts?limit=1001'],
    [`/rows/hosts?search=${'x'.repeat(201)}`],
    ['/sandboxes/token=abcdef'],
    ['/token=abcdef/x'],
    ['/snapshots/none/restore', { method: 'POST' }],
    ['/faults/f1'],
    ['/faults', { body: '{"name":' }],
    ['/faults', { body: { name: 'slwo', times: -1 } }],
    ['/settings', { method: 'PATCH', body: { contract: 'x', clock: 1 } }],
    ['/settings', { method: 'PATCH', body: {} }],
    ['/data', { method: 'PUT', body: 'hosts:\n  - bk_host_id: one\n' }],
    ['/data', { method: 'PUT', body: '{"hosts":' }],
    ['/data', { method: 'PATCH', body: { processes: [{ bk_process_id: 46, bk_proces_name: 'x' }] } }],
    ['/data', { method: 'PUT', body: 'x', headers: { 'content-encoding': 'zstd' } }],
    ['/requests/verify', { body: { component: 'list_process_instance' } }],
    ['/requests/verify', { body: { component: 'x', path: 'x', method: 1, status: 'x', parameters: 1, times: -1 } }],
    ['/requests/verify', { body: { parameters: { password: 'abcdef' } } }],
    ['/requests/verify', { body: { times: 1, at_least: 2, at_most: 1 } }],
    ['/requests/verify', { body: { requests: [], in_order: 1 } }],
    ['/requests/verify', { body: '1' }],
    ['/sandboxes/default'],
  ];
  for (const [path, request] of requests) {
    const { json, text } = await control(url, path, request);
    const messages = messagesIn(json);
    t.not(messages.length, 0, `${path}: ${text}`);
    for (const { message, message_zh } of messages) {
      t.match(message_zh, /\p{Script=Han}/u, `${path}: ${String(message)}`);
      t.notMatch(`${String(message)} ${String(message_zh)}`, 'abcdef', path);
    }
  }
  const described = Object.entries(CONTROL_SCHEMAS).filter(
    ([, { properties = {} }]: [string, { properties?: object }]) => 'message' in properties,
  );
  t.strictSame(
    described.map(([name, { properties }]: [string, { properties?: object }]) => [
      name,
      'message_zh' in (properties as object),
    ]),
    [
      ['ControlError', true],
      ['Problem', true],
      ['Note', true],
    ],
  );
});
