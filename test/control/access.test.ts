import t from 'tap';
import { ask, call, control, LPI, LPI_PATH, start, type Request } from './helper.js';

const TOKEN = 'correct-horse';
const HOW =
  'send "Authorization: Bearer TOKEN" or "X-Emulator-Token: TOKEN"; the emulator printed it when it was started, and ' +
  '--control-token sets it';

t.test('on loopback, nothing has to be shown', async (t) => {
  const esb = await start(t);
  t.equal(esb.controlToken, undefined);
  t.equal((await control(esb.url, '/requests')).status, 200);
  t.equal((await control(esb.url, '/requests', { headers: { authorization: 'Bearer any' } })).status, 200);
});

t.test('a required token', async (t) => {
  const esb = await start(t, { controlToken: TOKEN });
  t.equal(esb.controlToken, TOKEN);
  const wanted = `a control token is wanted: ${HOW}`;
  const wrong = `this is not the control token: ${HOW}`;
  const cases: { headers: Record<string, string>; message?: string }[] = [
    { headers: {}, message: wanted },
    { headers: { authorization: `Bearer ${TOKEN}` } },
    { headers: { authorization: `bearer ${TOKEN}` } },
    { headers: { 'x-emulator-token': TOKEN } },
    { headers: { 'x-emulator-token': TOKEN, authorization: 'Basic eDp5' } },
    { headers: { authorization: 'Bearer wrong' }, message: wrong },
    { headers: { authorization: `Bearer ${TOKEN}x` }, message: wrong },
    { headers: { authorization: `Bearer ${TOKEN.toUpperCase()}` }, message: wrong },
    { headers: { 'x-emulator-token': 'wrong', authorization: `Bearer ${TOKEN}` }, message: wrong },
    { headers: { 'x-emulator-token': '' }, message: wrong },
    { headers: { authorization: `Basic ${TOKEN}` }, message: wanted },
    { headers: { authorization: TOKEN }, message: wanted },
    { headers: { cookie: `x-emulator-token=${TOKEN}` }, message: wanted },
  ];
  const requests: { path: string; request: Request; status: number }[] = [
    { path: '/requests', request: {}, status: 200 },
    { path: '', request: {}, status: 200 },
    { path: '/settings', request: { method: 'PATCH', body: { auth: 'off' } }, status: 200 },
    { path: '/none', request: {}, status: 404 },
    { path: '/faults', request: { method: 'DELETE' }, status: 204 },
  ];
  for (const { headers, message } of cases) {
    for (const { path, request, status } of requests) {
      const reply = await control(esb.url, path, { ...request, headers });
      const name = `${JSON.stringify(headers)} ${path}`;
      t.equal(reply.status, message === undefined ? status : 401, name);
      if (message !== undefined) t.match(reply.json, { code: String, message }, name);
    }
  }
  t.equal((await ask(esb.url, `/__emulator/requests?token=${TOKEN}`)).status, 401, 'a query is no place for it');
  const inSandbox = await control(esb.sandbox('w1').url, '/requests');
  t.equal(inSandbox.status, 401, 'sandboxes are no way round it');
});

t.test('a request without access changes nothing', async (t) => {
  const esb = await start(t, { controlToken: TOKEN });
  await control(esb.sandbox('w1').url, '/faults', { body: { name: 'reset' } });
  await control(esb.url, '/data', { method: 'PUT', body: {} });
  await ask(esb.url, '/@unheard-of/__emulator/requests');
  t.strictSame(esb.sandbox('w1').faults.list(), []);
  t.equal(esb.data.own, false);
  t.notOk(esb.sandboxes().includes('unheard-of'));
});

t.test('routes of the ESB, health and documentation need no token', async (t) => {
  const esb = await start(t, { controlToken: TOKEN });
  t.match((await call(esb.url, LPI, { service_instance_id: 54 })).json, { code: 0 });
  t.match((await call(esb.sandbox('w1').url, LPI, { service_instance_id: 54 })).json, { code: 0 });
  for (const path of ['/healthz', '/readyz', '/openapi.json']) t.equal((await ask(esb.url, path)).status, 200, path);
});

t.test('beyond loopback, a token is made', async (t) => {
  const esb = await start(t, { host: '0.0.0.0' });
  const other = await start(t, { host: '0.0.0.0' });
  t.match(esb.controlToken, /^[\w-]{24}$/);
  t.not(esb.controlToken, other.controlToken);
  t.equal((await control(esb.url, '/requests')).status, 401);
  const headers = { authorization: `Bearer ${esb.controlToken ?? ''}` };
  t.equal((await control(esb.url, '/requests', { headers })).status, 200);
  t.equal((await control(other.url, '/requests', { headers })).status, 401);
  t.match((await call(esb.url, LPI, { service_instance_id: 54 })).json, { code: 0 });
  const own = await start(t, { host: '0.0.0.0', controlToken: TOKEN });
  t.equal(own.controlToken, TOKEN, 'one that is given goes before it');
  for (const host of ['localhost', '127.0.0.2']) t.equal((await start(t, { host })).controlToken, undefined, host);
});

