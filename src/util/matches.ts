import { isNumber } from './is-number.js';

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const INTEGER = /^[+-]?\d+$/;

/** To read a longer number for its value would take long and lead nowhere; JSON text does not need it. */
const LONGEST = 100;

/** The value of a number's text: exact for integers. Undefined for what is no number. */
const valueOfText = (text: string): number | bigint | undefined => {
  if (text.length > LONGEST || !NUMBER.test(text)) return undefined;
  return INTEGER.test(text) ? BigInt(text.replace('+', '')) : Number(text);
};

/** A number may come in any form that parsers of JSON know, and as a string: from a form or a query all values do. */
const sameNumber = (wanted: unknown, given: unknown): boolean => {
  if (!isNumber(given) && typeof given !== 'string') return false;
  if (String(wanted) === String(given)) return true;
  const [left, right] = [valueOfText(String(wanted)), valueOfText(String(given))];
  // Loosely, a bigint and a number are compared by their exact values.
  return left !== undefined && right !== undefined && left == right;
};

/**
 * Whether what was asked for is in what is given: a map's keys in a map, at every depth; a list of the same length, element
 * by element; anything else by its value. A number is in a string that spells it, not the other way round.
 */
export const matches = (wanted: unknown, given: unknown): boolean => {
  if (isNumber(wanted)) return sameNumber(wanted, given);
  if (typeof wanted !== 'object' || wanted === null) return wanted === given;
  if (typeof given !== 'object' || given === null || isNumber(given)) return false;
  if (Array.isArray(wanted) !== Array.isArray(given)) return false;
  if (Array.isArray(wanted) && wanted.length !== (given as unknown[]).length) return false;
  return Object.entries(wanted).every(
    ([key, value]) => Object.hasOwn(given, key) && matches(value, (given as Record<string, unknown>)[key]),
  );
};
