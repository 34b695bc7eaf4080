import t from 'tap';
import { ask, call, connect, control, LPI, LPI_PATH, start, transmit, type Request } from '../control/helper.js';

const noName = (kind: string, name: string): string =>
  `"${name}" is no name of a ${kind}: names have ASCII letters, digits, ".", "_" and "-", begin with a letter or a digit, ` +
  'and are 64 characters long at most';

const GOOD = ['a', 'Z', '0', 'w-1', 'ci.job_7', 'a'.repeat(64), 'default', 'a..b', '1-'];
const BAD = [
  '',
  '.',
  '..',
  '-a',
  '_a',
  '.a',
  'a b',
  'a@b',
  'ä',
  '名字',
  'a'.repeat(65),
  'a:b',
  'a,b',
  'a"b',
  'a\nb',
  '%',
];

t.test('names of sandboxes, in the path', async (t) => {
  const esb = await start(t);
  for (const name of GOOD) {
    for (const path of [`/@${name}${LPI_PATH}`, `/%40${name}${LPI_PATH}`, `//@${name}/${LPI_PATH}`]) {
      const { status, json } = await ask(esb.url, path, { body: '{}' });
      t.equal(status, 200, path);
      t.match(json, { code: 1306000 }, path);
    }
    t.equal(esb.sandbox(name).requests.count(), 3, name);
    t.ok(esb.sandboxes().includes(name), name);
  }
  const before = esb.sandboxes();
  for (const name of BAD) {
    for (const path of [LPI_PATH, '/__emulator/requests', '/__emulator/sandboxes', '/nowhere']) {
      const request: Request = path === LPI_PATH ? { body: '{}' } : {};
      const { status, json } = await ask(esb.url, `/@${encodeURIComponent(name)}${path}`, request);
      t.equal(status, 400, `"${name}" ${path}`);
      t.match(json, { code: String, message: noName('sandbox', name) }, `"${name}" ${path}`);
    }
  }
  t.strictSame(esb.sandboxes(), before, 'none came into being');
  const undecodable = await ask(esb.url, `/@%zz${LPI_PATH}`, { body: '{}' });
  t.equal(undecodable.status, 400);
  t.match(undecodable.json, { code: String, message: noName('sandbox', '%zz') });
  const long = await ask(esb.url, `/@${'x'.repeat(5000)}${LPI_PATH}`, { body: '{}' });
  t.equal(long.status, 400);
  t.match(long.json, { code: String, message: noName('sandbox', 'x'.repeat(100)) }, 'long ones are cut');
});

t.test('names of sandboxes, in the header', async (t) => {
  const esb = await start(t);
  for (const name of ['', '-a', 'a b', 'a/b', 'a, b', 'a'.repeat(65)]) {
    for (const path of [LPI_PATH, '/__emulator/requests']) {
      const { status, json } = await ask(esb.url, path, {
        method: path === LPI_PATH ? 'POST' : 'GET',
        headers: { 'x-emulator-sandbox': name },
      });
      t.equal(status, 400, `"${name}" ${path}`);
      t.match(json, { code: String, message: noName('sandbox', name) }, `"${name}" ${path}`);
    }
  }
  const both = await ask(esb.url, `/@w1${LPI_PATH}`, { body: '{}', headers: { 'x-emulator-sandbox': '-bad' } });
  t.equal(both.status, 200, 'the path goes before it');
  t.throws(() => esb.sandbox('-bad'), { message: noName('sandbox', '-bad') });
});

