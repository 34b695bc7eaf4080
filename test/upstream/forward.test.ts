import { request as send } from 'node:http';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import t, { type Test } from 'tap';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/index.js';
import { received, type Received } from '../received.js';
import { deferred } from '../../src/util/async/deferred.js';
import { checkTwins } from '../twins.js';
import { fakeUpstream } from './fake-upstream.js';

const USERS = '/api/c/compapi/v2/usermanage/list_users/';
const LPI = '/api/c/compapi/v2/cc/list_process_instance/';
const SUCCESS = '{ "result": true, "code": 0, "data": [1.0], "request_id": "abc" }';
const PAGE = '<html><body>login</body></html>';

const json = (response: ServerResponse, text = SUCCESS) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(text);

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

const ask = (url: string, { method = 'POST', headers = {}, body = '' }: Sent = {}): Promise<Received> => {
  const outgoing = send(url, { method, headers, agent: false });
  outgoing.end(body);
  return received(outgoing);
};

const start = async (t: Test, upstream: string, options: EmulatorOptions = {}): Promise<Emulator> => {
  const esb = await createEmulator({ fixtures: [{}], upstream, ...options });
  t.teardown(() => esb.close());
  return esb;
};

const lastOf = ({ requests }: Emulator) => requests.find().at(-1);

t.test('a request that the emulator does not know reaches the upstream as it came', async (t) => {
  const { url, got } = await fakeUpstream(t, (_request, response) => json(response));
  const esb = await start(t, `${url}/prefix/`);
  const body = '{ "bk_app_code": "a",  "n": 1e400 }';
  const headers = {
    'X-Bkapi-Authorization': '{"bk_app_code":"a"}',
    Cookie: 'bk_token=t0ken',
    'Accept-Encoding': 'gzip',
    'X-Emulator-Sandbox': 'one',
    'X-Emulator-Token': 'none',
    Connection: 'close, X-Hop',
    'X-Hop': 'gone',
    TE: 'trailers',
  };
  const reply = await ask(`${esb.url}${USERS}?a=%7B1&&b`, { headers, body });
  t.match(reply, { status: 200, text: SUCCESS, headers: { 'content-type': 'application/json' } });
  const [first] = got;
  t.match(first, { method: 'POST', target: `/prefix${USERS}?a=%7B1&&b`, body });
  t.equal(first?.headers.host, url.slice('http://'.length));
  t.match(first?.headers, { 'x-bkapi-authorization': '{"bk_app_code":"a"}', cookie: 'bk_token=t0ken' });
  t.equal(first?.headers['accept-encoding'], 'gzip');
  for (const name of ['x-emulator-sandbox', 'x-emulator-token', 'x-hop', 'te']) {
    t.equal(first?.headers[name], undefined, name);
  }
  t.match(esb.sandbox('one').requests.find().at(-1), {
    component: 'usermanage.list_users',
    code: 0,
    why: `forwarded to ${url.slice('http://'.length)}`,
    request_id: 'abc',
  });

  await ask(`${esb.url}/@two/api/v3/find%2Finst//x?q=1`, { method: 'PUT', body: 'x' });
  t.match(got[1], { method: 'PUT', target: '/prefix/api/v3/find%2Finst//x?q=1', body: 'x' }, 'without its sandbox');
  await ask(`${esb.url}/api/bk-user/prod/users/?a=1`, { method: 'GET' });
  t.match(got[2], { method: 'GET', target: '/prefix/api/bk-user/prod/users/?a=1', body: '' });
  await ask(`${esb.url}/api/elsewhere`);
  t.equal(got[3]?.target, '/prefix/api/elsewhere');
  t.equal(lastOf(esb)?.component, '/api/elsewhere', 'a path of no system is named as it is');
  await ask(`${esb.url}/other`);
  await ask(`${esb.url}${USERS}`, { method: 'OPTIONS' });
  t.equal(got.length, 4, 'nothing else goes on');
});

