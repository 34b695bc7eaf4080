import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import Fastify from 'fastify';
import t from 'tap';
import type { SandboxRegistry } from '../../src/sandboxes/sandbox-registry.js';
import { buildApp } from '../../src/server/app.js';
import { Connections } from '../../src/server/connections.js';
import { listen } from '../../src/server/listen.js';
import { deferred } from '../../src/util/async/deferred.js';
import { ask, connect, LPI, requestText, start, transmit, until } from '../control/helper.js';
import { appOptions } from './app-options.js';

const GOOD = requestText(LPI, { service_instance_id: 54 });
const HEAD = GOOD.slice(0, GOOD.indexOf('\r\n\r\n'));
const [HEADERS, BODY] = GOOD.split('\r\n\r\n') as [string, string];
const CLOSE = `${HEADERS}\r\nConnection: close\r\n\r\n${BODY}`;
const CHUNKED = HEAD.replace(/Content-Length: \d+/, 'Transfer-Encoding: chunked');

/** The statuses of the replies in a text, and whether each body is as long as it says. */
const statusesOf = (text: string): string =>
  text
    .split(/(?=HTTP\/1\.1 \d)/)
    .map((reply) => {
      const [head, body] = reply.split('\r\n\r\n', 2) as [string, string];
      const length = /^content-length: (\d+)\r?$/im.exec(head)?.[1];
      return reply.slice(9, 12) + (length === undefined || Number(length) === Buffer.byteLength(body) ? '' : ' broken');
    })
    .join(' ');

