/** Node 20 has neither `Iterator.prototype.map` nor `Map.groupBy`. */

/** Maps each item when it is read. */
export function* map<T, R>(items: Iterable<T>, convert: (item: T) => R): Generator<R> {
  for (const item of items) yield convert(item);
}

/** Groups items by a key. Groups stand in the order of their first items, items in their own order. */
export const groupBy = <K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
};

/** Cuts items into lists of `size`; the last list may be shorter. No items give no list. */
export function* chunks<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

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
