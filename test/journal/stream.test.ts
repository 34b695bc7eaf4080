import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { mock } from 'node:test';
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
  t.match(stream.headers, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
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
    follow(t, esb.url, `?since=${new Date(0).toISOString()}&app=other`),
    follow(t, esb.url),
  ]);
  await call(esb.url, LPI, { n: 1 });
  await call(esb.url, LPI, { n: 2, bk_app_code: 'other', service_instance_id: 54 });
  await call(esb.url, LSI, { n: 3, page: { start: 500, limit: 1 } });
  const last = streams.at(-1) as Stream;
  await until(() => last.events.length === 3);
  await until(() => streams.every(({ events }) => events.length > 0));
  t.strictSame(streams.map(numbersIn), [[3], [2], [1], [3], [3], [2], [1, 2, 3]]);
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
    t.same(reply.json, {
      code: 'JOURNAL_WRONG_EVENT_ID',
      message: 'Last-Event-ID must be the id of an entry, not "x"',
      message_zh: 'Last-Event-ID 应为请求日志条目的 id，而不是“x”',
    });
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
  t.match(refused.json, { code: String, message: '100 streams are open, which is the most; close one first' });
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
  t.ok(performance.now() - started < 7000, 'the grace of eight seconds is not used');
  await until(() => streams.slice(1).every(({ isEnded }) => isEnded()));
});

t.test('close ends streams in order', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const stream = await follow(t, esb.url);
  await call(esb.url, LPI, { n: 1 });
  await until(() => stream.events.length === 1);
  const started = performance.now();
  await esb.close();
  t.ok(performance.now() - started < 7000, 'the grace of eight seconds is not used');
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
  await until(() => stream.events.length === 2);
  t.equal(stream.events[1]?.data.status, 404);
});

/** A parameter with which an entry takes some 280 KB. */
const LARGE = Object.fromEntries(Array.from({ length: 190 }, (_, n) => [`k${n}`, '中'.repeat(500)]));

interface PausedReader {
  /** Reads all that comes until the other side ends. */
  rest: () => Promise<string>;
  /** Reads what comes, until it is so. */
  readUntil: (isSo: (text: string) => boolean) => Promise<string>;
}