t.test('odd requests get well-formed replies, after those that came before them', async (t) => {
  const esb = await start(t);
  for (const [name, text, statuses] of [
    ['garbage', '\0\x01garbage\r\n\r\n', '400'],
    ['garbage after a request', `${GOOD}\0\x01`, '200 400'],
    ['garbage after two', `${GOOD}${GOOD}garbage\r\n\r\n`, '200 200 400'],
    ['a broken body', `${CHUNKED}\r\n\r\nzz\r\n`, '400'],
    ['a broken body after a request', `${GOOD}${CHUNKED}\r\n\r\nzz\r\n`, '200 400'],
    ['a long header', `${HEAD}\r\nX: ${'a'.repeat(65_537)}\r\n\r\n`, '431'],
    ['long trailers', `${CHUNKED}\r\n\r\n2\r\n{}\r\n0\r\nX: ${'a'.repeat(65_537)}\r\n\r\n`, '431'],
    ['a long target', `GET /${'a'.repeat(65_537)} HTTP/1.1\r\nHost: x\r\n\r\n`, '431'],
    ['a long chunk extension', `${CHUNKED}\r\n\r\n2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`, '413'],
    ['two lengths', `${HEAD}\r\nContent-Length: 3\r\n\r\n{}`, '400'],
    ['a negative length', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', '400'],
    ['bare line feeds', GOOD.replaceAll('\r\n', '\n'), '400'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '400'],
    ['an unknown expectation', `${HEADERS}\r\nExpect: tea\r\n\r\n${BODY}${CLOSE}`, '417 200'],
    ['100-continue', `${HEADERS}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n${BODY}`, '100 200'],
    [
      '100-continue in a pipeline',
      `${GOOD}${HEADERS}\r\nExpect: 100-continue\r\n\r\n${BODY}${CLOSE}`,
      '200 100 200 200',
    ],
    ['an upgrade', `${HEADERS}\r\nConnection: upgrade, close\r\nUpgrade: websocket\r\n\r\n${BODY}`, '200'],
  ] as const) {
    t.equal(statusesOf((await transmit(esb.url, text)).text), statuses, name);
  }
  t.strictSame(await transmit(esb.url, 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n'), { text: '', error: undefined });
  // A reply that has begun is cut off, not followed by another one in its middle.
  const stream = `GET /__emulator/requests/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const socket = connect(esb.url);
  socket.write(stream);
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await until(() => text.includes('the requests of this sandbox'));
  socket.write('zz\r\n');
  await once(socket, 'close');
  t.equal(text.split('HTTP/1.1').length, 2);
  t.equal((await ask(esb.url, '/healthz')).status, 200);
});

t.test('a request that does not arrive in time gets 408; a reply may take longer', async (t) => {
  const esb = await start(t, { requestTimeout: 1 });
  const timeless = await start(t, { requestTimeout: 0 });
  const waiting = connect(timeless.url);
  waiting.write(HEAD);
  esb.faults.add({ name: 'slow', latency: 2500, parameters: { service_instance_id: 54 } });
  const quick = requestText(LPI, { service_instance_id: 1 });
  const [slow, ...late] = await Promise.all(
    [CLOSE, '', 'POST / HT', HEAD, `${HEAD}\r\n\r\n{`, `${CHUNKED}\r\n\r\n1\r\n{\r\n`, `${quick}${HEAD}`].map((text) =>
      transmit(esb.url, text),
    ),
  );
  t.equal(statusesOf((slow as { text: string }).text), '200');
  t.strictSame(
    late.map(({ text }) => statusesOf(text)),
    ['408', '408', '408', '408', '408', '200 408'],
  );
  t.equal(waiting.readyState, 'open');
  waiting.write(`\r\n\r\n${BODY}`);
  t.match(String(await once(waiting, 'data')), 'HTTP/1.1 200');
  waiting.destroy();
});

t.test('a stop waits for no request that does not arrive', async (t) => {
  const esb = await start(t);
  const texts = ['', 'POST / HT', HEAD, `${HEAD}\r\n\r\n{`, `${CHUNKED}\r\n\r\n1\r\n{\r\n`, `${GOOD}${HEAD}`];
  const sockets = texts.map((text) => {
    const socket = connect(esb.url);
    socket.on('error', () => undefined);
    socket.write(text);
    return socket;
  });
  const { id } = esb.faults.add({ name: 'slow', latency: 30_000, parameters: { service_instance_id: 1 } });
  const whole = transmit(esb.url, requestText(LPI, { service_instance_id: 1 }));
  await until(() => esb.faults.get(id)?.struck === 1 && esb.requests.count() === 1);
  const started = performance.now();
  await esb.close();
  t.ok(performance.now() - started < 7000, 'the grace of eight seconds is not used');
  t.equal(statusesOf((await whole).text), '200');
  for (const socket of sockets) socket.destroy();
});

/** An app whose components fail, on the addresses of `localhost`. */
const serveOn = async (
  addresses: string[],
  { port = 0, ...options }: { port?: number; ready?: Promise<unknown> } = {},
) => {
  const closing = new AbortController();
  const asked: string[] = [];
  const sandboxes = {
    get: (name: string) => {
      asked.push(name);
      throw new Error('there is no data');
    },
  } as Pick<SandboxRegistry, 'get'> as SandboxRegistry;
  const app = buildApp(appOptions(sandboxes, { closing: closing.signal, ...options }));
  const connections = new Connections(app.server);
  const close = (): Promise<unknown> => app.close();
  try {
    const closeBeside = await listen(app, { host: 'localhost', port }, () =>
      Promise.resolve(addresses.map((address) => ({ address }))),
    );
    const address = app.server.address() as AddressInfo;
    return { port: address.port, connections, closeBeside, closing, asked, close };
  } catch (error) {
    await close();
    throw error;
  }
};

const HAS_IPV6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));
const IPV6 = { skip: !HAS_IPV6 && 'there is no ::1' };

t.test(
  '--host localhost: on ::1, too, 1,100 headers keep their body, and silent or half-sent connections do not hold up a stop',
  IPV6,
  async (t) => {
    const { port, connections, closeBeside, close } = await serveOn(['127.0.0.1', '::1']);
    const lines = Array.from({ length: 1100 }, (_, at) => `X-${at}: 1\r\n`).join('');
    const closings: Promise<unknown>[] = [];
    for (const host of ['127.0.0.1', '::1']) {
      const socket = createConnection(port, host);
      socket.write(`POST /none HTTP/1.1\r\nHost: x\r\n${lines}Content-Length: 4\r\nConnection: close\r\n\r\n\0\0\0\0`);
      let text = '';
      for await (const chunk of socket) text += String(chunk);
      t.equal(statusesOf(text), '500', `${host}: the length after 1,100 headers counts`);
      for (const part of ['', HEAD]) {
        const other = createConnection(port, host);
        other.on('error', () => undefined);
        other.write(part);
        await once(other, 'connect');
        closings.push(new Promise((resolve) => other.once('close', resolve)));
      }
    }
    const closed = Promise.all([close(), closeBeside()]);
    connections.closeSilent();
    connections.closeUnfinished();
    await closed;
    await Promise.all(closings);
    await t.rejects(ask(`http://[::1]:${port}`, '/healthz'));
  },
);

t.test('localhost: an address that the machine does not have is left out', async (t) => {
  const { port, closeBeside, close } = await serveOn(['127.0.0.1', '192.0.2.1']);
  t.equal((await ask(`http://127.0.0.1:${port}`, '/healthz')).status, 200);
  await Promise.all([close(), closeBeside()]);
});

t.test('localhost: a port that is taken on one of the addresses is taken', IPV6, async (t) => {
  const other = createServer().listen(0, '::1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await t.rejects(serveOn(['127.0.0.1', '::1'], { port }), { code: 'LISTEN_PORT_IN_USE' });
  other.close();
});

t.test('an address that cannot be used is an error with a code and a way out', async (t) => {
  for (const [system, code, message] of [
    [
      'EADDRINUSE',
      'LISTEN_PORT_IN_USE',
      /^port 80 on localhost is in use; choose another one with --port, or 0 .*port: 0/,
    ],
    ['EACCES', 'LISTEN_PORT_NOT_ALLOWED', /^port 80 on localhost may not be used; choose another one with --port/],
    ...['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EAI_AGAIN', 'EINVAL', 'ENOTFOUND'].map(
      (name) => [name, 'LISTEN_NO_SUCH_ADDRESS', /^localhost is no address of this machine; see --host/] as const,
    ),
  ] as const) {
    const cause = Object.assign(new Error(system), { code: system });
    await t.rejects(
      listen(Fastify(), { host: 'localhost', port: 80 }, () => Promise.reject(cause)),
      {
        name: 'ListenError',
        code,
        message,
        cause,
      },
    );
  }
  const mistake = new TypeError('a mistake');
  const failing = listen(Fastify(), { host: 'localhost', port: 80 }, () => Promise.reject(mistake));
  t.equal(await failing.catch((error: unknown) => error), mistake);
});

t.test('localhost by its own addresses', async (t) => {
  const esb = await start(t, { host: 'localhost' });
  t.equal((await ask(esb.url, '/healthz')).status, 200);
  t.equal((await fetch(`http://localhost:${new URL(esb.url).port}/healthz`)).status, 200);
});

for (const [path, request] of [
  ['a component', GOOD],
  ['a path that leads to none', GOOD.replace(LPI, 'nothing')],
] as const) {
  t.test(`a request to ${path} is dropped if its client has gone and the emulator closes`, async (t) => {
    const ready = deferred<undefined>();
    const { port, closing, asked, close } = await serveOn(['127.0.0.1'], { ready: ready.promise });
    const socket = createConnection(port, '127.0.0.1');
    socket.write(request);
    await once(socket, 'connect');
    // The reply to the second request comes after the first was read.
    t.equal((await ask(`http://127.0.0.1:${port}`, '/healthz')).status, 200);
    closing.abort();
    socket.destroy();
    await close();
    ready.resolve(undefined);
    await new Promise(setImmediate);
    t.strictSame(asked, []);
  });
}
