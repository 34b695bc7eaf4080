import type { Text } from '../model/language.js';

/** CMDB shows every account's rows to this one. */
const SUPER_ACCOUNT = 'superadmin';

/** Rows of this account belong to all. */
const DEFAULT_ACCOUNT = '0';

/** True if a request sees only the rows of some accounts. */
export const isAccountLimited = (asked: string): boolean => asked !== SUPER_ACCOUNT;

/**
 * The supplier account by which a query has to filter; undefined if it hides nothing.
 *
 * @param hasOthers true if there are rows of other accounts than the default
 */
export const filterOf = (asked: string, hasOthers: boolean): string | undefined =>
  hasOthers && isAccountLimited(asked) ? asked : undefined;

/** `is of another supplier account than 0, the request asked for tencent`, for *why*. */
export const otherAccount = (rows: number, asked: string): Text => ({
  en: `${rows === 1 ? 'is' : 'are'} of another supplier account than 0, the request asked for ${asked}`,
  zh: `属于 0 以外的开发商账号，请求的是 ${asked}`,
});

/**
 * True if a request sees a row. CMDB asks its database for the rows of the default account and of the one asked for (contract
 * section 5).
 *
 * @param asked the supplier account of the request
 * @param own the supplier account of the row
 */
export const seesAccount = (asked: string, own: unknown): boolean =>
  !isAccountLimited(asked) || own === DEFAULT_ACCOUNT || own === asked;
