import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import Fastify from 'fastify';
import t from 'tap';
import { controlApp } from '../../src/control/control-app.js';
import { StoreError } from '../../src/util/store-error.js';
import type { SandboxRegistry } from '../../src/sandboxes/sandbox-registry.js';

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
