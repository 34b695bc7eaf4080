import type { Contract } from '../../../model/contract.js';
import type { Int64 } from '../../../model/ids.js';
import { CmdbError } from '../../errors.js';
import { checkPage, decodePage, isWithin, type Page, type PageBounds } from '../../parameters/page.js';

/** The contracts differ in the bounds of a page, and in whether a request needs one (contract section 5). */
interface PageRules {
  bounds: PageBounds;
  /** The page of a request without one; undefined if the contract refuses such a request. */
  whenOmitted: Page | undefined;
}

export const PAGE_RULES: Record<Contract, PageRules> = {
  documented: { bounds: { max: 500 }, whenOmitted: { start: 0, limit: 500, sort: undefined } },
  'cmdb-3.14': { bounds: { max: 1000, unlimited: 999_999_999 }, whenOmitted: undefined },
};

const LIVE = PAGE_RULES['cmdb-3.14'].bounds;

/** Says what the live CMDB does with a limit that `documented` refuses. */
const takenLive = (limit: Int64): string => {
  const taken = limit === LIVE.unlimited ? 'takes it for no limit' : 'takes it';
  return `page.limit is ${limit}: cmdb-3.14 ${taken}, the documentation allows ${PAGE_RULES.documented.bounds.max} at most`;
};

/**
 * Decodes and checks the page of a request.
 *
 * @param differences gets an entry if the live CMDB takes a page that the documentation refuses, or the reverse
 * @throws CmdbError 1199000 for a wrong type, 1199059 if the page is out of the contract's bounds, or missing although
 *   the contract needs one
 */
export const readPage = (given: unknown, contract: Contract, differences: string[]): Page => {
  const { bounds, whenOmitted } = PAGE_RULES[contract];
  const page = decodePage(given);
  if (page === undefined) {
    if (whenOmitted === undefined) {
      const missing = given === undefined ? 'there is no page' : 'page is null';
      throw new CmdbError(1199059, '', `${missing}, and ${contract} wants one`);
    }
    differences.push(`${given === undefined ? 'no page' : 'page is null'}: cmdb-3.14 refuses with 1199059`);
    return whenOmitted;
  }
  if (!isWithin(page, bounds) && isWithin(page, LIVE)) differences.push(takenLive(page.limit));
  checkPage(given, page, bounds);
  return page;
};