const ORIGIN = 'http://evil.example';

t.test('without a token, pages of another origin may not control', async (t) => {
  const esb = await start(t);
  const own = new URL(esb.url).host;
  const ofOrigin = (origin: string) =>
    `pages of another origin (${origin}) may control the emulator only with a token: start it with --control-token`;
  const underName = (name: string) =>
    `under the name ${name}, the emulator can be controlled only with a token: start it with --control-token, or use ` +
    'the address that it printed';
  const cases: { headers: Record<string, string>; message?: string }[] = [
    { headers: { origin: ORIGIN }, message: ofOrigin(ORIGIN) },
    { headers: { origin: 'null' }, message: ofOrigin('null') },
    { headers: { origin: 'http://127.0.0.1:1' }, message: ofOrigin('http://127.0.0.1:1') },
    { headers: { origin: `http://${own}.evil.example` }, message: ofOrigin(`http://${own}.evil.example`) },
    { headers: { origin: `http://${own}` } },
    { headers: { 'sec-fetch-site': 'cross-site' }, message: ofOrigin('cross-site') },
    { headers: { 'sec-fetch-site': 'same-site' }, message: ofOrigin('same-site') },
    { headers: { 'sec-fetch-site': 'same-origin', origin: `http://${own}` } },
    { headers: { 'sec-fetch-site': 'none' } },
    { headers: { host: 'evil.example' }, message: underName('evil.example') },
    { headers: { host: 'evil.example:8000' }, message: underName('evil.example') },
    { headers: { host: 'evil.example', origin: ORIGIN }, message: underName('evil.example') },
    { headers: { host: '127.0.0.1.evil.example' }, message: underName('127.0.0.1.evil.example') },
    { headers: { host: 'localhost.evil.example' }, message: underName('localhost.evil.example') },
    { headers: { host: 'notlocalhost' }, message: underName('notlocalhost') },
    { headers: { host: 'localhost' } },
    { headers: { host: 'LOCALHOST:8000' } },
    { headers: { host: 'esb.localhost:8000' } },
    { headers: { host: '127.0.0.1:8000' } },
    { headers: { host: '[::1]:8000' } },
  ];
  for (const { headers, message } of cases) {
    const name = JSON.stringify(headers);
    const reply = await control(esb.url, '/faults', { body: { name: 'slow', times: 1 }, headers });
    t.equal(reply.status, message === undefined ? 201 : 403, name);
    if (message !== undefined) t.match(reply.json, { code: String, message }, name);
    t.equal(reply.headers['access-control-allow-origin'], undefined, name);
    t.equal(esb.faults.list().length, message === undefined ? 1 : 0, `${name}: it had no effect`);
    esb.faults.clear();
  }
  const preflight = await control(esb.url, '/faults', {
    method: 'OPTIONS',
    headers: { origin: ORIGIN, 'access-control-request-method': 'POST' },
  });
  t.equal(preflight.status, 403);
  t.equal(preflight.headers['access-control-allow-origin'], undefined);
  const esbRoute = await ask(esb.url, LPI_PATH, { body: '{}', headers: { origin: ORIGIN, host: 'evil.example' } });
  t.equal(esbRoute.status, 200, 'the ESB itself is for any page');
});

t.test('with a token, pages may control: preflight and all', async (t) => {
  const esb = await start(t, { controlToken: TOKEN });
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    const { status, headers } = await control(esb.url, '/data', {
      method: 'OPTIONS',
      headers: {
        origin: ORIGIN,
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization, x-emulator-sandbox',
      },
    });
    t.equal(status, 204, method);
    t.equal(headers['access-control-allow-origin'], ORIGIN);
    t.match(headers['access-control-allow-methods'], method);
    t.match(headers['access-control-allow-headers'], /authorization/);
  }
  const headers = { origin: ORIGIN, authorization: `Bearer ${TOKEN}` };
  const reply = await control(esb.url, '/requests', { headers });
  t.equal(reply.status, 200);
  t.equal(reply.headers['access-control-allow-origin'], ORIGIN);
  t.equal((await control(esb.url, '/requests', { headers: { origin: ORIGIN } })).status, 401);
  const stream = await control(esb.url, '/requests/stream', {
    headers,
    signal: AbortSignal.timeout(300),
  }).catch((error: unknown) => (error as Error).name);
  t.match(stream, /AbortError|TimeoutError/, 'the stream is open');

  const closed = await start(t, { controlToken: TOKEN, cors: 'http://mine.example' });
  const other = await control(closed.url, '/requests', { headers });
  t.equal(other.headers['access-control-allow-origin'], undefined, '--cors holds here, too');
});

