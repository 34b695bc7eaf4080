// An import, so that fake timers of a test in the same process do not hold this one back.
import { setImmediate } from 'node:timers';

type Schedule = (callback: (...args: unknown[]) => void, ...args: unknown[]) => void;

const soon: Schedule = (callback, ...args) => void Promise.resolve().then(() => callback(...args));

/** Tasks that run with real ticks. */
let running = 0;
/** Puts the fakes back. */
let fakeAgain!: () => void;

/** Jest gives tests a `process` of their own, which an import of `node:process` does not lead to. */
const globals = globalThis;

const areHeld = async (): Promise<boolean> => {
  let due = 2;
  const count = (): void => void (due -= 1);
  globals.process.nextTick(count);
  globals.queueMicrotask(count);
  await new Promise((resolve) => setImmediate(resolve));
  return due > 0;
};

const makeReal = (): void => {
  const process: { nextTick: Schedule } = globals.process;
  const { nextTick } = process;
  const { queueMicrotask } = globals;
  process.nextTick = soon;
  globals.queueMicrotask = soon;
  fakeAgain = () => {
    // The test may have replaced them meanwhile.
    if (process.nextTick === soon) process.nextTick = nextTick;
    if (globals.queueMicrotask === soon) globals.queueMicrotask = queueMicrotask;
  };
};

/**
 * Runs a task of Fastify. It takes `process.nextTick` and `queueMicrotask` from the globals when it starts, closes or is
 * injected a request. If fake timers of a test hold them back, they are real as long as the task runs.
 */
export const withRealTicks = async <T>(task: () => Promise<T>): Promise<T> => {
  if (running === 0 && !(await areHeld())) return task();
  running += 1;
  if (running === 1) makeReal();
  try {
    return await task();
  } finally {
    running -= 1;
    if (running === 0) fakeAgain();
  }
};
