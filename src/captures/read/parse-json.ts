import { parse } from 'lossless-json';
import { checkExtent } from '../../fixtures/read/json/check-extent.js';
import { MOST_CAPTURED_LEVELS } from '../../fixtures/read/limits.js';

/**
 * Parses JSON as clients of the ESB do: if a key repeats, as in the documentation's own example, the last value counts.
 *
 * @throws SyntaxError if the text is no JSON
 * @throws BoundError if it is nested too deeply, or has too many values
 */
export const parseJson = (text: string): unknown => {
  checkExtent(text, MOST_CAPTURED_LEVELS);
  return parse(text, null, { parseNumber: Number, onDuplicateKey: ({ newValue }) => newValue });
};
