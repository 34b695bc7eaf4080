import type { Contract } from '../../model/contract.js';
import { expectString, int64, object, type Int64 } from './decode.js';
import { noValue } from './details.js';
import { CmdbError } from '../errors.js';

/** Rules for pages, which differ between the documentation and the live system (contract section 5). */
interface PageRules {
  max: number;
  /** The limit that stands for "no limit", where there is one. */
  unlimited: number | undefined;
  /** The page of a request that names none; undefined where it must name one. */
  whenOmitted: Page | undefined;
}

export const PAGE_RULES: Record<Contract, PageRules> = {
  documented: { max: 500, unlimited: undefined, whenOmitted: { start: 0, limit: 500 } },
  'cmdb-3.14': { max: 1000, unlimited: 999_999_999, whenOmitted: undefined },
};

export interface Page {
  start: Int64;
  limit: Int64;
}

/**
 * Decodes the types of a `page` without judging its bounds, as CMDB does first.
 *
 * @returns undefined where the page is missing or null
 * @throws CmdbError 1199000 where the page, `start`, `limit` or `sort` is of another type
 */
export const decodePage = (value: unknown): Page | undefined => {
  const page = object(value, 'page');
  if (page === undefined) return undefined;
  const decoded = { start: int64(page['start'], 'page.start'), limit: int64(page['limit'], 'page.limit') };
  expectString(page['sort'], 'page.sort');
  return decoded;
};

const isWithin = ({ start, limit }: Page, { max, unlimited }: PageRules): boolean =>
  start >= 0 && limit > 0 && (limit <= max || limit === unlimited);

/** Which of the bounds a page is out of. */
const outOfBounds = (given: unknown, { start, limit }: Page, { max, unlimited }: PageRules): string => {
  if (start < 0) return `page.start is ${start}`;
  if (limit === 0) return noValue('page.limit', (given as Record<string, unknown>)['limit']);
  if (limit < 0) return `page.limit is ${limit}`;
  const most = `page.limit is ${limit}; ${max} is the most`;
  return unlimited === undefined ? most : `${most}, and ${unlimited} stands for no limit`;
};

/** What the live CMDB does with a page that `documented` refuses. */
const takenLive = (limit: Int64): string => {
  const { max } = PAGE_RULES.documented;
  const { unlimited } = PAGE_RULES['cmdb-3.14'];
  const taken = limit === unlimited ? 'takes it for no limit' : 'takes it';
  return `page.limit is ${limit}: cmdb-3.14 ${taken}, the documentation allows ${max} at most`;
};

/**
 * Judges a decoded page by the contract's bounds.
 *
 * @param given the page as it was sent
 * @param differences where it is noted that the live CMDB judges the page in another way than the documentation
 * @throws CmdbError 1199059 where `start` is negative, `limit` is missing, not positive or over the maximum, or the
 *   contract does not allow a request without a page
 */
export const checkPage = (given: unknown, page: Page | undefined, contract: Contract, differences: string[]): Page => {
  const rules = PAGE_RULES[contract];
  if (page === undefined) {
    if (rules.whenOmitted === undefined) {
      const missing = given === undefined ? 'there is no page' : 'page is null';
      throw new CmdbError(1199059, '', `${missing}, and ${contract} wants one`);
    }
    differences.push(`${given === undefined ? 'no page' : 'page is null'}: cmdb-3.14 refuses with 1199059`);
    return rules.whenOmitted;
  }
  if (isWithin(page, rules)) return page;
  if (isWithin(page, PAGE_RULES['cmdb-3.14'])) differences.push(takenLive(page.limit));
  throw new CmdbError(1199059, '', outOfBounds(given, page, rules));
};
