import FakeTimers, { type FakeMethod } from '@sinonjs/fake-timers';
import { once } from 'node:events';
import http from 'node:http';
import { mock } from 'node:test';
import t, { type Test } from 'tap';
import { createEmulator, type Emulator } from '../../src/index.js';
import { deferred } from '../../src/util/async/deferred.js';
import { withRealTicks } from '../../src/util/async/with-real-ticks.js';
import { ask, instances, LPI, processIds } from '../control/client.js';

/** A test that runs an emulator in its own process replaces the globals by fake timers. No request may hang for it. */

const TIMERS: FakeMethod[] = [
  ...['Timeout', 'Interval', 'Immediate'].flatMap((kind) => [`set${kind}`, `clear${kind}`] as FakeMethod[]),
];
const TICKS: FakeMethod[] = ['nextTick', 'queueMicrotask'];
const CLOCKS: FakeMethod[] = ['Date', 'performance', 'hrtime'];

/** Jest gives a test its own `process`, so that a fake `nextTick` does not stop Node itself. */
const withOwnProcess = (t: Test): void => {
  t.intercept(globalThis, 'process', { value: Object.create(process) as NodeJS.Process });
};

/** Vitest, Sinon and the modern fake timers of Jest are this library. */
const sinon =
  (...toFake: FakeMethod[]) =>
  (t: Test): void => {
    if (toFake.includes('nextTick')) withOwnProcess(t);
    const clock = FakeTimers.install({ toFake, now: 0 });
    t.teardown(() => clock.uninstall());
  };

const never = (): undefined => undefined;

const FAKES: Readonly<Record<string, (t: Test) => void>> = {
  'vi.useFakeTimers()': sinon(...TIMERS, ...CLOCKS),
  'vi.useFakeTimers() of Vitest 2': sinon(...TIMERS, 'Date'),
  "vi.useFakeTimers({ toFake: ['queueMicrotask'] })": sinon('queueMicrotask'),
  "vi.useFakeTimers({ toFake: ['nextTick'] })": sinon('nextTick'),
  "vi.useFakeTimers({ toFake: ['setImmediate'] })": sinon('setImmediate', 'clearImmediate'),
  "vi.useFakeTimers({ toFake: ['performance'] })": sinon('performance', 'hrtime'),
  'vi.useFakeTimers with all names': sinon(...TIMERS, ...CLOCKS, ...TICKS),
  'jest.useFakeTimers()': sinon(...TIMERS, ...CLOCKS, ...TICKS),
  'jest.useFakeTimers({ legacyFakeTimers: true })': (t) => {
    withOwnProcess(t);
    t.intercept(process, 'nextTick', { value: never, writable: true, configurable: true });
    for (const name of TIMERS) t.intercept(globalThis, name as 'setTimeout', { value: never });
  },
  'sinon.useFakeTimers({ shouldAdvanceTime: true })': (t) => {
    const clock = FakeTimers.install({ toFake: [...TIMERS, ...CLOCKS], shouldAdvanceTime: true });
    t.teardown(() => clock.uninstall());
  },
  'mock.timers.enable() of node:test': (t) => {
    mock.timers.enable();
    t.teardown(() => mock.timers.reset());
  },
  "mock.timers.enable({ apis: ['Date'] })": (t) => {
    mock.timers.enable({ apis: ['Date'] });
    t.teardown(() => mock.timers.reset());
  },
};

/** The text of a stream up to the first event. */
const firstEvent = async (url: string): Promise<string> => {
  const request = http.get(`${url}/__emulator/requests/stream?since=0`);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  let text = '';
  for await (const chunk of response) {
    text += String(chunk);
    if (text.includes('event: request')) break;
  }
  return text;
};

