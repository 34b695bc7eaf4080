import { plural } from '../../util/words.js';
import type { Page } from './page.js';

/**
 * Explains why a page has fewer rows than its limit; undefined if it is full, or the only one.
 *
 * @param count how many rows there are, whatever the page
 * @param noun of a row, such as "service instance"
 */
export const explainPage = ({ start, limit }: Page, count: number, noun: string): string | undefined => {
  if (start >= count)
    return `the page starts at ${start}, and there ${count === 1 ? 'is' : 'are'} ${plural(count, noun)}`;
  const first = Number(start);
  if (first === 0 || limit === 0 || first + Number(limit) <= count) return undefined;
  return first + 1 === count
    ? `the last page: row ${count} of ${count}`
    : `the last page: rows ${first + 1} to ${count} of ${count}`;
};
