/** The value of a number's text in one form: its sign, its digits without zeros around them, and an exponent. */
const decimalOf = (text: string): string => {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace(/^[-+]/, '').split('.');
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${mantissa.startsWith('-') ? '-' : ''}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
};

/**
 * True if a number has the same value when JavaScript writes it again. Floating-point numbers such as 1e16 have, most
 * integers beyond 2^53 have not. More digits of a fraction than a double has do not count.
 *
 * @param text as it is written in JSON
 * @param value its value in JavaScript
 */
export const keepsNumber = (text: string, value: number): boolean => {
  if (Number.isSafeInteger(value) && value !== 0) return true;
  if (!Number.isInteger(value)) return Number.isFinite(value);
  return decimalOf(text) === decimalOf(String(value));
};

/** True for a number of JSON that may not be exact in JavaScript: an integer beyond 2^53, or one that is infinite there. */
export const isInexact = (text: string): boolean => {
  const value = Number(text);
  return Number.isInteger(value) ? !Number.isSafeInteger(value) : !Number.isFinite(value);
};

/** A double has at least so many decimal digits. */
const SURE_DIGITS = 15;

/** True if an integer beyond 2^53 is more likely meant than rounded, because it has few digits before its zeros. */
export const hasFewDigits = (value: number): boolean =>
  decimalOf(String(value)).replace(/^-|e.*/g, '').length <= SURE_DIGITS;

const NUMBERS = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;

/** The numbers in a text of JSON or YAML that are beyond 2^53 and keep their values. */
export const keptNumbers = (text: string): ReadonlySet<number> => {
  const kept = new Set<number>();
  const lost = new Set<number>();
  for (const [written] of text.matchAll(NUMBERS)) {
    const value = Number(written);
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) (keepsNumber(written, value) ? kept : lost).add(value);
  }
  // The same value may be written in several ways.
  for (const value of lost) kept.delete(value);
  return kept;
};
