/** How many of a long list are named. */
const MOST_NAMED = 5;

/** `1`, `1 and 3`, `1, 3 and 4`; of long lists the beginning, and how many more there are. */
export const list = (items: readonly (number | string)[]): string => {
  const named: (number | string)[] = items.slice(0, MOST_NAMED);
  if (items.length > MOST_NAMED) named.push(`${items.length - MOST_NAMED} more`);
  const last = named.pop() as number | string;
  return named.length === 0 ? String(last) : `${named.join(', ')} and ${last}`;
};

/** `business 4`, `businesses 4 and 7`. */
export const named = (one: string, many: string, ids: readonly number[]): string =>
  `${ids.length === 1 ? one : many} ${list(ids)}`;

export const businesses = (ids: readonly number[]): string => named('business', 'businesses', ids);
