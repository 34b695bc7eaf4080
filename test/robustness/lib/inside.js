/**
 * Loaded into an emulator that is tested (`node --import`). On SIGUSR2 it collects garbage and writes a line of figures to
 * the file descriptor 3. The emulator itself has no such means.
 */
import { readFileSync, writeSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';

const REPORTS = 3;
const TICK_MS = 10;

/** How long this thread has waited for a processor, in milliseconds: other processes are to blame for that. */
const waitedMs = () => Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;

/** Measures how long the event loop stands, without the time that the thread waits for a processor. */
const watchLoop = () => {
  let [stood, at, waited] = [0, performance.now(), waitedMs()];
  const tick = () => {
    const [now, nowWaited] = [performance.now(), waitedMs()];
    stood = Math.max(stood, now - at - TICK_MS - (nowWaited - waited));
    [at, waited] = [now, nowWaited];
  };
  setInterval(tick, TICK_MS).unref();
  return () => {
    tick();
    const longest = stood;
    stood = 0;
    return longest;
  };
};

if (isMainThread) {
  const stoodMs = watchLoop();
  process.on('SIGUSR2', async () => {
    const stood = stoodMs();
    // What a collection finalizes is often free only after the next.
    for (let round = 0; round < 3; round += 1) {
      globalThis.gc();
      await sleep(TICK_MS);
    }
    const { rss, heapUsed, external } = process.memoryUsage();
    writeSync(REPORTS, `${JSON.stringify({ rss, inUse: heapUsed + external, stoodMs: stood })}\n`);
    stoodMs();
  });
}
