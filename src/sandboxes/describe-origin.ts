import { demoOriginInChinese } from '../demo/demo-origin.js';
import { REQUEST_BODY } from '../fixtures/read/fixture-of-body.js';
import type { Language } from '../model/language.js';

/** The end of the origin of data to which rows were added. */
const PATCHED = ', patched';

/** The origin of data after rows were added to it. */
export const patchedOrigin = (origin: string): string => (origin.endsWith(PATCHED) ? origin : origin + PATCHED);

/** An origin in the words of a language. The store keeps the English ones. */
export const describeOrigin = (origin: string, language: Language): string => {
  if (language === 'en') return origin;
  if (origin.endsWith(PATCHED)) return `${describeOrigin(origin.slice(0, -PATCHED.length), language)}（已修改）`;
  return origin === REQUEST_BODY ? '请求正文' : demoOriginInChinese(origin);
};
