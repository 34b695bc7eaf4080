import type { Browser, Page } from 'playwright-core';
import type { Test } from 'tap';

/** A task that keeps a page from answering may take so long, in milliseconds. */
export const MOST_LONG_MS = 200;

/** The parts of an event of Chromium's trace that are used. Durations are in microseconds. */
interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Of the processor's time of the thread. */
  tdur?: number;
  args: { name?: string };
}

const longestIn = (trace: Buffer): number => {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`;
  const named = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const mains = new Set(named.map(threadOf));
  const tasks = traceEvents.filter((event) => event.name === 'RunTask' && mains.has(threadOf(event)));
  return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur), 0) / 1000;
};

/**
 * Watches the main thread of a page by a trace, in processor time: other tests may want the same processor, and would be counted
 * by the clock.
 *
 * @returns asserts that no task took too long since the step before
 */
export const watchTasks = async (t: Test, page: Page): Promise<(step: string) => Promise<void>> => {
  const browser = page.context().browser() as Browser;
  const start = (): Promise<void> =>
    browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  await start();
  t.teardown(() => browser.stopTracing());
  return async (step) => {
    const ms = longestIn(await browser.stopTracing());
    t.ok(ms > 0 && ms <= MOST_LONG_MS, `${step}: longest task ${ms.toFixed()} ms`);
    await start();
  };
};
