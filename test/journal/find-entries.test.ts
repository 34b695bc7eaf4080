import http from 'node:http';
import t from 'tap';
import { countTurns } from '../util/time-slices/helper.js';
import type { Entry, EntryPage } from '../../src/index.js';
import { call, connect, control, LPI, LSI, start, until } from '../control/helper.js';

const idsOf = (entries: unknown): number[] => (entries as Entry[]).map(({ id }) => id);

t.test('a list comes in pages', async (t) => {
  const esb = await start(t, { auth: 'off' });
  for (let n = 1; n <= 7; n += 1) await call(esb.url, n % 2 === 0 ? LSI : LPI, { n });
  const cases: { page: EntryPage; ids: number[] }[] = [
    { page: { limit: 3 }, ids: [1, 2, 3] },
    { page: { limit: 3, after: 3 }, ids: [4, 5, 6] },
    { page: { limit: 3, after: 6 }, ids: [7] },
    { page: { limit: 3, after: 7 }, ids: [] },
    { page: { after: 5 }, ids: [6, 7] },
    { page: { after: 5, since: 2 }, ids: [6, 7] },
    { page: { after: 2, since: 5 }, ids: [6, 7] },
    { page: { after: 5, since: new Date(0).toISOString() }, ids: [6, 7] },
    { page: { limit: 2, component: LSI }, ids: [2, 4] },
    { page: { limit: 2, after: 4, component: LSI }, ids: [6] },
    { page: { limit: 100 }, ids: [1, 2, 3, 4, 5, 6, 7] },
  ];
  for (const { page, ids } of cases) {
    const query = new URLSearchParams(page as Record<string, string>).toString();
    const reply = await control(esb.url, `/requests?${query}`);
    t.strictSame(idsOf(reply.json), ids, query);
    t.equal(reply.headers['content-type'], 'application/json; charset=utf-8');
    t.same(esb.requests.find(page), reply.json, `${query}: in process`);
  }
  const refused: { query: string; message: string }[] = [
    { query: 'limit=0', message: 'must be >= 1' },
    { query: 'limit=x', message: 'must be integer' },
    { query: 'after=-1', message: 'must be >= 0' },
  ];
  for (const { query, message } of refused) {
    const { status, json } = await control(esb.url, `/requests?${query}`);
    t.equal(status, 400, query);
    const path = query.replace(/=.*/, '');
    t.match(json, { code: 'REQUEST_INVALID', problems: [{ file: 'query', path, message }] }, query);
  }
  t.throws(() => esb.requests.find({ limit: 0 }), {
    code: 'JOURNAL_WRONG_FILTER',
    message: 'limit must be an integer from 1',
  });
  t.throws(() => esb.requests.find({ after: 1.5 }), { message: 'after must be the id of an entry' });
  t.throws(() => esb.requests.count({ limit: 1 } as object), {
    code: 'JOURNAL_UNKNOWN_FILTER',
    message: 'there is no filter "limit"; there are: component, face, app, code, since, body',
  });
});

t.test('in process, requests after an id can be followed', async (t) => {
  const esb = await start(t, { auth: 'off' });
  const ids: number[] = [];
  esb.requests.follow(({ id }) => void ids.push(id), { since: 2, component: LPI });
  for (const component of [LPI, LPI, LSI, LPI]) await call(esb.url, component, {});
  await until(() => ids.length > 0);
  t.strictSame(ids, [4]);
});

t.test('a long list leaves other requests their turns', async (t) => {
  const esb = await start(t, { auth: 'off' });
  for (const n of [1, 2, 3]) await call(esb.url, LPI, { n });
  // Each look at the clock finds the turn over.
  countTurns(t, 11);
  t.equal(((await control(esb.url, '/requests')).json as Entry[]).length, 3);
  t.same((await control(esb.url, '/requests/count?app=none')).json, { count: 0 });
});

/** A parameter with which an entry takes some 570 KB of JSON, and each character of it six bytes. */
const LARGE = Object.fromEntries(Array.from({ length: 190 }, (_, n) => [`k${n}`, '\u0001'.repeat(500)]));

t.test('a list is sent as its reader takes it, and has what is there when its turn comes', async (t) => {
  const esb = await start(t, { auth: 'off', journalBytes: 64 * 2 ** 20 });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  for (let n = 0; n < 40; n += 1) await call(esb.url, LPI, { n, ...LARGE }, { agent });
  const socket = connect(esb.url);
  t.teardown(() => socket.destroy());
  let [text, isEnded] = ['', false];
  socket.once('end', () => (isEnded = true));
  socket.write('GET /__emulator/requests HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n');
  await new Promise((resolve) => void socket.once('readable', resolve));
  await call(esb.url, LPI, { n: 40 }, { agent });
  t.equal((await control(esb.url, '/requests', { method: 'DELETE' })).status, 204);
  await call(esb.url, LPI, { n: 41 }, { agent });
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await until(() => isEnded, 10_000);
  const numbers = (JSON.parse(text.slice(text.indexOf('\r\n\r\n'))) as Entry[]).map(
    ({ parameters }) => parameters['n'],
  );
  t.ok(numbers.length > 0 && numbers.length < 40, `${numbers.length} of 40`);
  t.strictSame(
    numbers,
    numbers.map((_, index) => index),
    'without what is gone, and without what came later',
  );
});