/** A reader that reads nothing of the stream until it is told to. */
const pausedReader = async (t: Test, url: string, query = ''): Promise<PausedReader> => {
  const socket = connect(url);
  t.teardown(() => socket.destroy());
  let text = '';
  let isClosed = false;
  const decoder = new TextDecoder();
  socket.on('error', () => undefined).once('close', () => (isClosed = true));
  socket.write(`GET /__emulator/requests/stream${query} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
  await new Promise((resolve) => void socket.once('readable', resolve));
  const readUntil = async (isSo: (text: string) => boolean) => {
    if (socket.listenerCount('data') === 0) {
      socket.on('data', (chunk: Buffer) => (text += decoder.decode(chunk, { stream: true })));
    }
    await until(() => isSo(text), 10_000);
    return text;
  };
  return { rest: () => readUntil(() => isClosed), readUntil };
};

/** Lets the heartbeats of streams, and no other timer, come when the test says so: by `mock.timers.tick`. */
const stopHeartbeats = (t: Test): void => {
  mock.timers.enable({ apis: ['setInterval'] });
  syncBuiltinESMExports();
  t.teardown(() => {
    mock.timers.reset();
    syncBuiltinESMExports();
  });
};

const idsIn = (text: string): number[] =>
  [...text.matchAll(/^id: (\d+)\nevent: request/gm)].map(([, id]) => Number(id));

t.test('a reader that reads nothing is cut off with a word, and can go on from there', async (t) => {
  const esb = await start(t, { auth: 'off', journalBytes: 64 * 2 ** 20 });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  stopHeartbeats(t);
  const reader = await pausedReader(t, esb.url);
  mock.timers.tick(15_000);
  for (let n = 0; n < 60; n += 1) await call(esb.url, LPI, { n, ...LARGE }, { agent });
  mock.timers.tick(45_000);
  const text = await reader.rest();
  t.match(text, '\n:\n\n', 'a heartbeat while it had room');
  const [word] = /event: cut-off\r?\n[^]*?data: (.*)/.exec(text) ?? [];
  t.match(word, /"message_zh":"该客户端太久没有读取/, 'it is told');
  const [, last] = /"last":(\d+)/.exec(word ?? '') ?? [];
  const ids = idsIn(text);
  t.equal(ids.at(-1), Number(last), 'up to the entry that it is told');
  t.ok(ids.length < 60);
  const again = await follow(t, esb.url, '', { 'last-event-id': String(last) });
  await until(() => again.events.length === 60 - ids.length, 10_000);
  t.strictSame(
    [...ids, ...again.events.map(({ id }) => Number(id))],
    Array.from({ length: 60 }, (_, index) => index + 1),
    'nothing is missing, and nothing comes twice',
  );
});

t.test('a slow reader that goes on reading is not cut off', async (t) => {
  const esb = await start(t, { auth: 'off', journalBytes: 64 * 2 ** 20 });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  stopHeartbeats(t);
  const reader = await pausedReader(t, esb.url);
  for (let n = 0; n < 60; n += 1) await call(esb.url, LPI, { n, ...LARGE }, { agent });
  mock.timers.tick(30_000);
  const text = await reader.readUntil((seen) => idsIn(seen).length === 60);
  mock.timers.tick(30_000);
  await call(esb.url, LPI, { n: 60 });
  t.equal(idsIn(await reader.readUntil((seen) => idsIn(seen).length === 61)).length, 61);
  t.notMatch(text, 'event: cut-off');
});

t.test('a reader is told which entries the journal dropped before it took them', async (t) => {
  const esb = await start(t, { auth: 'off', journalBytes: 8 * 2 ** 20 });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  await call(esb.url, LPI, { n: 0 });
  const reader = await pausedReader(t, esb.url, '?since=0');
  for (let n = 1; n < 100; n += 1) await call(esb.url, LPI, { n, ...LARGE }, { agent });
  await call(esb.url, LSI, { n: 100 });
  const text = await reader.readUntil((seen) => seen.includes('id: 101\n'));
  const missing = [...text.matchAll(/^id: (\d+)\nevent: missing\ndata: (.*)$/gm)].map(([, id, data]) => ({
    id: Number(id),
    ...(JSON.parse(data as string) as { after: number; to: number; message: string; message_zh: string }),
  }));
  t.ok(missing.length > 0, 'it is told');
  t.ok(missing.every(({ id, to }) => id === to));
  t.match(missing[0]?.message, 'the journal dropped the entries');
  t.match(missing[0]?.message_zh, '请求日志在发送之前丢弃了');
  const gaps = missing.flatMap(({ after, to }) => Array.from({ length: to - after }, (_, index) => after + 1 + index));
  t.strictSame(
    [...idsIn(text), ...gaps].sort((one, other) => one - other),
    Array.from({ length: 101 }, (_, index) => index + 1),
    'each entry is sent or told to be missing, once',
  );
  await esb.reset();
  await call(esb.url, LPI, { n: 1 });
  t.notMatch((await reader.readUntil((seen) => seen.includes('id: 102\n'))).split('id: 101\n')[1], 'event: missing');
});

t.test('a reader is told that the journal was emptied, by a reset, too', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const stream = await follow(t, esb.url);
  await call(esb.url, LPI, { n: 1 });
  t.equal((await control(esb.url, '/requests', { method: 'DELETE' })).status, 204);
  await call(esb.url, LPI, { n: 2 });
  await esb.reset();
  await call(esb.url, LPI, { n: 3 });
  await until(() => stream.events.length === 5);
  t.strictSame(
    stream.events.map(({ id, event }) => [id, event]),
    [
      ['1', 'request'],
      ['', 'emptied'],
      ['2', 'request'],
      ['', 'emptied'],
      ['3', 'request'],
    ],
  );
  t.match(stream.events[1]?.data, { to: 1, message: 'the journal was emptied', message_zh: '请求日志已清空' });
});

t.test('a slow reader is told which entries it missed, and that the journal was emptied', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  const reader = await pausedReader(t, esb.url);
  for (let n = 0; n < 60; n += 1) await call(esb.url, LPI, { n, ...LARGE }, { agent });
  esb.requests.clear();
  await call(esb.url, LSI, { n: 60 });
  const text = await reader.readUntil((seen) => seen.includes('id: 61\n'));
  const events = [...text.matchAll(/^(?:id: (\d+)\n)?event: (\S+)$/gm)].map(([, id = '', event]) => [
    Number(id),
    event,
  ]);
  const sent = events.findIndex(([, event]) => event === 'missing');
  t.ok(sent < 60, 'some were forgotten before they could be sent');
  t.strictSame(events.slice(sent), [
    [60, 'missing'],
    [0, 'emptied'],
    [61, 'request'],
  ]);
});

t.test('a journal that keeps nothing can be streamed all the same', async (t) => {
  const esb = await start(t, { auth: 'off', journalSize: 0 });
  const stream = await follow(t, esb.url);
  for (const n of [1, 2, 3]) await call(esb.url, LPI, { n });
  await until(() => stream.events.length === 3);
  t.strictSame(numbersIn(stream), [1, 2, 3]);
});

t.test('a long replay leaves other requests their turns', async (t) => {
  const esb = await start(t, { auth: 'off' });
  for (const n of [1, 2, 3, 4, 5]) await call(esb.url, LPI, { n });
  let now = performance.now();
  // Each look at the clock finds the turn over.
  t.intercept(performance, 'now', { value: () => (now += 11) });
  const stream = await follow(t, esb.url, '?since=0');
  await until(() => stream.events.length === 5, 1e6);
  t.strictSame(numbersIn(stream), [1, 2, 3, 4, 5]);
});
