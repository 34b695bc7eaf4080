import type { Text } from '../model/language.js';
import { isMap } from '../util/json/is-map.js';
import { matches } from '../util/json/matches.js';
import { stringify } from 'lossless-json';
import { HIDDEN, shownText } from '../util/secrets/hide-secrets.js';
import { isNameOfSecret } from '../util/secrets/names-secret.js';

/** Characters of a value that are shown. */
const MOST_SHOWN = 60;

const shown = (key: string, value: unknown): string =>
  isNameOfSecret(key) ? HIDDEN : shownText(stringify(value) as string, MOST_SHOWN);

/**
 * The first condition of a stub that parameters do not meet.
 *
 * @param wanted what they must have
 * @param name of the wanted value, such as `when.page`
 * @returns undefined if they meet all
 */
export const describeMismatch = (
  wanted: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
  name = 'when',
): Text | undefined => {
  for (const [key, value] of Object.entries(wanted)) {
    const at = `${name}.${key}`;
    const is = shown(key, value);
    if (!Object.hasOwn(given, key))
      return { en: `${at} is ${is}, the request has none`, zh: `${at} 为 ${is}，请求中没有` };
    const other = given[key];
    if (matches(value, other)) continue;
    const inside = isMap(value) && isMap(other) ? describeMismatch(value, other, at) : undefined;
    const has = shown(key, other);
    return inside ?? { en: `${at} is ${is}, the request has ${has}`, zh: `${at} 为 ${is}，请求中为 ${has}` };
  }
  return undefined;
};
