import type { Contract } from '../../../model/contract.js';
import type { Int64 } from '../../../model/ids.js';
import type { Text } from '../../../model/language.js';
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

const MOST = PAGE_RULES.documented.bounds.max;

/** Says what the live CMDB does with a limit that `documented` refuses. */
const takenLive = (limit: Int64): Text => {
  const [taken, takenZh] = limit === LIVE.unlimited ? ['takes it for no limit', '视为不限'] : ['takes it', '会接受'];
  return {
    en: `page.limit is ${limit}: cmdb-3.14 ${taken}, the documentation allows ${MOST} at most`,
    zh: `page.limit 为 ${limit}：cmdb-3.14 ${takenZh}，文档规定最大为 ${MOST}`,
  };
};

/** Says that a request has no page. */
const noPage = (given: unknown, en: string): Text =>
  given === undefined ? { en, zh: '缺少 page' } : { en: 'page is null', zh: 'page 为 null' };

/**
 * Decodes and checks the page of a request.
 *
 * @param differences gets an entry if the live CMDB takes a page that the documentation refuses, or the reverse
 * @throws CmdbError 1199000 for a wrong type, 1199059 if the page is out of the contract's bounds, or missing although
 *   the contract needs one
 */
export const readPage = (given: unknown, contract: Contract, differences: Text[]): Page => {
  const { bounds, whenOmitted } = PAGE_RULES[contract];
  const page = decodePage(given);
  if (page === undefined) {
    if (whenOmitted === undefined) {
      const { en, zh } = noPage(given, 'there is no page');
      throw new CmdbError(1199059, '', {
        en: `${en}, and ${contract} wants one`,
        zh: `${zh}，而 ${contract} 要求带 page`,
      });
    }
    const { en, zh } = noPage(given, 'no page');
    differences.push({ en: `${en}: cmdb-3.14 refuses with 1199059`, zh: `${zh}：cmdb-3.14 会拒绝（1199059）` });
    return whenOmitted;
  }
  if (!isWithin(page, bounds) && isWithin(page, LIVE)) differences.push(takenLive(page.limit));
  checkPage(given, page, bounds);
  return page;
};
