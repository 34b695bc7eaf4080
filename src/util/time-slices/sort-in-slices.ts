import { TimeSlice } from './time-slice.js';

/** Sorts this many items at once. */
const RUN = 2000;

const merge = <T>(one: readonly T[], other: readonly T[], compare: (one: T, other: T) => number): T[] => {
  const merged: T[] = [];
  let next = 0;
  for (const item of one) {
    while (next < other.length && compare(other[next] as T, item) < 0) merged.push(other[next++] as T);
    merged.push(item);
  }
  for (const item of other.slice(next)) merged.push(item);
  return merged;
};

/** Sorts a long list in several turns of the event loop. Equal items keep their order. */
export const sortInSlices = async <T>(items: readonly T[], compare: (one: T, other: T) => number): Promise<T[]> => {
  const slice = new TimeSlice();
  let runs: T[][] = [];
  for (let start = 0; start < items.length; start += RUN) {
    runs.push(items.slice(start, start + RUN).sort(compare));
    if (slice.isOver) await slice.next();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let index = 0; index < runs.length; index += 2) {
      merged.push(merge(runs[index] as T[], runs[index + 1] ?? [], compare));
      if (slice.isOver) await slice.next();
    }
    runs = merged;
  }
  return runs[0] ?? [];
};