t.test('requests about sandboxes', async (t) => {
  const esb = await start(t);
  await ask(esb.url, `/@w1${LPI_PATH}`, { body: '{}' });
  const cases: { method: string; path: string; status: number; message?: string }[] = [
    { method: 'GET', path: '/sandboxes/default', status: 200 },
    { method: 'GET', path: '/sandboxes/w1', status: 200 },
    {
      method: 'GET',
      path: '/sandboxes/w2',
      status: 404,
      message: 'there is no sandbox "w2"; one comes into being when it is first used',
    },
    {
      method: 'DELETE',
      path: '/sandboxes/w2',
      status: 404,
      message: 'there is no sandbox "w2"; one comes into being when it is first used',
    },
    {
      method: 'DELETE',
      path: '/sandboxes/default',
      status: 409,
      message: 'the default sandbox cannot be dropped; reset it instead',
    },
    { method: 'DELETE', path: '/sandboxes/w1', status: 204 },
    { method: 'GET', path: '/sandboxes/__proto__', status: 404 },
    {
      method: 'DELETE',
      path: '/faults/f9',
      status: 404,
      message: 'the sandbox default has no fault "f9"; it has none',
    },
    {
      method: 'DELETE',
      path: '/snapshots/s',
      status: 404,
      message: 'the sandbox default has no snapshot "s"; it has none',
    },
    {
      method: 'POST',
      path: '/snapshots/s/restore',
      status: 404,
      message: 'the sandbox default has no snapshot "s"; it has none',
    },
  ];
  for (const { method, path, status, message } of cases) {
    const reply = await control(esb.url, path, { method });
    t.equal(reply.status, status, `${method} ${path}`);
    if (message !== undefined) t.match(reply.json, { code: String, message }, `${method} ${path}`);
    if (status === 204) t.equal(reply.text, '', `${method} ${path}`);
  }
  t.strictSame(esb.sandboxes(), ['default']);
});

t.test('names and number of snapshots', async (t) => {
  const esb = await start(t);
  for (const name of ['-a', 'a b', 'ä', 'a'.repeat(65), '..a', '%25']) {
    const reply = await control(esb.url, `/snapshots/${name === '%25' ? name : encodeURIComponent(name)}`, {
      method: 'PUT',
    });
    t.equal(reply.status, 400, name);
    t.match(reply.json, { code: String, message: noName('snapshot', name === '%25' ? '%' : name) }, name);
  }
  await t.rejects(esb.snapshot('-a'), { message: noName('snapshot', '-a') });
  for (let at = 0; at < 100; at += 1) await esb.snapshot(`s${at}`);
  const message = 'the sandbox default has 100 snapshots, which is the most; delete one first';
  const one = await control(esb.url, '/snapshots/more', { method: 'PUT' });
  t.equal(one.status, 409);
  t.match(one.json, { code: String, message });
  t.ok((await control(esb.url, '/snapshots/s7', { method: 'PUT' })).status < 300, 'one can be overwritten');
  t.equal((await control(esb.url, '/snapshots/s7', { method: 'DELETE' })).status, 204);
  t.ok((await control(esb.url, '/snapshots/more', { method: 'PUT' })).status < 300);
  t.ok((await control(esb.sandbox('w1').url, '/snapshots/more', { method: 'PUT' })).status < 300, 'each has its own');
});

const TOO_LARGE =
  'the body is too large: a fixture may have 64 MiB (start with --fixtures for more), anything else 2 MiB';

t.test('bodies over the limit', async (t) => {
  const esb = await start(t);
  const large = 'x'.repeat(2 * 2 ** 20 + 1);
  for (const path of ['/faults', '/settings']) {
    const reply = await control(esb.url, path, { method: path === '/faults' ? 'POST' : 'PATCH', body: large });
    t.equal(reply.status, 413, path);
    t.match(reply.json, { code: String, message: TOO_LARGE }, path);
  }
  const chunked = [
    'POST /__emulator/faults HTTP/1.1',
    'Host: 127.0.0.1',
    'Transfer-Encoding: chunked',
    'Connection: close',
  ];
  const body = `${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`;
  t.match((await transmit(esb.url, `${chunked.join('\r\n')}\r\n\r\n${body}`)).text, 'HTTP/1.1 413', 'in chunks');
  const declared = ['PUT /__emulator/data HTTP/1.1', 'Host: 127.0.0.1', `Content-Length: ${64 * 2 ** 20 + 1}`, '', ''];
  const socket = connect(esb.url);
  const { text } = await new Promise<{ text: string }>((resolve) => {
    socket.on('data', (chunk: Buffer) => resolve({ text: chunk.toString() }));
    socket.on('error', () => undefined);
    socket.write(declared.join('\r\n'));
  });
  socket.destroy();
  t.match(text, 'HTTP/1.1 413');
  t.match(text, TOO_LARGE);
  const large2 = Buffer.from(`{"modules":[]}${' '.repeat(3 * 2 ** 20)}`);
  t.equal((await control(esb.url, '/data', { method: 'PUT', body: large2 })).status, 200, 'a fixture may be larger');
});

