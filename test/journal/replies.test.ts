import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import t, { type Test } from 'tap';
import { createEmulator, type EmulatorOptions, type Fixture, type ShownReply } from '../../src/index.js';
import { ask, call, control, LPI, LSI, start, type Reply, type Request } from '../control/helper.js';
import { validator } from '../contract/faces.js';
import { fakeUpstream } from '../upstream/fake-upstream.js';

/** The replies to requests, as the journal keeps them. */

const KIB = 1024;
const USERS = '/api/c/compapi/v2/usermanage/list_users/';
const GATEWAY = '/api/bk-user/prod/users/';

const lastOf = async (url: string): Promise<Reply> => {
  const all = (await control(url, '/requests')).json as { id: number }[];
  return control(url, `/requests/${all.at(-1)?.id}`);
};

const replyOf = async (url: string) => ((await lastOf(url)).json as { reply: ShownReply | null }).reply;

const rows = (count: number, label: string): Fixture => ({
  modules: [
    {
      bk_module_id: 1,
      bk_biz_id: 2,
      set_template_id: 3,
      service_instances: Array.from({ length: count }, (_, index) => ({ id: index + 1, labels: { label } })),
    },
  ],
  stubs: [
    { path: 'usermanage.list_users', when: { as: 'data' }, data: ['蓝鲸', { password: 'hunter2-hunter2' }] },
    { path: 'usermanage.list_users', when: { as: 'reply' }, reply: { status: 503, body: 'no', headers: { Via: 'x' } } },
    {
      path: 'usermanage.list_users',
      when: { as: 'packed' },
      reply: { body: 'not packed', headers: { 'Content-Encoding': 'gzip' } },
    },
    { path: 'usermanage.list_users', when: { as: 'long' }, data: '鲸'.repeat(200 * KIB) },
  ],
});

const open = (t: Test, options: EmulatorOptions = {}) =>
  start(t, { fixtures: [rows(500, 'x'.repeat(200))], auth: 'off', ...options });

t.test('the reply that was sent stands beside its request', async (t) => {
  const esb = await open(t);
  const { url } = esb;
  const problemsOf = await validator(url);
  const asked: [path: string, request: Request][] = [
    [`/api/c/compapi/v2/cc/${LPI}/`, { body: { bk_biz_id: 2, service_instance_id: 1 } }],
    [`/api/c/compapi/v2/cc/${LPI}/`, { body: 'no JSON' }],
    [`/api/c/compapi/v2/cc/${LSI}/?callback=f`, {}],
    ['/api/v3/findmany/proc/process_instance', { body: {} }],
    ['/api/bk-cmdb/prod/api/v3/findmany/proc/process_instance', { body: {} }],
    [USERS, { body: { as: 'reply' } }],
    [USERS, { body: { as: 'data' } }],
    ['/api/c/none/', {}],
  ];
  for (const [path, request] of asked) {
    const { status, headers, text } = await ask(url, path, request);
    const answered = await lastOf(url);
    const kept = await replyOf(url);
    t.strictSame(kept?.body, text.replaceAll('hunter2-hunter2', '(hidden)'), path);
    t.equal(kept?.headers['content-type'], headers['content-type'], path);
    t.equal((answered.json as { status: number }).status, status, path);
    t.strictSame(problemsOf({ method: 'GET', path: '/__emulator/requests/{id}' }, toReply(answered)), [], path);
    const list = await control(url, '/requests');
    t.strictSame(
      problemsOf({ method: 'GET', path: '/__emulator/requests' }, toReply(list)),
      [],
      `${path}: in the list`,
    );
    t.notMatch(list.text, '"reply":', 'the list has no replies');
    const { id } = answered.json as { id: number };
    t.strictSame(await esb.requests.get(id), answered.json, `${path}: the same in the process`);
  }
});

const toReply = (reply: Reply) => ({
  ...reply,
  type: reply.headers['content-type'],
  json: reply.json as Record<string, unknown>,
});

t.test('a reply or a request that is too long is not kept', async (t) => {
  const { url } = await open(t);
  const page = { start: 0, limit: 500 };
  const { text } = await call(url, LSI, { bk_biz_id: 2, set_template_id: 3, page });
  t.ok(text.length > 128 * KIB);
  t.equal((await replyOf(url))?.body, text, 'a page of the most instances is');
  await ask(url, USERS, { body: { as: 'long' } });
  t.equal(await replyOf(url), null, 'more than 512 KiB');
  await call(url, LSI, { bk_biz_id: 2, set_template_id: 3, page, filler: 'x'.repeat(40 * KIB) });
  t.equal(await replyOf(url), null, 'a request of more than 32 KiB');
});

