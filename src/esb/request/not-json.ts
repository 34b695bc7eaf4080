import { isLosslessNumber } from 'lossless-json';
import type { Params } from '../../calls/component.js';
import type { Text } from '../../model/language.js';
import { shownText } from '../../util/secrets/hide-secrets.js';

/** The ESB takes these out of the parameters, also if the credentials are in the header. */
export const TAKEN_OUT = new Set([
  'bk_app_code',
  'app_code',
  'bk_app_secret',
  'app_secret',
  'bk_token',
  'bk_username',
  'username',
  'bk_signature',
  'signature',
  'bk_nonce',
  'bk_timestamp',
  'bk_supplier_account',
]);

/** True for what Python reads as NaN or infinite. A long integer stays one. */
const isNotFinite = (value: unknown): boolean => {
  if (typeof value === 'number') return !Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return false;
  if (isLosslessNumber(value)) return /[.eE]/.test(value.value) && !Number.isFinite(Number(value.value));
  return Object.values(value).some(isNotFinite);
};

/**
 * Python writes a number that is NaN or infinite as `NaN` or `Infinity`, which is no JSON, so that the system behind cannot
 * read the call (contract section 2).
 *
 * @param inUrl the parameters that the ESB writes into the URL
 * @returns the reason; undefined if all that is passed on is JSON
 */
export const whyNotJson = (params: Params, inUrl: readonly string[]): Text | undefined => {
  for (const name in params) {
    if (isNotFinite(params[name]) && !TAKEN_OUT.has(name) && !inUrl.includes(name)) {
      const shown = shownText(name);
      return {
        en: `${shown} is or holds a number that is NaN or infinite: the ESB passes it on, and it is no JSON`,
        zh: `${shown} 是或含有 NaN 或无穷大：ESB 会原样转发，而它不是 JSON`,
      };
    }
  }
  return undefined;
};
