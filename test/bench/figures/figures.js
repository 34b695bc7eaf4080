/** Figures while they are measured: each has a label, a unit and a value for each round. */

export const createFigures = () => {
  const all = {};
  return {
    all,
    /** Adds one value. */
    add(id, label, unit, value) {
      (all[id] ??= { label, unit, values: [] }).values.push(value);
    },
    /** Adds the three values that wrk measures. */
    addLoad(id, label, { rate, p50, p99 }) {
      this.add(id, label, 'requests/s', rate);
      this.add(`${id}/p50`, `${label}: p50`, 'µs', p50);
      this.add(`${id}/p99`, `${label}: p99`, 'µs', p99);
    },
  };
};

/**
 * Measures each item in turn, round by round, so that other work of the machine affects all items alike. Each round
 * begins with another item.
 */
export const interleave = async (items, rounds, measure) => {
  for (let round = 0; round < rounds; round += 1) {
    for (let index = 0; index < items.length; index += 1) await measure(items[(index + round) % items.length], round);
  }
};
