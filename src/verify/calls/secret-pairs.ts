import { isMap } from '../../util/json/is-map.js';
import { isNameOfSecret } from '../../util/secrets/names-secret.js';

/** Keys whose values name what stands beside them. */
const NAMING = /^(?:name|key|field|header)$/i;

const isName = (value: unknown): boolean => typeof value === 'string' && isNameOfSecret(value);

/** True if a value names a secret beside it: `{"name": "bk_token", "value": …}`, `["bk_token", …]`. */
export const isSecretPair = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.length === 2 && isName(value[0]);
  return isMap(value) && Object.entries(value).some(([key, member]) => NAMING.test(key) && isName(member));
};

/** True if a value holds such a pair at any depth. */
export const hasSecretPair = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  return isSecretPair(value) || Object.values(value).some(hasSecretPair);
};
