import http from 'node:http';
import t, { type Test } from 'tap';
import type { Entry } from '../../src/index.js';
import { ask, call, connect, control, LPI, LSI, start, until, watchWarnings } from '../control/helper.js';

interface Event {
  id: string;
  event: string;
  data: Entry;
}

interface Stream {
  status: number;
  headers: http.IncomingHttpHeaders;
  events: Event[];
  text: () => string;
  isEnded: () => boolean;
  leave: () => void;
}

const eventOf = (block: string): Event => {
  const fields = Object.fromEntries(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
  ) as Record<string, string>;
  const { id = '', event = '', data = '', ...others } = fields;
  if (Object.keys(others).length > 0) throw new Error(`unknown fields: ${block}`);
  return { id, event, data: JSON.parse(data) as Entry };
};

const follow = (t: Test, url: string, query = '', headers: http.OutgoingHttpHeaders = {}): Promise<Stream> =>
  new Promise((resolve, reject) => {
    const { hostname, port, pathname } = new URL(url);
    const path = `${pathname === '/' ? '' : pathname}/__emulator/requests/stream${query}`;
    const request = http.get({ hostname, port, path, headers, agent: false }, (incoming) => {
      let text = '';
      let pending = '';
      let isEnded = false;
      const events: Event[] = [];
      const end = () => (isEnded = true);
      incoming.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        pending += chunk.toString();
        const blocks = pending.split('\n\n');
        pending = blocks.pop() as string;
        events.push(...blocks.filter((block) => !block.startsWith(':')).map(eventOf));
      });
      incoming.once('end', end).once('close', end);
      incoming.on('error', end);
      resolve({
        status: incoming.statusCode ?? 0,
        headers: incoming.headers,
        events,
        text: () => text,
        isEnded: () => isEnded,
        leave: () => void request.destroy(),
      });
    });
    request.once('error', reject);
    t.teardown(() => request.destroy());
  });

const numbersIn = ({ events }: Stream): unknown[] => events.map(({ data }) => data.parameters['n']);

t.test('each request sends an event', async (t) => {
  const esb = await start(t, { auth: 'off' });
  await call(esb.url, LPI, { n: 0 });
  const stream = await follow(t, esb.url);
  t.equal(stream.status, 200);
  t.match(stream.headers, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  await until(() => stream.text() !== '');
  t.equal(
    stream.text(),
    ': the requests of this sandbox, as they come\n\n',
    'it begins at once, with nothing of before',
  );
  for (const n of [1, 2, 3]) {
    await call(esb.url, LPI, { n, text: 'two\nlines 中文' });
    await until(() => stream.events.length === n);
  }
  await call(esb.sandbox('w1').url, LPI, { n: 4 });
  await call(esb.url, LSI, { n: 5 });
  await until(() => stream.events.length === 4);
  t.strictSame(numbersIn(stream), [1, 2, 3, 5], 'only those of the sandbox');
  const entries = esb.requests.find().slice(1);
  t.same(
    stream.events,
    entries.map((data) => ({ id: String(data.id), event: 'request', data })),
  );
});

t.test('filters', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const streams = await Promise.all([
    follow(t, esb.url, `?component=${LSI}`),
    follow(t, esb.url, '?app=other'),
    follow(t, esb.url, '?code=1199006'),
    follow(t, esb.url, '?body={%22page%22:{%22start%22:500}}'),
    follow(t, esb.url, '?since=2'),
    follow(t, esb.url),
  ]);
  await call(esb.url, LPI, { n: 1 });
  await call(esb.url, LPI, { n: 2, bk_app_code: 'other', service_instance_id: 54 });
  await call(esb.url, LSI, { n: 3, page: { start: 500, limit: 1 } });
  const last = streams.at(-1) as Stream;
  await until(() => last.events.length === 3);
  await until(() => streams.every(({ events }) => events.length > 0));
  t.strictSame(streams.map(numbersIn), [[3], [2], [1], [3], [3], [1, 2, 3]]);
  const refused = await control(esb.url, '/requests/stream?since=x');
  t.equal(refused.status, 400);
});

t.test('a client that reconnects gets the missed entries once', async (t) => {
  const esb = await start(t, { auth: 'off', journalSize: 3 });
  for (const n of [1, 2, 3, 4]) await call(esb.url, LPI, { n });
  const back = await follow(t, esb.url, '', { 'last-event-id': '3' });
  const first = await follow(t, esb.url, '', { 'last-event-id': '0' });
  const filtered = await follow(t, esb.url, `?component=${LSI}`, { 'last-event-id': '1' });
  await call(esb.url, LSI, { n: 5 });
  await until(() => back.events.length === 2 && filtered.events.length === 1);
  await until(() => first.events.length === 4);
  t.strictSame(numbersIn(back), [4, 5]);
  t.strictSame(numbersIn(first), [2, 3, 4, 5], 'as far as the journal goes back');
  t.strictSame(numbersIn(filtered), [5]);
});

t.test('a Last-Event-ID that is none is refused, and takes no room', async (t) => {
  const esb = await start(t, { auth: 'off' });
  for (let at = 0; at < 101; at += 1) {
    const reply = await control(esb.url, '/requests/stream', { headers: { 'last-event-id': 'x' } });
    t.equal(reply.status, 400);
    t.same(reply.json, { message: 'Last-Event-ID must be the id of an entry, not "x"' });
  }
  t.equal((await follow(t, esb.url)).status, 200);
});