/** Every way to ask an emulator, on a sandbox that is not there yet. */
const useAll = async (t: Test, esb: Emulator, name: string): Promise<void> => {
  const sandbox = esb.sandbox(name);
  const target = `/@${name}${LPI}`;
  const post = async (id: number) =>
    processIds(await ask(esb.url, `POST ${target}`, { body: { service_instance_id: id } }));
  t.strictSame(await post(54), [46], 'POST');
  const got = await ask(esb.url, `GET ${target}?service_instance_id=54`);
  t.match(got.body, { code: 1199000 }, 'GET');
  const put = await ask(esb.url, `PUT /@${name}/__emulator/data`, { body: instances(1) });
  t.match([put.status, put.body], [200, { own: true }], 'PUT data');
  t.strictSame(await post(1), [1]);
  await sandbox.load(instances(2));
  t.strictSame(await post(2), [2], 'load');
  sandbox.faults.add({ name: 'slow', latency: 20, times: 1 });
  t.strictSame(await post(2), [2], 'a delayed reply');
  const read: number[] = [];
  sandbox.requests.follow(({ id }) => void read.push(id));
  const injected = await sandbox.inject({ method: 'POST', url: LPI, payload: { service_instance_id: 2 } });
  t.match(injected.json(), { code: 0, data: [{}] }, 'inject');
  t.equal(read.length, 1, 'followed');
  t.match(await firstEvent(`${esb.url}/@${name}`), /^event: request$/m, 'a stream');
  t.equal(sandbox.requests.count(), 6, 'the journal has all of them');
  sandbox.drop();
  t.notOk(esb.sandboxes().includes(name), 'drop');
};

t.test('an emulator that runs answers on while a test has fake timers, and stops', { timeout: 60_000 }, async (t) => {
  const esb = await createEmulator({ auth: 'off' });
  for (const [index, [name, fake]] of Object.entries(FAKES).entries()) {
    await t.test(name, async (t) => {
      fake(t);
      await useAll(t, esb, `w${index}`);
    });
  }
  await esb.close();
});

/** One of each kind, because each start takes time. */
const KINDS = [
  'vi.useFakeTimers()',
  "vi.useFakeTimers({ toFake: ['queueMicrotask'] })",
  "vi.useFakeTimers({ toFake: ['nextTick'] })",
  'jest.useFakeTimers()',
  'jest.useFakeTimers({ legacyFakeTimers: true })',
  'mock.timers.enable() of node:test',
];

t.test('an emulator starts and stops while a test has fake timers', { timeout: 60_000 }, async (t) => {
  for (const name of KINDS) {
    await t.test(name, async (t) => {
      FAKES[name]?.(t);
      const esb = await createEmulator({ auth: 'off' });
      const put = await ask(esb.url, 'PUT /__emulator/data', { body: instances(1) });
      t.equal(put.status, 200);
      t.strictSame(processIds(await ask(esb.url, `POST ${LPI}`, { body: { service_instance_id: 1 } })), [1]);
      await esb.close();
      await t.rejects(ask(esb.url, 'GET /healthz'), 'it is closed');
    });
  }
});

t.test('real ticks, while tasks run that overlap; then the fakes are as they were', async (t) => {
  withOwnProcess(t);
  const own: { nextTick: unknown } = globalThis.process;
  const ticks = (): unknown[] => [own.nextTick, globalThis.queueMicrotask];
  const real = ticks();
  const clock = FakeTimers.install({ toFake: TICKS });
  const fakes = ticks();
  const [short, long] = [deferred<undefined>(), deferred<undefined>()];
  const first = withRealTicks(() => short.promise);
  const second = withRealTicks(() => long.promise);
  const third = withRealTicks(() => new Promise((resolve) => globalThis.process.nextTick(resolve, 3)));
  t.equal(await third, 3);
  short.resolve(undefined);
  await first;
  t.equal(await withRealTicks(() => new Promise((resolve) => globalThis.queueMicrotask(() => resolve(4)))), 4);
  t.ok(
    ticks().every((tick, index) => tick !== fakes[index]),
    'one still runs',
  );
  long.resolve(undefined);
  await second;
  t.ok(ticks().every((tick, index) => tick === fakes[index]));
  await withRealTicks(() => {
    clock.uninstall();
    return Promise.resolve();
  });
  t.ok(
    ticks().every((tick, index) => tick === real[index]),
    'the test has put the real ones back',
  );
});
