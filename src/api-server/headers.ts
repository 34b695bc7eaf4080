import type { IncomingHttpHeaders } from 'node:http';
import type { Language } from '../calls/component.js';

/** Headers of CMDB's own API by the names of today, then by those of the ESB's calls. */
const NAMES = {
  user: ['x-bkcmdb-user', 'bk_user'],
  app: ['x-bkcmdb-app-code', 'bk-app-code'],
  supplierAccount: ['x-bkcmdb-supplier-account', 'http_bk_supplier_account'],
  language: ['x-bkcmdb-language', 'http_blueking_language', 'blueking-language'],
} as const;

/** The value of the first of a header's names that has one; empty if none has. */
export const readHeader = (headers: IncomingHttpHeaders, name: keyof typeof NAMES): string => {
  for (const spelling of NAMES[name]) {
    const value = headers[spelling];
    if (value !== undefined && value !== '') return value.toString();
  }
  return '';
};

/** Without a language, CMDB speaks Chinese; only the ESB asks for English in its place. */
export const readLanguage = (headers: IncomingHttpHeaders): Language =>
  readHeader(headers, 'language') === 'en' ? 'en' : 'zh';
