import type { Text } from '../model/language.js';

/** How many items of a long list are named. */
const MOST_NAMED = 5;

type Items = readonly (number | string)[];

const enumerate = (items: Items, conjunction: 'and' | 'or'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${conjunction} ${String(items.at(-1))}`;

/** `1`, `1 and 3`, `1, 3 and 4`: all items. */
export const listAll = (items: Items): string => enumerate(items, 'and');

/** `1`, `1 or 3`, `1, 3 or 4`: all items. */
export const listChoices = (items: Items): string => enumerate(items, 'or');

/** `1`, `1 and 3`, `1, 3 and 4`; of a long list the beginning, and how many more items there are. */
export const list = (items: Items, most = MOST_NAMED): string =>
  listAll(items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items);

/** `1、3、4`; of a long list the beginning, and how many more items there are. */
export const listZh = (items: Items): string =>
  items.length > MOST_NAMED
    ? `${items.slice(0, MOST_NAMED).join('、')} 以及另外 ${items.length - MOST_NAMED} 个`
    : items.join('、');

/** `process` becomes `processes`, `row` becomes `rows`. */
export const pluralOf = (noun: string): string => (noun.endsWith('s') ? `${noun}es` : `${noun}s`);

/** `1 row`, `2 rows`. */
export const plural = (count: number, one: string, many = pluralOf(one)): string =>
  `${count} ${count === 1 ? one : many}`;

/** `business 4`, `businesses 4 and 7`. */
export const named = (one: string, many: string, ids: readonly number[]): string =>
  `${ids.length === 1 ? one : many} ${list(ids)}`;

export const businesses = (ids: readonly number[]): string => named('business', 'businesses', ids);

/** Reasons one after the other. */
export const joinReasons = (reasons: readonly (Text | undefined)[]): Text => {
  const given = reasons.filter((reason) => reason !== undefined);
  return { en: given.map(({ en }) => en).join('; '), zh: given.map(({ zh }) => zh).join('；') };
};
