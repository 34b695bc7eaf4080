import { parse } from 'lossless-json';
import { checkExtent } from '../../fixtures/read/json/check-extent.js';
import { MOST_CAPTURED_LEVELS } from '../../fixtures/read/limits.js';
import { keepsNumber } from '../../util/json/keeps-number.js';

/** A number that a fixture cannot hold exactly. */
export class InexactNumber {
  /** As it is written. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const parseNumber = (text: string): number | InexactNumber => {
  const value = Number(text);
  return keepsNumber(text, value) ? value : new InexactNumber(text);
};

/**
 * Parses JSON as clients of the ESB do: if a key repeats, as in the documentation's own example, the last value counts. A
 * byte-order mark does not count.
 *
 * @throws SyntaxError if the text is no JSON
 * @throws BoundError if it is nested too deeply, or has too many values
 */
export const parseJson = (text: string): unknown => {
  checkExtent(text, MOST_CAPTURED_LEVELS);
  return parse(text.replace(/^\uFEFF/, ''), null, { parseNumber, onDuplicateKey: ({ newValue }) => newValue });
};
