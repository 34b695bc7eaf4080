/** CMDB shows every account's rows to this one. */
const SUPER_ACCOUNT = 'superadmin';

/** Rows of this account belong to all. */
const DEFAULT_ACCOUNT = '0';

/** True if a request sees only the rows of some accounts. */
export const isAccountLimited = (asked: string): boolean => asked !== SUPER_ACCOUNT;

/**
 * True if a request sees a row. CMDB asks its database for the rows of the default account and of the one asked for (contract
 * section 5).
 *
 * @param asked the supplier account of the request
 * @param own the supplier account of the row
 */
export const seesAccount = (asked: string, own: unknown): boolean =>
  !isAccountLimited(asked) || own === DEFAULT_ACCOUNT || own === asked;
