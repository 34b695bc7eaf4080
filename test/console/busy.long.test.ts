import { setInterval } from 'node:timers/promises';
import t from 'tap';
import { call, openConsole, skip } from './browser.js';

/** The page beside many rows and many requests: it stays quick, and holds no more than it shows. */

const MOST_LONG_MS = 200;
const PER_SECOND = 200;
const SECONDS = 20;

/** Notes the longest task of the page from now on. */
const WATCH = `
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ entryTypes: ['longtask'] });
`;

t.test(`${PER_SECOND} requests a second over 100,000 service instances`, { skip }, async (t) => {
  const { esb, page, broken } = await openConsole(t, 'requests', {}, { size: 'large' });
  const { example = {} } = esb;
  await call(esb, 'list_process_instance', example);
  await page.locator('.requests a').first().waitFor();
  await page.evaluate(WATCH);
  const heap = async (): Promise<number> => {
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return usedSize / 2 ** 20;
  };
  const send = async (seconds: number): Promise<void> => {
    const calls: Promise<unknown>[] = [];
    const ticks = setInterval(1000 / 20);
    while (calls.length < PER_SECOND * seconds) {
      await ticks.next();
      for (let count = 0; count < PER_SECOND / 20; count += 1) {
        calls.push(call(esb, 'list_process_instance', example));
      }
    }
    await Promise.all(calls);
  };
  await send(SECONDS / 2);
  const before = await heap();
  await send(SECONDS / 2);
  const last = esb.requests.find().at(-1)?.id;
  await page.locator(`.requests a[href$="/${String(last)}"]`).waitFor();
  const after = await heap();
  const longest = Number(await page.evaluate('window.longest'));
  t.comment(`longest task ${longest.toFixed()} ms; heap ${before.toFixed(1)} → ${after.toFixed(1)} MiB`);
  t.ok(longest <= MOST_LONG_MS, `${longest} ms`);
  t.ok(after < before + 5, `${before} → ${after} MiB`);
  t.strictSame(broken, []);
});