t.test('however much was missed is sent', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const large = Object.fromEntries(Array.from({ length: 190 }, (_, n) => [`k${n}`, 'x'.repeat(500)]));
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  for (let n = 0; n < 80; n += 1) await call(esb.url, LPI, { n, ...large }, { agent });
  const stream = await follow(t, esb.url, '', { 'last-event-id': '0' });
  await until(() => stream.events.length === 80, 10_000);
  await call(esb.url, LPI, { n: 80 });
  await until(() => stream.events.length === 81);
  t.strictSame(
    numbersIn(stream),
    Array.from({ length: 81 }, (_, n) => n),
  );
});

t.test('a client that leaves is forgotten', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const [a, b] = [await follow(t, esb.url), await follow(t, esb.url)];
  await call(esb.url, LPI, { n: 1 });
  await until(() => a.events.length === 1);
  a.leave();
  await call(esb.url, LPI, { n: 2 });
  await until(() => b.events.length === 2);
  t.strictSame(numbersIn(b), [1, 2], 'others go on');
  t.strictSame(numbersIn(a), [1]);
});

t.test('there are 100 streams at most, and room again once one is closed', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const warnings = watchWarnings(t);
  const streams: Stream[] = [];
  for (let at = 0; at < 100; at += 1) streams.push(await follow(t, at % 2 === 0 ? esb.url : esb.sandbox('w1').url));
  const refused = await control(esb.url, '/requests/stream');
  t.equal(refused.status, 503);
  t.same(refused.json, { message: '100 streams are open, which is the most; close one first' });
  await call(esb.url, LPI, { n: 1 });
  await until(() => streams.filter(({ events }) => events.length === 1).length === 50);
  const [first] = streams as [Stream];
  first.leave();
  let status = 0;
  const again = async () => {
    const stream = await follow(t, esb.url);
    ({ status } = stream);
    if (status === 503) await again();
  };
  await again();
  t.equal(status, 200);
  const other = await start(t);
  t.equal((await follow(t, other.url)).status, 200, 'another emulator counts its own');
  t.strictSame(warnings, []);
  const started = performance.now();
  await esb.close();
  t.ok(performance.now() - started < 2000, 'close is quick');
  await until(() => streams.slice(1).every(({ isEnded }) => isEnded()));
});

t.test('close ends streams in order', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const stream = await follow(t, esb.url);
  await call(esb.url, LPI, { n: 1 });
  await until(() => stream.events.length === 1);
  const started = performance.now();
  await esb.close();
  t.ok(performance.now() - started < 1500);
  await until(stream.isEnded);
});

t.test('close ends streams even if the replies of requests are delayed', async (t) => {
  const esb = await start(t);
  const stream = await follow(t, esb.url);
  esb.faults.add({ name: 'slow', latency: 20_000 });
  const held = call(esb.url, LPI, { service_instance_id: 54 });
  await until(() => esb.faults.get('f1')?.struck === 1);
  await esb.close();
  await until(stream.isEnded);
  t.ok(await held, 'the reply is sent at once');
});

t.test('a request that was held back over a reset is not in the journal after it', async (t) => {
  const esb = await start(t);
  esb.faults.add({ name: 'slow', latency: 200 });
  const held = call(esb.url, LPI, { service_instance_id: 54 });
  await until(() => esb.faults.get('f1')?.struck === 1);
  await esb.reset();
  await held;
  t.equal(esb.requests.count(), 0);
  await call(esb.url, LPI, { service_instance_id: 54 });
  t.equal(esb.requests.count(), 1);
});

t.test('dropping a sandbox ends its streams, so that clients reconnect to its successor', async (t) => {
  const esb = await start(t, { auth: 'off', maxSandboxes: 2 });
  const sandbox = esb.sandbox('w1');
  const [stream, other] = [await follow(t, sandbox.url), await follow(t, esb.url)];
  await call(sandbox.url, LPI, { n: 1 });
  await until(() => stream.events.length === 1);
  t.equal((await control(esb.url, '/sandboxes/w1', { method: 'DELETE' })).status, 204);
  await until(stream.isEnded);
  t.equal(other.isEnded(), false, 'others go on');
  const again = await follow(t, sandbox.url, '', { 'last-event-id': '1' });
  await call(sandbox.url, LPI, { n: 2 });
  await until(() => again.events.length === 1);
  t.strictSame(numbersIn(again), [2]);
  for (const name of ['w2', 'w3']) await ask(esb.sandbox(name).url, '/__emulator/settings');
  t.strictSame(esb.sandboxes(), ['default', 'w1', 'w3'], 'one that is watched does not make room for others');
  t.equal(again.isEnded(), false);
});

t.test('reset does not end a stream', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const stream = await follow(t, esb.url);
  await esb.reset();
  await ask(esb.url, '/api/c/compapi/v2/cc/none/', { body: '{}' });
  await until(() => stream.events.length === 1);
  t.equal(stream.events[0]?.data.status, 404);
});

t.test('a reader that reads nothing is given up', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const socket = connect(esb.url);
  t.teardown(() => socket.destroy());
  let isClosed = false;
  socket.once('close', () => (isClosed = true)).on('error', () => undefined);
  socket.write('GET /__emulator/requests/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  socket.pause();
  const text = 'x'.repeat(500);
  const body = { ...Object.fromEntries(Array.from({ length: 190 }, (_, n) => [`k${n}`, text])) };
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  for (let at = 0; at < 250; at += 1) await call(esb.url, LPI, body, { agent });
  socket.resume();
  await until(() => isClosed, 5000);
  t.equal((await control(esb.url, '/requests/count')).status, 200);
});
