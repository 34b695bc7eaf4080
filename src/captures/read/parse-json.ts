import { parse } from 'lossless-json';

/** The live ESB itself reads no JSON that is deeper. */
const MOST_LEVELS = 900;

const TOO_DEEP = new SyntaxError(`it is nested more than ${MOST_LEVELS} levels deep`);

const isWithin = (levels: number, value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((child) => isWithin(levels - 1, child)));

const parseLatest = (text: string): unknown => {
  try {
    return parse(text, null, { parseNumber: Number, onDuplicateKey: ({ newValue }) => newValue });
  } catch (error) {
    // The parser recurses, and runs out of stack some thousand levels down.
    throw error instanceof RangeError ? TOO_DEEP : error;
  }
};

/**
 * Parses JSON as clients of the ESB do: if a key repeats, as in the documentation's own example, the last value counts.
 *
 * @throws SyntaxError if the text is no JSON, or is nested too deeply
 */
export const parseJson = (text: string): unknown => {
  const value = parseLatest(text);
  if (!isWithin(MOST_LEVELS, value)) throw TOO_DEEP;
  return value;
};