t.test('faults: the largest number, and problems of one', async (t) => {
  const esb = await start(t);
  const add = (body: object | string) => control(esb.url, '/faults', { body });
  const invalid = (...problems: [path: string, message: string | RegExp][]) => ({
    code: 'FAULT_INVALID',
    message: problems.length === 1 ? '1 problem in the faults' : `${problems.length} problems in the faults`,
    problems: problems.map(([path, message]) => ({
      code: /^FAULT_/,
      severity: 'error',
      file: 'request body',
      line: 0,
      column: 0,
      path,
      message,
    })),
  });
  const cases: { body: object | string; status: number; reply: object }[] = [
    { body: '', status: 400, reply: { code: 'REQUEST_NOT_JSON', message: 'the body must be JSON: there is none' } },
    { body: '{', status: 400, reply: { code: 'REQUEST_NOT_JSON', message: /^the body must be JSON: / } },
    { body: '[]', status: 422, reply: invalid(['', 'must be a map such as {"name":"slow"}, is a list']) },
    { body: '7', status: 422, reply: invalid(['', 'must be a map such as {"name":"slow"}, is 7']) },
    { body: {}, status: 422, reply: invalid(['', /^name is missing; there are: rate-limited, /]) },
    {
      body: { name: 'cmdb-dwn' },
      status: 422,
      reply: invalid(['name', /^there is no "cmdb-dwn"; did you mean cmdb-down\?/]),
    },
    {
      body: { name: 'slow', latency: -1 },
      status: 422,
      reply: invalid(['latency', 'must be a number from 0 to 600000, is -1']),
    },
    {
      body: { name: 'slow', times: '2' },
      status: 422,
      reply: invalid(['times', 'must be an integer from 1 to 1000000000, is the string "2"']),
    },
    {
      body: { name: 'slow', times: 0, probability: 2 },
      status: 422,
      reply: invalid(
        ['times', 'must be an integer from 1 to 1000000000, is 0'],
        ['probability', 'must be a number above 0, up to 1, is 2'],
      ),
    },
  ];
  for (const { body, status, reply } of cases) {
    const { status: given, json } = await add(body);
    const name = JSON.stringify(body);
    t.equal(given, status, name);
    t.match(json, reply, name);
  }
  t.strictSame(esb.faults.list(), []);
  for (let at = 0; at < 100; at += 1) esb.faults.add({ name: 'slow', app: 'none' });
  const { status, json } = await add({ name: 'reset' });
  t.equal(status, 409);
  t.same(json, {
    code: 'FAULT_TOO_MANY',
    message: 'there are 100 faults, and no more fit into a sandbox; remove one that is no longer needed',
    message_zh: '一个沙箱最多 100 个故障，已满；请删除不再需要的故障',
  });
  await control(esb.url, '/faults/f50', { method: 'DELETE' });
  t.match((await add({ name: 'slow' })).json, { id: 'f101' }, 'an id never comes twice');
});

