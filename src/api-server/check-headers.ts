import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../calls/caller.js';
import type { AuthMode } from '../model/contract.js';
import { notAuthorized } from './errors.js';
import { readHeader } from './headers.js';

/** Rows of this account belong to all. */
export const DEFAULT_ACCOUNT = '0';

/** The caller that the headers name. CMDB trusts them, because only other systems can reach its API. */
export const callerOf = (headers: IncomingHttpHeaders): Caller => ({
  app: readHeader(headers, 'app'),
  user: readHeader(headers, 'user'),
});

export const supplierAccountOf = (headers: IncomingHttpHeaders): string =>
  readHeader(headers, 'supplierAccount') || DEFAULT_ACCOUNT;

/**
 * Checks that the headers name an account and a user, in CMDB's order (contract section 9).
 *
 * @throws PlainTextError 1199027
 */
export const checkHeaders = (headers: IncomingHttpHeaders, auth: AuthMode): void => {
  if (auth === 'off') return;
  if (readHeader(headers, 'supplierAccount') === '') throw notAuthorized('owner_id', 'X-Bkcmdb-Supplier-Account');
  if (readHeader(headers, 'user') === '') throw notAuthorized('user', 'X-Bkcmdb-User');
};