t.test('compressed replies of a live system are read, and a streamed one is not kept', async (t) => {
  const text = `{"result": true, "code": 0, "data": "${'鲸'.repeat(300)}"}`;
  const replies: Record<string, [body: Buffer, encoding: string]> = {
    gzip: [gzipSync(text), 'gzip'],
    'x-gzip': [gzipSync(text), 'X-Gzip'],
    deflate: [deflateSync(text), 'deflate'],
    br: [brotliCompressSync(text), 'br'],
    plain: [Buffer.from(text), 'identity'],
    latin1: [Buffer.from('{"result": true, "data": "\xff"}', 'latin1'), 'identity'],
  };
  const { url: upstream } = await fakeUpstream(t, (request, response) => {
    const name = new URL(request.url ?? '', 'http://x').searchParams.get('name') ?? '';
    const [body, encoding] = replies[name] ?? [Buffer.alloc(2 * KIB * KIB, 'x'), 'identity'];
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding, 'set-cookie': 'a=b' })
      .end(body);
  });
  const { url } = await open(t, { upstream, fixtures: [{}] });
  for (const name of Object.keys(replies)) {
    await ask(url, `${GATEWAY}?name=${name}`);
    const reply = await replyOf(url);
    t.equal(reply?.body, name === 'latin1' ? null : text, name);
    t.equal(reply?.headers['set-cookie'], undefined, `${name}: without the cookie`);
  }
  await ask(url, GATEWAY);
  t.equal(await replyOf(url), null, 'a streamed reply is not kept');
});

t.test('broken replies: what was sent', async (t) => {
  const { url } = await open(t);
  for (const [name, shown] of [
    ['malformed', /^\{"result"[^]*[^}]$/],
    ['truncated', /^\{"result"[^]*[^}]$/],
    ['reset', undefined],
  ] as const) {
    await control(url, '/faults', { body: { name, times: 1 } });
    await call(url, LSI, { bk_biz_id: 2, set_template_id: 3, page: { start: 0, limit: 1 } }).catch(() => undefined);
    const kept = await replyOf(url);
    if (shown === undefined) t.equal(kept, null, name);
    else t.match(kept?.body, shown, name);
  }
});

t.test('an unknown request is refused', async (t) => {
  const esb = await open(t);
  for (const id of ['7', '0', 'x', '1e3', 'password=hunter2-hunter2', '9'.repeat(30)]) {
    const reply = await control(esb.url, `/requests/${id}`);
    t.match(reply, { status: 404, json: { code: 'JOURNAL_ENTRY_NOT_FOUND' } }, id);
    t.notMatch(reply.text, 'hunter2');
  }
  await call(esb.url, LPI, {});
  t.equal(await esb.sandbox('a').requests.get(1), undefined, 'it belongs to another sandbox');
  t.ok(await esb.requests.get(1));
  esb.requests.clear();
  t.equal(await esb.requests.get(1), undefined);
});

t.test('a secret of the request is hidden wherever a reply repeats it; a wrong encoding', async (t) => {
  const esb = await open(t);
  const { url } = esb;
  await control(url, '/faults', {
    body: { name: 'custom', times: 1, reply: { body: 'I saw plain-word and cGxhaW4td29yZA==' } },
  });
  await ask(url, `/api/c/compapi/v2/cc/${LPI}/`, { body: { bk_app_secret: 'plain-word' } });
  t.equal((await replyOf(url))?.body, 'I saw (hidden) and (hidden)');
  await esb.inject({ method: 'POST', url: USERS, payload: JSON.stringify({ as: 'packed' }) });
  t.equal((await replyOf(url))?.body, 'not packed', 'a body that cannot be unpacked is shown as it is');
});

t.test('replies take a quarter of the bytes of a journal at most, and entries stay', async (t) => {
  const esb = await createEmulator({
    fixtures: [rows(500, 'x'.repeat(200))],
    auth: 'off',
    journalBytes: 4 * KIB * KIB,
  });
  t.teardown(() => esb.close());
  const body = JSON.stringify({ bk_biz_id: 2, set_template_id: 3, page: { start: 0, limit: 500 } });
  for (let count = 0; count < 20; count += 1) {
    await esb.inject({ method: 'POST', url: `/api/c/compapi/v2/cc/${LSI}/`, payload: body });
  }
  const entries = esb.requests.find();
  const answered = await Promise.all(entries.map(({ id }) => esb.requests.get(id)));
  const kept = answered.flatMap((one) => (one?.reply == null ? [] : [one]));
  t.equal(entries.length, 20, 'all entries are there');
  t.ok(kept.length > 0 && kept.length < 20, `${kept.length} replies`);
  t.strictSame(
    kept.map(({ id }) => id),
    entries.slice(-kept.length).map(({ id }) => id),
    'the last ones',
  );
  t.ok(kept.reduce((sum, { size }) => sum + size, 0) <= KIB * KIB);
});