t.test('unknown paths and methods', async (t) => {
  const esb = await start(t);
  const LISTED = 'GET /__emulator lists what there is';
  const cases: [method: string, path: string, there: string][] = [
    ['GET', '/none', LISTED],
    ['POST', '/requests', 'there is: GET, DELETE'],
    ['GET', '/reset', 'there is: POST'],
    ['PUT', '/faults', 'there is: GET, POST, DELETE'],
    ['PUT', '/faults/f1', 'there is: GET, DELETE'],
    ['OPTIONS', '/requests', 'there is: GET, DELETE'],
    ['DELETE', '/faults/f1/more', LISTED],
  ];
  for (const [method, path, there] of cases) {
    const { status, json } = await control(esb.url, `${path}?x=1`, { method });
    t.equal(status, 404, `${method} ${path}`);
    const methods = there.replace(/^there is: /, '该路径支持：').replaceAll(', ', '、');
    t.same(json, {
      code: 'REQUEST_UNKNOWN_OPERATION',
      message: `there is no ${method} /__emulator${path}; ${there}`,
      message_zh: `没有 ${method} /__emulator${path}；${there === LISTED ? 'GET /__emulator 列出全部操作' : methods}`,
    });
  }
  const { json } = await control(esb.url, '');
  const operations = json as { operation: string; summary: string }[];
  t.ok(operations.length >= 24);
  t.ok(operations.some(({ operation }) => operation === 'GET /__emulator/requests/stream'));
  t.equal((await control(esb.url, '/requests/')).status, 200, 'a slash at the end makes no difference');
});

/** The problems of a query or a body. */
const invalidOf = (json: unknown, part: 'query' | 'request body'): string[] =>
  (json as { problems: { file: string; path: string; message: string }[] }).problems
    .filter(({ file }) => file === part)
    .map(({ path, message }) => `${path} ${message}`.trim());

t.test('unknown and wrong query parameters', async (t) => {
  const esb = await start(t);
  const FILTERS = 'component, face, app, code, since, body';
  const cases: { path: string; message: string }[] = [
    {
      path: '/requests?compnent=x',
      message: `there is no query parameter "compnent"; did you mean component? There are: ${FILTERS}, limit, after`,
    },
    { path: '/requests/count?biz=x', message: `there is no query parameter "biz"; there are: ${FILTERS}` },
    { path: '/requests/stream?x', message: `there is no query parameter "x"; there are: ${FILTERS}, token` },
    { path: '/snapshots?x=1', message: 'there is no query parameter "x"; it takes none' },
    {
      path: '/data?fromat=yaml',
      message: 'there is no query parameter "fromat"; did you mean format? There are: format',
    },
    { path: '/requests?code=abc', message: 'code must be integer' },
    { path: '/data?format=xml', message: 'format must be one of yaml, json' },
    { path: '/requests?app=a&app=b', message: 'app must be string' },
  ];
  for (const { path, message } of cases) {
    const { status, json } = await control(esb.url, path);
    t.equal(status, 400, path);
    t.match(json, { code: 'REQUEST_INVALID', message: '1 problem in the request' }, path);
    t.strictSame(invalidOf(json, 'query'), [message], path);
  }
});