t.test('stubs and components answer first, unless all is forwarded', async (t) => {
  const { url, got } = await fakeUpstream(t, (_request, response) => json(response));
  const fixtures = [{ stubs: [{ path: USERS, data: 'stub' }] }];
  const unknown = await start(t, url, { fixtures, auth: 'off' });
  t.match((await ask(`${unknown.url}${USERS}`)).text, 'stub');
  t.match((await ask(`${unknown.url}${LPI}`, { body: '{"bk_biz_id":1,"service_instance_id":1}' })).text, '"data":[]');
  t.match((await ask(`${unknown.url}/api/c/compapi`)).status, 301);
  t.equal(got.length, 0);
  const all = await start(t, url, { fixtures, upstreamMode: 'all' });
  for (const path of [USERS, LPI, '/api/c/compapi', '/api/c/self-service-api/x/']) {
    t.equal((await ask(`${all.url}${path}`)).text, SUCCESS, path);
  }
  t.equal(lastOf(all)?.path, '/api/c/self-service-api/x/');
  t.match((await ask(`${all.url}/healthz`, { method: 'GET' })).text, 'up');
  t.equal(got.length, 4);
});

t.test('what an ESB answers by itself comes back as it is', async (t) => {
  const large = `"${'x'.repeat(3 * 1024 * 1024)}"`;
  const replies: Record<string, (response: ServerResponse) => unknown> = {
    missing: (response) =>
      response
        .writeHead(404, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] })
        .end('{"code":null}'),
    gateway: (response) => response.end('{"bk_error_code":5}'),
    list: (response) => response.end('null'),
    number: (response) => response.end('5'),
    gzip: (response) =>
      response
        .writeHead(200, { 'content-encoding': 'gzip', 'access-control-allow-origin': 'http://a' })
        .end(gzipSync(SUCCESS)),
    refused: (response) => response.writeHead(400).end('<h1>Bad Request (400)</h1>'),
    empty: (response) => response.writeHead(204).end(),
    large: (response) => response.end(large),
  };
  const { url } = await fakeUpstream(t, ({ url = '' }, response) => {
    void replies[url.split('/')[5] as string]?.(response);
  });
  const esb = await start(t, url);
  const headers = { Origin: 'http://page' };
  const get = (name: string) => ask(`${esb.url}/api/c/compapi/v2/${name}/x/`, { headers });
  const missing = await get('missing');
  t.match(missing, { status: 404, text: '{"code":null}', headers: { 'set-cookie': ['a=1', 'b=2'] } });
  t.equal(lastOf(esb)?.code, null);
  t.equal((await get('gateway')).text, '{"bk_error_code":5}');
  t.equal(lastOf(esb)?.code, 5);
  t.equal((await get('list')).text, 'null');
  t.equal((await get('number')).text, '5');
  const compressed = await get('gzip');
  t.equal(compressed.headers['content-encoding'], 'gzip');
  t.equal(compressed.headers['access-control-allow-origin'], 'http://page', 'the emulator says who may read it');
  t.equal(lastOf(esb)?.code, 0, 'the code of a compressed reply is known');
  t.match(await get('refused'), { status: 400, text: '<h1>Bad Request (400)</h1>' });
  t.match(await get('empty'), { status: 204, text: '' });
  t.equal((await get('large')).text, large);
  t.match(lastOf(esb), { status: 200, code: null });
  t.match((await ask(`${esb.url}/api/c/compapi/v2/list/x/`, { method: 'HEAD' })).status, 200);
});

