import { setInterval } from 'node:timers/promises';
import t from 'tap';
import { call, openConsole, skip } from './browser.js';
import { watchTasks } from './longest-task.js';

/** The page beside many rows and many requests: it stays quick, and holds no more than it shows. */

const PER_SECOND = 200;
const SECONDS = 20;

t.test(`${PER_SECOND} requests a second over 100,000 service instances`, { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'requests', {}, { size: 'large' });
  const { example = {} } = esb;
  await call(esb, 'list_process_instance', example);
  await page.locator('.requests a').first().waitFor();
  const quick = await watchTasks(t, page);
  const heap = async (): Promise<number> => {
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return usedSize / 2 ** 20;
  };
  const send = async (seconds: number): Promise<void> => {
    const calls: Promise<unknown>[] = [];
    for await (const share of setInterval(50, PER_SECOND / 20)) {
      for (let count = 0; count < share; count += 1) calls.push(call(esb, 'list_process_instance', example));
      if (calls.length >= PER_SECOND * seconds) break;
    }
    await Promise.all(calls);
  };
  await send(SECONDS / 2);
  const before = await heap();
  await send(SECONDS / 2);
  const last = esb.requests.find().at(-1)?.id;
  await page.locator(`.requests a[href$="/${String(last)}"]`).waitFor();
  const after = await heap();
  await quick('the list');
  t.ok(after < before + 5, `heap ${before.toFixed(1)} → ${after.toFixed(1)} MiB`);
  t.strictSame(broken, []);
});
