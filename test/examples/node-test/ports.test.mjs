import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createEmulator } from 'bk-esb-emulator';
import { Esb, portsOf } from './ports.mjs';

const SCOPE = { bk_biz_id: 2, set_template_id: 3 };
const PORTS = { 'web-1': ['80', '443'], 'web-2': ['80'], 'web-3': [] };
const LIST = 'list_service_instance_by_set_template';

describe('portsOf', () => {
  let emulator, esb;

  before(async () => {
    emulator = await createEmulator({ fixtures: [fileURLToPath(new URL('esb.yaml', import.meta.url))] });
    esb = new Esb(emulator.url, { patience: [1, 1, 1] });
  });
  after(() => emulator.close());

  // Data, faults and journal are again as they were when the emulator was started.
  beforeEach(() => emulator.reset());
  afterEach(() => assert.deepEqual(emulator.warnings(), [], 'CMDB 3.14 would have answered in another way'));

  it('reads all pages', async () => {
    assert.deepEqual(await portsOf(esb, SCOPE, 2), PORTS);
    const starts = emulator.requests.find({ component: LIST }).map(({ parameters }) => parameters.page.start);
    assert.deepEqual(starts, [0, 2]);
  });

  it('sees what is added', async () => {
    await emulator.patch({
      service_instances: [
        { id: 13, bk_module_id: 1, name: 'web-4', processes: [{ bk_process_id: 103, bind_info: [{ port: 8080 }] }] },
      ],
    });
    assert.deepEqual(await portsOf(esb, SCOPE), { ...PORTS, 'web-4': ['8080'] });
  });

  it('waits where it calls too often', async () => {
    emulator.faults.add({ name: 'rate-limited', component: LIST, times: 2 });
    assert.deepEqual(await portsOf(esb, SCOPE), PORTS);
    const codes = emulator.requests.find({ component: LIST }).map(({ code }) => code);
    assert.deepEqual(codes, [1306429, 1306429, 0]);
  });

  it('waits three times, and no more', async () => {
    emulator.faults.add({ name: 'rate-limited' });
    await assert.rejects(portsOf(esb, SCOPE), { message: `${LIST}: 1306429 Access frequency limit` });
    assert.equal(emulator.requests.count(), 4);
  });

  it('gives up a call that takes too long', async () => {
    const { id } = emulator.faults.add({ name: 'timeout' });
    const impatient = new Esb(emulator.url, { deadline: 1000 });
    await assert.rejects(portsOf(impatient, SCOPE), { name: 'TimeoutError' });
    assert.equal(emulator.faults.get(id).struck, 1, 'it is not asked again');
  });

  it('tells the status of a proxy that has no answer', async () => {
    emulator.faults.add({ name: 'bad-gateway', status: 504 });
    await assert.rejects(portsOf(esb, SCOPE), { message: `${LIST}: HTTP 504` });
  });

  it('finds nothing in another business, and the journal knows why', async () => {
    assert.deepEqual(await portsOf(esb, { bk_biz_id: 4, set_template_id: 3 }), {});
    const [request] = emulator.requests.find();
    assert.equal(request.why, 'set template 3 has no modules in business 4; business 2 has');
  });
});
