import type { Test } from 'tap';

/**
 * Lets the clock move at each look at it, until the test ends, so that long work takes several time slices on any machine.
 * Counts the turns of the event loop.
 *
 * @param stepMs by how much the clock moves, in milliseconds. A time slice has ten
 */
export const countTurns = (t: Test, stepMs: number): (() => number) => {
  let now = performance.now();
  t.intercept(performance, 'now', { value: () => (now += stepMs) });
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
