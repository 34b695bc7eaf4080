import { knownAs, type KnownParameters } from '../../calls/component.js';
import type { Int64 } from '../../model/ids.js';
import type { Text } from '../../model/language.js';
import { CmdbError } from '../errors.js';
import { checkBoolean, decodeInt64, decodeObject, decodeString } from './decode.js';
import { noValue } from './describe-value.js';

export interface Page {
  start: Int64;
  limit: Int64;
  /** Fields to sort by, as MongoDB's driver takes them; undefined if the caller names none. */
  sort: string | undefined;
}

/** The parameters of a page. */
export const PAGE_PARAMETERS: KnownParameters = {
  ...knownAs('start', 'limit', 'sort'),
  enable_count: { useless: { en: 'CMDB only looks at its type here', zh: 'CMDB 在此只检查它的类型' } },
};

/** The bounds within which a component takes a page. */
export interface PageBounds {
  /** The largest `limit`. */
  max: number;
  /** A larger `limit` that means "no limit", if there is one. */
  unlimited?: number;
  /** If true, a `limit` of 0, which is also a missing one, means all rows. Default: it is out of bounds. */
  zeroIsAll?: boolean;
}

/**
 * Decodes a `page`. CMDB checks the types first and the bounds later.
 *
 * @returns undefined if the page is missing or null
 * @throws CmdbError 1199000 if the page, `start`, `limit`, `sort` or `enable_count` is of another type
 */
export const decodePage = (value: unknown): Page | undefined => {
  const page = decodeObject(value, 'page');
  if (page === undefined) return undefined;
  checkBoolean(page['enable_count'], 'page.enable_count');
  return {
    start: decodeInt64(page['start'], 'page.start'),
    limit: decodeInt64(page['limit'], 'page.limit'),
    sort: decodeString(page['sort'], 'page.sort'),
  };
};

export const isWithin = ({ start, limit }: Page, { max, unlimited, zeroIsAll = false }: PageBounds): boolean =>
  start >= 0 && (limit > 0 || (limit === 0 && zeroIsAll)) && (limit <= max || limit === unlimited);

const whyOutOfBounds = (given: unknown, { start, limit }: Page, { max, unlimited }: PageBounds): Text => {
  if (start < 0) return { en: `page.start is ${start}`, zh: `page.start 为 ${start}` };
  if (limit === 0) return noValue('page.limit', (decodeObject(given, 'page') as Record<string, unknown>)['limit']);
  const is = { en: `page.limit is ${limit}`, zh: `page.limit 为 ${limit}` };
  if (limit < 0) return is;
  const most = { en: `${is.en}; ${max} is the most`, zh: `${is.zh}，最大为 ${max}` };
  return unlimited === undefined
    ? most
    : { en: `${most.en}, and ${unlimited} stands for no limit`, zh: `${most.zh}，${unlimited} 表示不限` };
};

/**
 * Checks that a decoded page is within bounds.
 *
 * @param given the page as the caller sent it
 * @throws CmdbError 1199059 if it is not
 */
export const checkPage = (given: unknown, page: Page, bounds: PageBounds): void => {
  if (!isWithin(page, bounds)) throw new CmdbError(1199059, '', whyOutOfBounds(given, page, bounds));
};
