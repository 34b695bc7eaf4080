import t from 'tap';
import { ControlError } from '../../src/util/control-error.js';
import { DEFAULT_SETTINGS } from '../../src/settings/settings.js';
import { CheckingThread } from '../../src/fixtures/worker/checking-thread.js';
import { toDataSet } from '../../src/fixtures/complete/dataset.js';
import { checkFiles } from '../../src/fixtures/load/load.js';
import type { FixtureFile } from '../../src/fixtures/read/source.js';
import { createEmulator } from '../../src/index.js';
import { EmulatorSandboxes, type EmulatorDependencies } from '../../src/emulator/emulator-sandboxes.js';
import { Store } from '../../src/store/datasets/store.js';

const CLOSED = { name: 'ControlError', status: 409, message: 'the emulator is closed' };

const small: FixtureFile[] = [{ file: 'a.json', bytes: Buffer.from('{"hosts": [{"bk_host_id": 1}]}') }];
const large: FixtureFile[] = [{ file: 'a.json', bytes: Buffer.from('{"hosts": []}'.padEnd(300 * 1024)) }];

const log = { info: () => undefined, warn: () => undefined } as unknown as EmulatorDependencies['log'];

const make = async () => {
  const store = Store.open();
  await store.replace(toDataSet(checkFiles(small)), { origin: 'test', seed: null });
  const thread = new CheckingThread();
  const sandboxes = new EmulatorSandboxes(DEFAULT_SETTINGS, { store, thread, faults: [], log });
  return { store, thread, sandboxes, sandbox: sandboxes.registry.default };
};

t.test('a load under way when the emulator was closed is told so, and opens no store', async (t) => {
  const { sandboxes, sandbox, store, thread } = await make();
  const opened = t.capture(Store, 'open');
  sandboxes.close();
  await t.rejects(sandbox.load(small), CLOSED);
  t.equal(opened().length, 0);
  await thread.stop();
  store.close();
});

t.test('what its thread was to check is refused once that is stopped, and what is wrong is told as ever', async (t) => {
  const { sandboxes, sandbox, store, thread } = await make();
  await t.rejects(sandbox.load([{ file: 'a.json', bytes: Buffer.from('{') }]), { name: 'FixtureError' });
  await thread.stop();
  await t.rejects(sandbox.load(large), CLOSED);
  await t.rejects(sandbox.patch(large), CLOSED);
  sandboxes.close();
  store.close();
});

t.test('a load that races with closing is refused, too', async (t) => {
  const dir = t.testdir({ 'large.json': '{"hosts": []}'.padEnd(300 * 1024) });
  const esb = await createEmulator();
  const loading: Promise<unknown> = esb.load(`${dir}/large.json`).catch((error: unknown) => error);
  await esb.close();
  t.ok((await loading) instanceof ControlError);
});

t.test(
  'with a database, data that it does not keep is said to be gone after a restart: in each reply, once in the log',
  async (t) => {
    const dir = t.testdir();
    const db = `${dir}/esb.db`;
    const code = 'DATABASE_NOT_KEPT';
    const message = new RegExp(
      `^this data is gone when the emulator stops, because ${db} keeps only .* with --reload$`,
    );
    const hosts = { hosts: [{ bk_host_id: 1 }] };
    const written = t.capture(process.stderr, 'write', () => true);
    const esb = await createEmulator({ db, logLevel: 'warn' });
    const control = async (method: string, path: string, body?: object): Promise<object> => {
      const reply = await fetch(`${esb.url}${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return (await reply.json()) as object;
    };
    const notKept = { own: true, notes: [{ code, message }] };
    t.match(await control('PUT', '/__emulator/data', hosts), notKept);
    t.match(await control('PATCH', '/__emulator/data', { hosts: [{ bk_host_id: 2 }] }), notKept);
    t.match(await control('GET', '/__emulator/sandboxes/default'), { data: notKept });
    await esb.snapshot('own');
    t.notOk('notes' in (await control('POST', '/__emulator/reset')), 'the database keeps what a reset returns to');
    t.match(await control('POST', '/__emulator/snapshots/own/restore'), notKept);
    t.match(await esb.load(hosts), notKept);
    t.match(await esb.patch(hosts), notKept);
    t.match(esb.data, notKept);
    t.notOk('notes' in (await control('PUT', '/@other/__emulator/data', hosts)), 'nobody expects that of a sandbox');
    t.notOk('notes' in (await esb.reset()));
    await esb.close();
    const lines = written.args().map(([line]) => JSON.parse(String(line)) as object);
    t.match(lines, [{ level: 40, msg: message }]);
    t.equal(lines.length, 1);

    await using again = await createEmulator({ db });
    t.not(again.data.counts.hosts, 1, 'it is gone');
    for (const options of [{}, { db: ':memory:' }]) {
      await using none = await createEmulator(options);
      t.notOk('notes' in (await none.load(hosts)));
    }
  },
);
