import type { Test } from 'tap';

/** Longer than half a time slice, in milliseconds. */
const STEP_MS = 6;

/**
 * Lets the clock move at each look at it, until the test ends, so that long work takes several time slices on any machine.
 * Counts the turns of the event loop.
 */
export const countTurns = (t: Test): (() => number) => {
  let now = performance.now();
  t.intercept(performance, 'now', { value: () => (now += STEP_MS) });
  let turns = 0;
  let next: NodeJS.Immediate;
  const countTurn = (): void => {
    turns += 1;
    next = setImmediate(countTurn);
  };
  next = setImmediate(countTurn);
  t.teardown(() => clearImmediate(next));
  return () => turns;
};
