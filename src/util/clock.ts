import { performance } from 'node:perf_hooks';

// The clocks are taken once. A test may run an emulator in its own process, and its fake timers stop `performance.now` and
// replace `Date`.

/** Milliseconds since the start of the process. They never go back. */
export const monotonicNow: () => number = performance.now.bind(performance);

/** Unix time in milliseconds, to tell how long ago something was. Times that a user reads or sends follow `Date`. */
export const realNow: () => number = Date.now.bind(Date);
