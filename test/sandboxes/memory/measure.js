/**
 * Creates, loads, asks and drops sandboxes in a process of its own, and prints how much memory that takes:
 *
 *     node --expose-gc measure.js MODE SANDBOXES WARM_UP
 *
 * The mode is `one-by-one` or `waves` (of 500 at a time).
 */
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEmulator } from 'bk-esb-emulator';

const WAVE = 500;

const LPI = '/api/c/compapi/v2/cc/list_process_instance/';
const fixtureOf = (number) => ({
  modules: [
    {
      bk_module_id: 1,
      bk_biz_id: 2,
      service_instances: Array.from({ length: 20 }, (_, index) => ({
        id: number * 20 + index + 1,
        processes: [{ bk_process_id: number * 20 + index + 1 }],
      })),
    },
  ],
});

const collect = globalThis.gc;

/** Resident bytes once all garbage is collected, and the allocator has given back what it will. */
const settled = async () => {
  let least = Infinity;
  for (let looks = 0; looks < 8; looks += 1) {
    collect();
    await sleep(50);
    least = Math.min(least, process.memoryUsage.rss());
  }
  return least;
};

/** Bytes that JavaScript holds. */
const inUse = () => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

const ask = (agent, url, body) =>
  new Promise((resolve, reject) => {
    const request = http.request(url + LPI, { method: 'POST', agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(text));
    });
    request.on('error', reject);
    request.end(body);
  });

const use = async (esb, agent, number) => {
  const sandbox = esb.sandbox(`s${number}`);
  await sandbox.load(fixtureOf(number));
  const id = number * 20 + 7;
  const text = await ask(agent, sandbox.url, `{"service_instance_id":${id}}`);
  if (!text.includes(`"bk_process_id":${id},`)) throw new Error(`sandbox ${number} answered ${text}`);
  return sandbox;
};

const run = async (esb, agent, from, to, wave) => {
  let most = 0;
  for (let start = from; start < to; start += wave) {
    const numbers = Array.from({ length: Math.min(wave, to - start) }, (_, index) => start + index);
    const all = await Promise.all(numbers.map((number) => use(esb, agent, number)));
    if (start + wave >= to) most = await settled();
    for (const sandbox of all) sandbox.drop();
  }
  return most;
};

const [mode, count, warmUp] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const esb = await createEmulator({ auth: 'off' });
const agent = new http.Agent({ keepAlive: true, maxSockets: 20 });
await ask(agent, esb.url, '{"service_instance_id":54}');
const wave = mode === 'one-by-one' ? 1 : WAVE;
const cold = await settled();
await run(esb, agent, 0, warmUp, wave);
const warm = await settled();
const before = inUse();
const started = performance.now();
const most = await run(esb, agent, warmUp, warmUp + count, wave);
const ms = performance.now() - started;
const end = await settled();
console.log(JSON.stringify({ cold, warm, end, most, ms, before, after: inUse() }));
agent.destroy();
await esb.close();
