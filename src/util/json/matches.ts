import { isNumber } from './is-number.js';
import { isInexact } from './keeps-number.js';

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const INTEGER = /^[+-]?\d+$/;

/** Longer numbers are compared as text, because computing their value takes long. */
const LONGEST = 100;

/** The value of a number's text, exact for integers; undefined if the text is not a number. */
const valueOfText = (text: string): number | bigint | undefined => {
  if (text.length > LONGEST || !NUMBER.test(text)) return undefined;
  return INTEGER.test(text) ? BigInt(text.replace('+', '')) : Number(text);
};

/** The given number may have any form that JSON parsers produce. It may be a string, because forms and queries only have strings. */
const sameNumber = (wanted: unknown, given: unknown): boolean => {
  if (!isNumber(given) && typeof given !== 'string') return false;
  if (String(wanted) === String(given)) return true;
  const [left, right] = [valueOfText(String(wanted)), valueOfText(String(given))];
  // `==` compares a bigint and a number by their exact values.
  return left !== undefined && right !== undefined && left == right;
};

/** True for a number that is written as a text where it is wanted. */
const isWrittenAsText = (value: unknown): boolean => isNumber(value) && isInexact(String(value));

/**
 * True if a given value contains a wanted one. A map contains a map if it has all its keys, at every depth. A list contains
 * a list of the same length, element by element. A string contains a number that it spells, not the other way round,
 * unless it is a number that a fixture can hold only as a text. Any other value contains itself.
 */
export const matches = (wanted: unknown, given: unknown): boolean => {
  if (isNumber(wanted)) return sameNumber(wanted, given);
  if (typeof wanted === 'string' && isWrittenAsText(given)) return sameNumber(wanted, given);
  if (typeof wanted !== 'object' || wanted === null) return wanted === given;
  if (typeof given !== 'object' || given === null || isNumber(given)) return false;
  if (Array.isArray(wanted) !== Array.isArray(given)) return false;
  if (Array.isArray(wanted) && wanted.length !== (given as unknown[]).length) return false;
  return Object.entries(wanted).every(
    ([key, value]) => Object.hasOwn(given, key) && matches(value, (given as Record<string, unknown>)[key]),
  );
};