t.test('a browser is let read a stream', async (t) => {
  const esb = await start(t, { controlToken: TOKEN });
  const abort = new AbortController();
  const response = await fetch(`${esb.url}/__emulator/requests/stream`, {
    headers: { origin: ORIGIN, 'x-emulator-token': TOKEN },
    signal: abort.signal,
  });
  t.equal(response.headers.get('access-control-allow-origin'), ORIGIN);
  abort.abort();
});

t.test("a browser's EventSource, which sends no headers, has the token in the query of the stream", async (t) => {
  const esb = await start(t, { controlToken: TOKEN });
  const open = async (query: string, headers: Record<string, string> = {}) => {
    const abort = new AbortController();
    const response = await fetch(`${esb.url}/__emulator/requests/stream${query}`, {
      headers: { origin: ORIGIN, accept: 'text/event-stream', ...headers },
      signal: abort.signal,
    });
    const text = response.status === 200 ? '' : await response.text();
    abort.abort();
    return { status: response.status, origin: response.headers.get('access-control-allow-origin'), text };
  };
  t.match(await open(`?token=${TOKEN}`), { status: 200, origin: ORIGIN });
  t.match(await open(`?component=${LPI}&token=${TOKEN}&since=0`), { status: 200 }, 'beside other parameters');
  t.match(await open('?token=wrong'), { status: 401, text: /this is not the control token/ });
  t.match(await open('?token=x&token=y'), { status: 401 });
  t.match(await open(`?token=${TOKEN}`, { 'x-emulator-token': 'wrong' }), { status: 401 }, 'a header counts first');
  t.match(await open(`?token=${TOKEN}&since=never`), { status: 400 });
  t.notMatch(await open(`?token=${TOKEN}&since=never`), { text: TOKEN }, 'no message repeats it');
  t.match(await open(`?token=${TOKEN}&nothing=1`), { status: 400, text: /there is no query parameter/ });
  for (const path of ['/requests', '/requests/count', '/data', '/settings', '/faults']) {
    t.equal((await control(esb.url, `${path}?token=${TOKEN}`)).status, 401, `${path} takes none in its query`);
  }
  t.equal((await control(esb.url, `/requests/stream?token=${TOKEN}`, { method: 'DELETE' })).status, 401);
  t.strictSame(esb.requests.find(), [], 'the journal has no requests to control');
  const untokened = await start(t);
  const abort = new AbortController();
  const plain = await fetch(`${untokened.url}/__emulator/requests/stream?token=any`, { signal: abort.signal });
  t.equal(plain.status, 200, 'where none is wanted, it does no harm');
  abort.abort();
});

t.test('a preflight request of a page that --cors does not allow says so', async (t) => {
  const esb = await start(t, { controlToken: TOKEN, cors: 'http://mine.example' });
  const preflight = { origin: ORIGIN, 'access-control-request-method': 'PUT' };
  const refused = await control(esb.url, '/data', { method: 'OPTIONS', headers: preflight });
  t.equal(refused.status, 403);
  t.match(refused.json, {
    message: `the browser lets no page of ${ORIGIN} read this reply: --cors allows http://mine.example alone`,
  });
  t.equal((await control(esb.url, '/data', { method: 'OPTIONS' })).status, 401, 'no page');
  const own = { ...preflight, origin: 'http://mine.example' };
  t.equal((await control(esb.url, '/data', { method: 'OPTIONS', headers: own })).status, 204);
});

t.test('health checks learn the status under any name, and who may control learns the rest', async (t) => {
  const open = await start(t);
  const closed = await start(t, { controlToken: TOKEN });
  const everywhere = await start(t, { host: '0.0.0.0' });
  const whole = ['status', 'contract', 'auth', 'seed', 'data', 'refused', 'damage'];
  const own = { 'x-emulator-token': everywhere.controlToken };
  const cases: [esb: typeof open, headers: Record<string, string | undefined>, keys: string[]][] = [
    [open, {}, whole],
    [open, { host: 'localhost:8000' }, whole],
    [open, { host: 'esb:8000' }, ['status']],
    [open, { host: '10.0.0.7:8000' }, ['status']],
    [open, { origin: ORIGIN }, ['status']],
    [open, { 'sec-fetch-site': 'cross-site' }, ['status']],
    [closed, {}, ['status']],
    [closed, { 'x-emulator-token': 'wrong' }, ['status']],
    [closed, { authorization: `Bearer ${TOKEN}`, host: 'esb:8000' }, whole],
    [everywhere, { host: 'esb:8000' }, ['status']],
    [everywhere, own, whole],
  ];
  for (const [esb, headers, keys] of cases) {
    const { status, json } = await ask(esb.url, '/readyz', { headers });
    t.equal(status, 200);
    t.strictSame(Object.keys(json as object), keys, JSON.stringify(headers));
  }
});
