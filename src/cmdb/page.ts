import type { Contract } from '../contract.js';
import { expectString, int64, object, type Int64 } from './decode.js';
import { CmdbError } from './errors.js';

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
  const page = object(value);
  if (page === undefined) return undefined;
  const decoded = { start: int64(page['start']), limit: int64(page['limit']) };
  expectString(page['sort']);
  return decoded;
};

/**
 * Judges a decoded page by the contract's bounds.
 *
 * @throws CmdbError 1199059 where `start` is negative, `limit` is missing, not positive or over the maximum, or the
 *   contract does not allow a request without a page
 */
export const checkPage = (page: Page | undefined, contract: Contract): Page => {
  const { max, unlimited, whenOmitted } = PAGE_RULES[contract];
  const checked = page ?? whenOmitted;
  if (checked === undefined || checked.start < 0 || checked.limit <= 0) throw new CmdbError(1199059);
  if (checked.limit > max && checked.limit !== unlimited) throw new CmdbError(1199059);
  return checked;
};
