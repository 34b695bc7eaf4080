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