t.test('settings: wrong types, names and values change nothing', async (t) => {
  const esb = await start(t);
  const SETTINGS = 'contract, auth, strict_warnings, clock';
  const CONTRACTS = 'documented, cmdb-3.14';
  const cases: { body: object | string; problems: (string | RegExp)[] }[] = [
    { body: 'null', problems: ['must be object'] },
    { body: '[]', problems: ['must be object'] },
    { body: '"auth"', problems: ['must be object'] },
    { body: {}, problems: [`is empty; it may have: ${SETTINGS}`] },
    { body: { contract: 'x' }, problems: [`contract must be one of ${CONTRACTS}`] },
    { body: { contract: null }, problems: [/^contract must be /] },
    { body: { contract: ['documented'] }, problems: [/^contract must be /] },
    { body: { auth: true }, problems: [/^auth must be /] },
    { body: { strict_warnings: 'true' }, problems: ['strict_warnings must be boolean'] },
    { body: { strict_warnings: 1 }, problems: ['strict_warnings must be boolean'] },
    { body: { strict_warnings: null }, problems: ['strict_warnings must be boolean'] },
    { body: { clock: 5 }, problems: [/^clock must be /] },
    {
      body: { strictWarnings: true },
      problems: [`there is no "strictWarnings"; did you mean strict_warnings? There are: ${SETTINGS}`],
    },
    {
      body: { auth: 'off', contrct: 'x' },
      problems: [`there is no "contrct"; did you mean contract? There are: ${SETTINGS}`],
    },
    {
      body: { auth: 'none', contract: 'x' },
      problems: [`contract must be one of ${CONTRACTS}`, 'auth must be one of off, required, strict'],
    },
  ];
  const before = (await control(esb.url, '/settings')).json;
  t.same(before, { contract: 'documented', auth: 'required', strict_warnings: false, clock: null });
  const change = (body: object | string) => control(esb.url, '/settings', { method: 'PATCH', body });
  for (const { body, problems } of cases) {
    const { status, json } = await change(body);
    const name = JSON.stringify(body);
    t.equal(status, 422, name);
    t.match(invalidOf(json, 'request body'), problems, name);
    t.same((await control(esb.url, '/settings')).json, before, name);
  }
  for (const body of ['', '{']) {
    t.match(await change(body), {
      status: 400,
      json: { code: 'REQUEST_NOT_JSON', message: /^the body must be JSON: / },
    });
  }
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/json']) {
    const body = { auth: 'off', contract: 'cmdb-3.14', strict_warnings: true };
    const reply = await control(esb.url, '/settings', { method: 'PATCH', body, headers: { 'content-type': type } });
    t.same(reply.json, { ...body, clock: null }, `whatever it is called: ${type}`);
  }
});

t.test('a label that is none is no reason to refuse a body', async (t) => {
  const esb = await start(t);
  const headers = { 'content-type': 'json' };
  t.equal((await control(esb.url, '/faults', { body: { name: 'slow' }, headers })).status, 201);
});

t.test('data that is wrong', async (t) => {
  const esb = await start(t);
  const { digest } = esb.data;
  const put = (body: string | object, type = 'application/json') =>
    control(esb.url, '/data', { method: 'PUT', body, headers: { 'content-type': type } });
  for (const body of ['', '{', '[]', { modules: 1 }, { moduls: [] }, { modules: [{ bk_module_id: 'x' }] }]) {
    const { status, json } = await put(body);
    t.equal(status, body === '' || body === '{' ? 400 : 422, JSON.stringify(body));
    const { message, problems } = json as { message: string; problems: { file: string; message: string }[] };
    t.match(message, /^\d+ problems? in the fixtures/, JSON.stringify(body));
    t.ok(problems.length > 0);
    t.equal(problems[0]?.file, 'request body');
    t.strictSame(Object.keys(problems[0] ?? {}).sort(), [
      'code',
      'column',
      'file',
      'line',
      'message',
      'message_zh',
      'path',
      'severity',
    ]);
  }
  const many = await put({ hosts: Array.from({ length: 300 }, () => ({ bk_host_id: 'x' })) });
  t.equal((many.json as { problems: unknown[] }).problems.length, 100, 'the first hundred are told');
  t.equal(esb.data.digest, digest, 'the data is as it was');
  t.match((await call(esb.url, LPI, { service_instance_id: 54 })).json, { code: 0 });
});

t.test('a control request that is no HTTP', async (t) => {
  const esb = await start(t);
  const { text } = await transmit(esb.url, 'GET /__emulator/requests HTTP/1.1\r\nBad Header\r\n\r\n');
  t.match(text, 'HTTP/1.1 400');
  t.equal((await control(esb.url, '/requests')).status, 200);
});
