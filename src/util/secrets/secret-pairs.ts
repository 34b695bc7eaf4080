import { isMap } from '../json/is-map.js';
import { isNameOfSecret } from './names-secret.js';

/** Keys whose values name what stands beside them. */
const NAMING = /^(?:name|key|field|header)$/i;

/** True if a value is the name of a secret. */
export const isSecretName = (value: unknown): boolean => typeof value === 'string' && isNameOfSecret(value);

/** True if a value names a secret beside it: `{"name": "bk_token", "value": …}`, `["bk_token", …]`. */
export const isSecretPair = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.length === 2 && isSecretName(value[0]);
  return isMap(value) && Object.entries(value).some(([key, member]) => NAMING.test(key) && isSecretName(member));
};

/** True if a value holds such a pair at any depth. */
export const hasSecretPair = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  return isSecretPair(value) || Object.values(value).some(hasSecretPair);
};
