import { LosslessNumber, parse } from 'lossless-json';
import { firstBeyond } from '../../util/json/first-beyond.js';

/** The live ESB reads JSON with Python's `json`. Within its call stack that gives up below this many levels. */
const MOST_LEVELS = 951;

/** Python 3.11 refuses to read an integer of more digits. */
const MOST_DIGITS = 4300;

/** A number that `JSON.parse` would round, or whose form (`1.0`, `1e2`) it would lose. CMDB's decoder sees the form. */
const DELICATE_NUMBER = /[:,[\s]-?(?:\d+[.eE]|\d{16})/;

/** Words that Python reads as numbers, beside JSON. */
const WORDS = /NaN|Infinity/;

/** A string, which may hold such a word, or a word. */
const STRING_OR_WORD = /"(?:[^"\\]|\\.)*"|NaN|-?Infinity/gs;

/** Sign and digits of the longest int64. A longer integer is not converted, because that takes long and CMDB refuses it. */
const LONGEST_INT64 = 20;

/** True if a text nests more levels of objects and lists, itself included. Each takes a bracket at either end. */
export const isDeeperThan = (text: string, levels: number): boolean =>
  text.length > 2 * levels && firstBeyond(text, levels) !== undefined;

const parseNumber = (text: string): number | bigint | LosslessNumber => {
  if (text.length > LONGEST_INT64 || !/^-?\d+$/.test(text)) {
    if (text.length > MOST_DIGITS && /^-?\d{4301,}$/.test(text))
      throw new SyntaxError('an integer has too many digits');
    return new LosslessNumber(text);
  }
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
};

const parseExactly = (text: string, readNumber: (text: string) => unknown = parseNumber): unknown =>
  parse(text, null, { parseNumber: readNumber, onDuplicateKey: ({ newValue }) => newValue });

/** Reads text with `NaN`, `Infinity` or `-Infinity`, by way of numbers that the text does not have. */
const parseWithWords = (text: string): unknown => {
  let mark = '1e999';
  while (text.includes(mark)) mark += '9';
  const numbers = new Map([
    [`${mark}0`, NaN],
    [`${mark}1`, Infinity],
    [`-${mark}1`, -Infinity],
  ]);
  const words = new Map([...numbers].map(([number, value]) => [String(value), number]));
  // The blanks keep a word apart from what is beside it, so that `1NaN` and `-NaN` stay broken.
  const replaced = text.replace(STRING_OR_WORD, (found) => {
    const number = words.get(found);
    return number === undefined ? found : ` ${number} `;
  });
  return parseExactly(replaced, (number) => numbers.get(number) ?? parseNumber(number));
};

/**
 * Parses JSON text as Python does, without losing the form of its numbers. An integer becomes a `number` or, beyond 2^53, a
 * `bigint`. A number with a fraction or an exponent, and one that is far too long, becomes a `LosslessNumber`. `NaN`,
 * `Infinity` and `-Infinity` become the numbers that JavaScript calls so. If a key is repeated, the last value counts.
 *
 * @param levelsMore how many levels the live ESB can read beyond those that it always can, where it reads the text
 * @throws SyntaxError if the live ESB could not read the text, also because it is nested too deeply
 */
export const parseJson = (text: string, levelsMore = 0): unknown => {
  if (isDeeperThan(text, MOST_LEVELS + levelsMore)) throw new SyntaxError('JSON is nested too deeply');
  if (DELICATE_NUMBER.test(text)) return WORDS.test(text) ? parseWithWords(text) : parseExactly(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!WORDS.test(text)) throw error;
    return parseWithWords(text);
  }
};
