/** Statistics of a few measurements of the same figure. */

/** @param {readonly number[]} values at least one */
export const median = (values) => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/**
 * @param {readonly number[]} values at least one
 * @returns {{ median: number, min: number, max: number, count: number }}
 */
export const summary = (values) => ({
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
  count: values.length,
});
