import t from 'tap';
import type { CallRecord } from '../../src/calls/call-record.js';
import type { Text } from '../../src/model/language.js';
import { newTrace } from '../../src/calls/call-trace.js';
import { JournalMemory } from '../../src/journal/journal-memory.js';
import { RequestRecorder } from '../../src/journal/request-recorder.js';
import { StoredEntry } from '../../src/journal/stored-entry.js';
import { call, control, LPI, start } from '../control/helper.js';
import { collectGarbage } from '../collect-garbage.js';

const MIB = 2 ** 20;
const ONE: Text = { en: 'one', zh: '一个' };

const callOf = (params: Record<string, unknown>, length: number, differences: Text[] = []): CallRecord => ({
  at: 0,
  arrived: performance.now(),
  durationMs: 1,
  face: 'esb',
  method: 'POST',
  target: '/',
  path: '/x',
  component: null,
  params,
  length,
  status: 200,
  size: 1,
  trace: { ...newTrace(), differences },
});

/** Recorders that share memory. Each entry takes a little more than `PER_ENTRY` bytes. */
const PER_ENTRY = 10_000;
const recordersOf = (memory: JournalMemory, bounds: { entries?: number; bytes?: number } = {}) => {
  let lastId = 0;
  const { entries = 1000, bytes = MIB } = bounds;
  return (name: string) => new RequestRecorder(name, { entries, bytes, memory }, () => (lastId += 1));
};
const large = (differences: Text[] = []): CallRecord =>
  callOf(Object.fromEntries(Array.from({ length: 19 }, (_, n) => [`k${n}`, 'x'.repeat(500)])), PER_ENTRY, differences);

const idsOf = ({ journal }: RequestRecorder): number[] => [...journal.after(0)].map(({ id }) => id);
const upTo = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

t.test('the oldest entries of a journal go when it has too many bytes', (t) => {
  const memory = new JournalMemory(100 * MIB);
  const recorder = recordersOf(memory, { bytes: 200_000 })('a');
  for (let count = 0; count < 1500; count += 1) recorder.record(large());
  const { journal } = recorder;
  t.ok(journal.bytes <= 200_000 && journal.bytes > 180_000, `${journal.bytes} bytes`);
  t.strictSame(idsOf(recorder), upTo(1501 - journal.size, 1500));
  t.equal(journal.lastDropped, 1500 - journal.size);
  t.equal(memory.used, journal.bytes);
  journal.clear();
  t.strictSame([memory.used, journal.bytes, journal.size, journal.lastId], [0, 0, 0, 1500]);
  t.end();
});

t.test('above the bound of all journals, the one that holds most gives way', (t) => {
  const memory = new JournalMemory(MIB);
  const recorderOf = recordersOf(memory);
  const [a, b] = [recorderOf('a'), recorderOf('b')];
  for (let count = 0; count < 20; count += 1) a.record(large());
  for (let count = 0; count < 200; count += 1) {
    b.record(large());
    t.ok(memory.used <= MIB);
  }
  t.strictSame(idsOf(a), upTo(1, 20), 'the small one keeps what it has');
  t.strictSame(idsOf(b), upTo(221 - b.journal.size, 220));
  t.ok(b.journal.bytes > MIB / 2);
  t.equal(memory.used, a.journal.bytes + b.journal.bytes);
  b.close();
  t.equal(memory.used, a.journal.bytes, 'a sandbox that is dropped gives back what it held');
  b.record(large());
  t.equal(b.journal.size, 0, 'and records no more');
  a.restart();
  t.equal(memory.used, 0);
  t.end();
});

t.test('warnings are within the bounds, too, and the first ones stay', (t) => {
  const memory = new JournalMemory(MIB);
  const recorderOf = recordersOf(memory, { bytes: 300_000 });
  const [a, b] = [recorderOf('a'), recorderOf('b')];
  const idsOfWarnings = ({ warnings }: RequestRecorder) => [...warnings.list()].map(({ id }) => id);
  for (let count = 0; count < 100; count += 1) a.record(large([ONE, { en: 'other', zh: '另一个' }]));
  const kept = idsOfWarnings(a);
  t.ok(kept.length * PER_ENTRY < 300_000 && kept.length > 20, `${kept.length} warnings`);
  t.strictSame(
    kept,
    kept.map((_, index) => 1 + Math.floor(index / 2)),
  );
  t.strictSame(
    [...a.warnings.list()].slice(0, 3).map(({ reason }) => reason),
    ['one', 'other', 'one'],
  );
  for (let count = 0; count < 100; count += 1) b.record(large([ONE]));
  t.ok((kept.length + b.warnings.size) * PER_ENTRY < MIB / 2, 'half of the bound at most');
  t.ok(b.warnings.size < kept.length);
  t.ok(memory.used <= MIB);
  t.ok(a.journal.size > 0 && b.journal.size > 0);
  a.close();
  b.close();
  t.equal(memory.used, 0);
  t.end();
});

t.test('an entry that is larger than the bound loses its parameters', (t) => {
  const recorder = recordersOf(new JournalMemory(MIB), { bytes: 64 * 1024 })('a');
  const text = '\u0001'.repeat(500);
  recorder.record(callOf(Object.fromEntries(upTo(1, 100).map((n) => [`k${n}`, text])), 50_000));
  const [entry] = [...recorder.journal.after(0)];
  t.match(entry?.read(), { path: '/x', parameters: { '…': '(cut)' } });
  t.ok((entry?.bytes ?? Infinity) <= 64 * 1024);
  t.end();
});

t.test('an entry keeps no long request in memory', (t) => {
  const used = () => {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const textOf = (n: number) => `${'x'.repeat(MIB)}${n}`;
  const entryOf = (n: number) => {
    // A piece of a text that is made whole by the search keeps all of it.
    const piece = (text: string) => text.slice(text.indexOf('x') + 1, 101);
    const [app, user] = [piece(textOf(n)), piece(textOf(n))];
    const pieces = (): Text => ({ en: piece(textOf(n)), zh: piece(textOf(n)) });
    const trace = { ...newTrace(), caller: { app, user }, why: pieces(), differences: [pieces()] };
    const params = { [piece(textOf(n))]: [textOf(n), piece(textOf(n))] };
    return new StoredEntry(n, 'a', { ...callOf(params, 6 * MIB), path: piece(textOf(n)), trace }, 64 * MIB);
  };
  const before = used();
  const entries = upTo(1, 30).map(entryOf);
  const after = used();
  t.ok(after - before < 10 * MIB, `${after - before} bytes more`);
  t.equal(entries.at(-1)?.read().parameters[textOf(1).slice(1, 101)] !== undefined, true);
  t.end();
});

t.test('through HTTP', async (t) => {
  const esb = await start(t, { auth: 'off', maxMemory: 1 });
  const one = esb.sandbox('one');
  const params = Object.fromEntries(upTo(1, 60).map((n) => [`k${n}`, 'x'.repeat(500)]));
  for (let n = 0; n < 20; n += 1) await call(one.url, LPI, { ...params, n });
  const count = async () => ((await control(one.url, '/requests/count')).json as { count: number }).count;
  t.ok((await count()) > 3 && (await count()) < 9, 'a quarter of a mebibyte has room for some');
  t.equal(one.requests.find().at(-1)?.parameters['n'], 19, 'the last ones');
  one.drop();
  t.equal(await count(), 0);
});
