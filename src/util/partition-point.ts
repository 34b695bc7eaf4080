/**
 * Finds where a sorted list turns from items before a place to items after it, by binary search.
 *
 * @param isBefore true for the first items, false for all that follow
 * @returns the number of items for which it is true
 */
export const partitionPoint = <T>(items: readonly T[], isBefore: (item: T) => boolean): number => {
  let low = 0;
  for (let high = items.length; low < high;) {
    const middle = (low + high) >>> 1;
    if (isBefore(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
};