t.test('an upstream that does not answer as an ESB gives the ESB’s own error', async (t) => {
  const replies: Record<string, (response: ServerResponse) => unknown> = {
    html: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE),
    broken: (response) => response.end('{"code":'),
    redirect: (response) => response.writeHead(302, { location: 'http://login/' }).end(),
    encoding: (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'),
    unknown: (response) => response.writeHead(200, { 'content-encoding': 'zstd' }).end('x'),
    reset: (response) => response.socket?.resetAndDestroy(),
    closed: (response) => response.socket?.destroy(),
    half: (response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{');
      response.socket?.destroySoon();
    },
    silent: () => undefined,
    slow: (response) => response.write('{'),
  };
  const { url } = await fakeUpstream(t, ({ url = '' }, response) => {
    void replies[url.split('/')[5] as string]?.(response);
  });
  const host = url.slice('http://'.length);
  const esb = await start(t, url);
  const impatient = await start(t, url, { upstreamTimeout: 1 });
  const NOT_JSON = 'Request interface error, the response content is not a json string: ';
  const words = (system: string, problem: string) =>
    `Component request third-party system [${system}] interface [x] error: ${problem}, ` +
    'please try again later or contact component developer to handle this';
  const RESET = "('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))";
  const LATE = 'Third-party system interface response time exceeds 1 seconds';
  const cases: [name: string, code: number, message: string, why: string][] = [
    ['html', 1306000, NOT_JSON + PAGE, 'what is no JSON'],
    ['broken', 1306000, `${NOT_JSON}{"code":`, 'what is no JSON'],
    ['redirect', 1306000, NOT_JSON, 'answered 302 with a redirect to http://login/'],
    ['encoding', 1306000, NOT_JSON, 'cannot be decoded'],
    ['unknown', 1306000, NOT_JSON, 'cannot be decoded'],
    ['reset', 1306201, words('RESET', RESET), 'ECONNRESET'],
    ['closed', 1306201, words('CLOSED', RESET), 'UND_ERR_SOCKET'],
    ['half', 1306201, words('HALF', RESET), 'did not answer'],
    ['silent', 1306201, words('SILENT', LATE), 'no answer within 1 seconds'],
    ['slow', 1306201, words('SLOW', LATE), 'no answer within 1 seconds'],
  ];
  const emulatorFor = (message: string) => (message.includes(LATE) ? impatient : esb);
  const all = await Promise.all(
    cases.map(([name, , message]) => ask(`${emulatorFor(message).url}/api/c/compapi/v2/${name}/x/`)),
  );
  for (const [index, [name, code, message, why]] of cases.entries()) {
    const { status, text } = all[index] as Received;
    const { request_id: requestId, ...envelope } = JSON.parse(text) as Record<string, unknown>;
    t.equal(status, 200, name);
    t.same(envelope, { code, result: false, data: null, message }, name);
    t.match(requestId, /^[\da-f]{32}$/, name);
    const entry = emulatorFor(message)
      .requests.find()
      .find(({ path }) => path.includes(`/${name}/`));
    t.ok(entry?.why?.includes(why), `${name}: ${entry?.why}`);
    t.ok(entry?.why?.includes(host), name);
  }
  checkTwins(t, esb, 5);
  checkTwins(t, impatient);
});

t.test('the reason hides secrets of the upstream’s address of login, and is cut, in each language', async (t) => {
  const location = `http://u:hunter2-hunter2@sso/?token=hunter2-hunter2&c_url=${'x'.repeat(600)}`;
  const { url } = await fakeUpstream(t, (_request, response) => response.writeHead(302, { location }).end());
  const esb = await start(t, url);
  await ask(`${esb.url}${USERS}`);
  const { why, why_zh } = lastOf(esb) ?? {};
  for (const [text, words] of [
    [why, 'answered 302 with a redirect to http://(hidden)@sso/?token=(hidden)&c_url=xxx'],
    [why_zh, '对方返回 302，内容是到 http://(hidden)@sso/?token=(hidden)&c_url=xxx'],
  ]) {
    t.match(text, words);
    t.match(text, /xxx…\(cut\)$/);
  }
  t.notMatch(JSON.stringify(esb.requests.find()), 'hunter2');
});

t.test('an upstream that is not there', async (t) => {
  const { url } = await fakeUpstream(t, () => undefined);
  const { port } = new URL(url);
  const gone = await start(t, 'http://127.0.0.1:1/esb');
  const refused = await ask(`${gone.url}${USERS}?bk_token=t0ken`, { body: '{"a":1}' });
  t.match(refused.text, 'Max retries exceeded with url: /esb/api/c/compapi/v2/usermanage/list_users (Caused by');
  t.match(refused.text, '[Errno 111] Connection refused');
  t.notMatch(refused.text, 't0ken');
  t.match(lastOf(gone)?.why, 'ECONNREFUSED');
  checkTwins(t, gone);
  const nowhere = await start(t, `https://127.0.0.1:${port}`, { upstreamTimeout: 1 });
  t.match((await ask(`${nowhere.url}/api/v3/find/x`)).text, '1306201', 'in the envelope of CMDB');
  t.match((await ask(`${nowhere.url}/api/bk-user/prod/users/`)).text, '1306201', 'in that of the gateway');
});

t.test('faults strike a forwarded call, also one that the emulator cannot read', async (t) => {
  const { url, got } = await fakeUpstream(t, (_request, response) =>
    json(response, `{"code":0,"data":"${'x'.repeat(2_000_000)}"}`),
  );
  const esb = await start(t, url);
  const strike = async (name: 'cmdb-refused' | 'cmdb-failed' | 'malformed' | 'truncated', body = '{}') => {
    esb.faults.clear();
    esb.faults.add({ name, component: 'usermanage.list_users', times: 1 });
    return ask(`${esb.url}${USERS}`, { body });
  };
  t.match((await strike('cmdb-refused')).text, '1306201');
  t.match((await strike('cmdb-refused', '{"broken":')).text, '1306201', 'whatever the body');
  t.match((await strike('cmdb-failed')).text, '1199017');
  t.equal(got.length, 0);
  const whole = await ask(`${esb.url}${USERS}`, { body: '{"broken":' });
  t.equal(whole.status, 200);
  const half = await strike('malformed');
  t.ok(half.text.length < whole.text.length);
  await t.rejects(strike('truncated'));
});

t.test('a long reply that breaks off breaks off for the client, too', async (t) => {
  const { url } = await fakeUpstream(t, (_request, response) => {
    response.writeHead(200).write('x'.repeat(2_000_000));
    setTimeout(() => response.socket?.destroy(), 100);
  });
  const esb = await start(t, url);
  await t.rejects(ask(`${esb.url}${USERS}`));
});

t.test('a client that goes takes its request along, and a body beyond the limit is not forwarded', async (t) => {
  const arrived = deferred<undefined>();
  const closed = deferred<undefined>();
  const { url, got } = await fakeUpstream(t, (_request, response) => {
    response.once('close', () => closed.resolve(undefined));
    arrived.resolve(undefined);
  });
  const esb = await start(t, url, { bodyLimit: 10 });
  const outgoing = send(`${esb.url}${USERS}`, { method: 'POST' });
  outgoing.once('error', () => undefined);
  outgoing.end('{}');
  await arrived.promise;
  outgoing.destroy();
  await closed.promise;
  t.equal((await ask(`${esb.url}${USERS}`, { body: '{"too":"large"}' })).status, 404);
  t.match(lastOf(esb)?.why, 'larger than --body-limit');
  checkTwins(t, esb, 2);
  t.equal(got.length, 1);
});

t.test('an upstream has to be an address, and other settings need it', async (t) => {
  for (const upstream of ['paas.example.com', 'ftp://a', 'http://user:pass@a', 'http://a/?b=1', 'http://a/#b']) {
    await t.rejects(createEmulator({ upstream }), { code: 'SETTING_NOT_AN_UPSTREAM' }, upstream);
  }
  await t.rejects(createEmulator({ upstreamMode: 'all' }), { code: 'SETTING_NEEDS_UPSTREAM' });
});
