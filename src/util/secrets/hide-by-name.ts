import { isMap } from '../json/is-map.js';
import { HIDDEN, shownText } from './hide-secrets.js';
import { isNameOfSecret } from './names-secret.js';

/** Copies a JSON value without what stands under the names of secrets. */
export const hideByName = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(hideByName);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      shownText(name, Infinity),
      isNameOfSecret(name) ? HIDDEN : hideByName(member),
    ]),
  );
};
