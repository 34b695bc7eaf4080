import type { Test } from 'tap';

// The emulator takes its clock when it is loaded, so this module comes before those of which it moves the clock.
const realNow = performance.now.bind(performance);
let step = 0;
let moved = 0;
performance.now = () => realNow() + (moved += step);

/**
 * Lets the clock move at each look at it, until the test ends, so that long work takes several time slices on any machine.
 * Counts the turns of the event loop.
 *
 * @param stepMs by how much the clock moves, in milliseconds. A time slice has ten
 */
export const countTurns = (t: Test, stepMs: number): (() => number) => {
  step = stepMs;
  let turns = 0;
  let next: NodeJS.Immediate;
  const countTurn = (): void => {
    turns += 1;
    next = setImmediate(countTurn);
  };
  next = setImmediate(countTurn);
  t.teardown(() => {
    clearImmediate(next);
    step = 0;
  });
  return () => turns;
};
