/** Figures as they are measured: each with its label, its unit, and a value for each round. */

export const createFigures = () => {
  const all = {};
  return {
    all,
    /** One more value. */
    add(id, label, unit, value) {
      (all[id] ??= { label, unit, values: [] }).values.push(value);
    },
    /** What wrk measured. */
    addLoad(id, label, { rate, p50, p99 }) {
      this.add(id, label, 'requests/s', rate);
      this.add(`${id}/p50`, `${label}: p50`, 'µs', p50);
      this.add(`${id}/p99`, `${label}: p99`, 'µs', p99);
    },
  };
};

/**
 * Measures each of several in turn, round by round, and another one first in each round, so that what else the machine
 * does strikes all alike.
 */
export const alternate = async (items, rounds, measure) => {
  for (let round = 0; round < rounds; round += 1) {
    for (let index = 0; index < items.length; index += 1) await measure(items[(index + round) % items.length], round);
  }
};
