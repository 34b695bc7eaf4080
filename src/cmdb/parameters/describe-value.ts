import { isLosslessNumber } from 'lossless-json';

/** A number can be as long as the request. */
const MOST_DIGITS = 30;

/** The text of a number as it was sent; undefined for any other value. */
export const numberText = (value: unknown): string | undefined =>
  typeof value === 'number' || typeof value === 'bigint' || isLosslessNumber(value) ? String(value) : undefined;

/** Names the type of a JSON value. Its text is not shown, because it may be a secret. */
const typeOf = (value: unknown): string => {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return `a ${typeof value}`;
};

const isDigits = (text: string): boolean => /^[+-]?\d+$/.test(text);

/** Says why a value is not an int64. */
export const notInt64 = (name: string, value: unknown): string => {
  const number = numberText(value);
  if (number === undefined) return `${name} is ${typeOf(value)}; CMDB takes an integer`;
  if (isDigits(number)) return `${name} is beyond int64`;
  const shown = number.length > MOST_DIGITS ? `${number.slice(0, MOST_DIGITS)}…` : number;
  const form = Number.isInteger(Number(number)) ? ', written without fraction and exponent' : '';
  return `${name} is ${shown}; CMDB takes an integer${form}`;
};

/** Says why a value is no id in the address of the call to CMDB. */
export const notDigits = (name: string, value: unknown): string => {
  const number = numberText(value);
  const is = number === undefined ? typeOf(value) : number.length > MOST_DIGITS ? 'a number' : number;
  const characters = typeof value === 'string' ? ' with other characters' : '';
  return `${name} is ${is}${characters}; it is part of CMDB's address, which takes digits alone`;
};

/** Says that a value is not of the type that CMDB declares. */
export const notOfType = (wanted: string, name: string, value: unknown): string =>
  `${name} is ${numberText(value) === undefined ? typeOf(value) : 'a number'}; CMDB takes ${wanted}`;

/** Says that a parameter has no value: it is missing, null, or 0, which Go's decoder cannot tell from the others. */
export const noValue = (name: string, value: unknown): string =>
  `${name} is ${value === undefined || value === null ? typeOf(value) : '0'}`;
