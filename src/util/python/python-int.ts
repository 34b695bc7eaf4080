/** Python 3.11 refuses to read a number of more digits. */
const MOST_DIGITS = 4300;

/** Blanks that Python's `int` allows around a number. In ASCII text it takes only the first six. */
const BLANKS = '[\\t-\\r \\x85\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*';

/** Digits of any script, with single underscores between them. */
const NUMBER = new RegExp(`^${BLANKS}([+-]?)(\\p{Nd}+(?:_\\p{Nd}+)*)${BLANKS}$`, 'u');

const isDigit = (code: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(code));

/** The digits of a script are ten code points in a row, from 0 to 9. A few such rows follow one another. */
const digitOf = (char: string): number => {
  const code = char.codePointAt(0) as number;
  let first = code;
  while (isDigit(first - 1)) first -= 1;
  return (code - first) % 10;
};

/**
 * Reads text as Python's `int` does. Large numbers are rounded.
 *
 * @returns undefined if the text is no integer
 */
export const pythonInt = (text: string): number | undefined => {
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const digits = Array.from((match[2] as string).replaceAll('_', ''));
  if (digits.length > MOST_DIGITS) return undefined;
  const plain = digits.map(digitOf).join('');
  return Number(`${match[1]}${plain}`);
};
