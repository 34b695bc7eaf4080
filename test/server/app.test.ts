import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import http from 'node:http';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { buildApp } from '../../src/server/app.js';
import type { SandboxRegistry } from '../../src/sandboxes/sandbox-registry.js';
import { createEmulator, type EmulatorOptions } from '../../src/index.js';
import { appOptions } from './app-options.js';

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
const ORIGIN = 'http://localhost:3000';

const start = async (t: Test, options: EmulatorOptions = {}): Promise<string> => {
  const esb = await createEmulator({ auth: 'off', ...options });
  t.teardown(() => esb.close());
  return esb.url;
};

/** `fetch` would not send an Origin of one's choosing. */
const send = async (url: string, options: http.RequestOptions) => {
  const request = http.request(url, options).end();
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  response.resume();
  await once(response, 'end');
  return { status: response.statusCode, headers: response.headers };
};

t.test('pages of other origins may call the components and read the documentation', async (t) => {
  const url = await start(t);
  for (const path of [LPI, LPI.slice(0, -1), '/openapi.json', '/openapi.yaml', '/docs/', '/docs/json']) {
    const preflight = await send(`${url}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin: ORIGIN,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type, x-bkapi-authorization',
      },
    });
    t.equal(preflight.status, 204, path);
    t.match(preflight.headers, {
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type, x-bkapi-authorization',
      'access-control-max-age': '86400',
    });
    const answer = await send(`${url}${path}`, { headers: { origin: ORIGIN } });
    t.equal(answer.status, 200, path);
    t.match(answer.headers, { 'access-control-allow-origin': ORIGIN, 'access-control-allow-credentials': 'true' });
  }
  const missed = await send(`${url}/api/c/compapi/v2/cc/nothing/`, { headers: { origin: ORIGIN } });
  t.equal(missed.status, 404);
  t.equal(missed.headers['access-control-allow-origin'], ORIGIN, 'a page may see that it missed');
});

t.test('a page may call stubs of every method that their face has', async (t) => {
  const esb = await createEmulator({ auth: 'off' });
  t.teardown(() => esb.close());
  const both = 'GET, POST';
  const all = 'GET, POST, PUT, PATCH, DELETE';
  for (const [path, methods] of [
    ['/api/c/compapi/v2/cc/search_business/', both],
    ['/api/v3/hosts/batch', all],
    ['/api/bk-cmdb/prod/api/v3/hosts/batch', all],
    ['/api/bk-user/prod/users', all],
  ] as const) {
    for (const method of methods.split(', ')) {
      await esb.patch({ stubs: [{ path, method, data: method }] });
      const headers = { origin: ORIGIN };
      const preflight = await send(`${esb.url}${path}`, {
        method: 'OPTIONS',
        headers: { ...headers, 'access-control-request-method': method },
      });
      t.match(preflight, { status: 204, headers: { 'access-control-allow-methods': methods } }, `${method} ${path}`);
      const reply = await send(`${esb.url}${path}`, { method, headers });
      t.match(reply, { status: 200, headers: { 'access-control-allow-origin': ORIGIN } }, `${method} ${path}`);
    }
  }
});

t.test('a request without Origin gets no CORS headers', async (t) => {
  const { headers } = await send(`${await start(t)}${LPI}`, { method: 'POST' });
  t.notOk(Object.keys(headers).some((name) => name.startsWith('access-control')));
});

t.test('one origin may be chosen', async (t) => {
  const url = await start(t, { cors: ORIGIN });
  const allowed = (headers: http.IncomingHttpHeaders) => headers['access-control-allow-origin'];
  for (const path of [LPI, '/openapi.json']) {
    t.equal(allowed((await send(`${url}${path}`, { headers: { origin: ORIGIN } })).headers), ORIGIN, path);
    t.equal(allowed((await send(`${url}${path}`, { headers: { origin: 'http://evil' } })).headers), undefined, path);
    const refused = await send(`${url}${path}`, { method: 'OPTIONS', headers: { origin: 'http://evil' } });
    t.equal(refused.status, 404, path);
  }
});

t.test('a page of another origin may ask for health and readiness', async (t) => {
  const url = await start(t);
  const closed = await start(t, { cors: ORIGIN });
  const preflight = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' };
  for (const path of ['/healthz', '/readyz', '/readyz/', '/openapi.json']) {
    const { status, headers } = await send(`${url}${path}`, { headers: { origin: ORIGIN } });
    t.equal(status, 200, path);
    t.equal(headers['access-control-allow-origin'], ORIGIN, path);
    const asked = await send(`${url}${path}`, { method: 'OPTIONS', headers: { origin: ORIGIN, ...preflight } });
    t.match(asked, { status: 204, headers: { 'access-control-allow-headers': 'authorization' } }, `OPTIONS ${path}`);
    const other = await send(`${closed}${path}`, { headers: { origin: 'http://evil' } });
    t.equal(other.headers['access-control-allow-origin'], undefined, `${path} of another origin`);
  }
  const none = await send(`${url}/health`, { method: 'OPTIONS', headers: { origin: ORIGIN, ...preflight } });
  t.equal(none.status, 404, 'other paths are as they were');
});

t.test('an unknown path gets the 404 of the ESB', async (t) => {
  const url = await start(t);
  for (const [method, path] of [
    ['GET', '/nothing'],
    ['POST', '/healthz'],
    ['DELETE', '/docs'],
    ['GET', '/%E0%A4%A'],
    ['GET', '/api/c/compapi/%'],
    ['QUERY', '/nothing'],
  ] as const) {
    const request = http.request(`${url}${path}`, { method, headers: { 'content-type': 'no type at all' } }).end('{}');
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    let body = '';
    for await (const chunk of response) body += String(chunk);
    t.equal(response.statusCode, 404, `${method} ${path}`);
    t.equal(body, '{"result":false,"data":null,"message":"The content does not exist"}', `${method} ${path}`);
  }
});

t.test('a component that fails is a failing ESB, and the server goes on', async (t) => {
  const app = buildApp(appOptions(brokenSandboxes));
  t.teardown(() => app.close());
  const ask = (body: string) => app.inject({ method: 'POST', url: LPI, body });
  const failure = await ask('{"service_instance_id": 1}');
  t.equal(failure.statusCode, 500);
  t.equal(
    failure.body,
    '{"result":false,"data":null,"message":"Request is abnormal, please contact the component developer"}',
  );
  t.match(JSON.parse((await ask('{}')).body), { code: 1199006 });
});

t.test('a client that sends no more is answered, though its end is there as soon as its request', async (t) => {
  const { hostname, port } = new URL(await start(t));
  const body = '{"service_instance_id":54}';
  const request = `POST ${LPI} HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const sent = join(t.testdir({}), 'sent');
  const script = `
    const socket = require('node:net').connect(${port}, '${hostname}');
    socket.end(${JSON.stringify(request)}, () => require('node:fs').writeFileSync(${JSON.stringify(sent)}, ''));
    socket.pipe(process.stdout);`;
  const client = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  client.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  // The server, which is in this process, finds both at once.
  const patience = performance.now() + 20_000;
  while (!existsSync(sent) && performance.now() < patience);
  await once(client, 'close');
  t.match(text, /^HTTP\/1.1 200 OK\r\n.*"bk_process_id":46/s);
});

t.test('a client that sends without end is cut off, and the server goes on', async (t) => {
  const url = await start(t, { bodyLimit: 1000 });
  const request = http.request(`${url}${LPI}`, { method: 'POST' });
  const connection = { open: true };
  const broken = once(request, 'error').finally(() => (connection.open = false));
  const chunk = Buffer.alloc(1024 * 1024, ' ');
  let sent = 0;
  while (connection.open && sent < 200) {
    sent += 1;
    if (!request.write(chunk)) await Promise.race([once(request, 'drain').catch(() => undefined), broken]);
  }
  t.match(await broken, [{ code: /ECONNRESET|EPIPE/ }]);
  t.ok(sent > 64 && sent < 200, `after ${sent} MiB`);
  t.equal((await fetch(`${url}/healthz`)).status, 200);
});

t.test('health answers HEAD, as some probes ask', async (t) => {
  const url = await start(t);
  for (const path of ['/healthz', '/readyz']) {
    t.equal((await send(`${url}${path}`, { method: 'HEAD' })).status, 200, path);
  }
});

t.test('however many headers there are, none is lost', async (t) => {
  const url = await start(t, { auth: 'required' });
  const body = '{"service_instance_id": 54}';
  const lines = [
    `POST ${LPI} HTTP/1.1`,
    'host: x',
    ...Array.from({ length: 2500 }, (_, at) => `x-h${at}: 1`),
    'x-bkapi-authorization: {"access_token": "any"}',
    `content-length: ${body.length}`,
    'connection: close',
  ];
  const { hostname, port } = new URL(url);
  const socket = createConnection(Number(port), hostname);
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
  let reply = '';
  for await (const chunk of socket) reply += String(chunk);
  t.match(reply, '"bk_process_id":46');
});

t.test('a client that gives up in the middle does no harm', async (t) => {
  const url = await start(t);
  const request = http.request(`${url}${LPI}`, {
    method: 'POST',
    headers: { expect: '100-continue', 'content-length': 9 },
  });
  request.on('error', () => undefined);
  request.flushHeaders();
  await once(request, 'continue');
  request.destroy();
  t.equal((await fetch(`${url}/healthz`)).status, 200);
});

t.test('the address to call is one that can be called', async (t) => {
  for (const [host, expected] of [
    ['127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+$/],
    ['0.0.0.0', /^http:\/\/127\.0\.0\.1:\d+$/],
    ['::', /^http:\/\/127\.0\.0\.1:\d+$/],
    ['::1', /^http:\/\/\[::1\]:\d+$/],
  ] as const) {
    const url = await start(t, { host });
    t.match(url, expected, host);
    t.equal((await fetch(`${url}/healthz`)).status, 200, host);
  }
});

const SECURITY_HEADERS = ['content-security-policy', 'x-frame-options', 'x-content-type-options', 'referrer-policy'];

t.test('browsers put no page of the emulator into a frame, and take each reply for what it says it is', async (t) => {
  const url = await start(t);
  const own = ['/', '/healthz', '/readyz', '/docs', '/docs/static/swagger-ui.css', '/docs/none', '/openapi.json'];
  const control = [
    '/openapi.yaml',
    '/__emulator',
    '/__emulator/requests',
    '/__emulator/requests/stream',
    '/__emulator/none',
  ];
  for (const path of [...own, ...control]) {
    const { headers } = await fetch(`${url}${path}`, {
      method: path.endsWith('stream') ? 'HEAD' : 'GET',
      redirect: 'manual',
    });
    t.match(headers.get('content-security-policy'), "frame-ancestors 'none'", path);
    t.notMatch(headers.get('content-security-policy'), /unsafe|upgrade|https:/, path);
    t.equal(headers.get('x-frame-options'), 'DENY', path);
    t.equal(headers.get('x-content-type-options'), 'nosniff', path);
    t.equal(headers.get('cross-origin-resource-policy'), 'same-origin', path);
    t.equal(headers.get('strict-transport-security'), null, `${path}: it is plain HTTP`);
  }
  for (const path of [LPI, '/api/v3/findmany/proc/x', '/api/bk-cmdb/prod/x', '/nowhere', '/favicon.ico']) {
    const { headers } = await fetch(`${url}${path}`, { method: 'POST' });
    for (const name of SECURITY_HEADERS) t.equal(headers.get(name), null, `${path}: a live system has no ${name}`);
  }
});

t.test('the page of the documentation has no inline script or style, which its policy forbids', async (t) => {
  const page = await (await fetch(`${await start(t)}/docs`)).text();
  const scripts = page.match(/<script[^>]*>[^<]*/g) ?? [];
  t.ok(scripts.length >= 3);
  for (const script of scripts) t.match(script, /^<script src="\.\/static\/[^"]+"[^>]*>\s*$/);
  t.notMatch(page, /<style|style=|onload=|https?:/);
});
