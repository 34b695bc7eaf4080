import { parse } from 'lossless-json';
import { checkExtent } from '../fixtures/read/json/check-extent.js';
import { MOST_CAPTURED_LEVELS } from '../fixtures/read/limits.js';

/**
 * Parses a text as JSON in which numbers keep their digits. If a key repeats, the last value counts, as clients read it.
 *
 * @returns undefined if it is none, or is nested too deeply
 */
export const parseExactly = (text: string): unknown => {
  try {
    checkExtent(text, MOST_CAPTURED_LEVELS);
    return parse(text.replace(/^\uFEFF/, ''), null, { onDuplicateKey: ({ newValue }) => newValue });
  } catch {
    return undefined;
  }
};
