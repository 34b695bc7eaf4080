import { isLosslessNumber } from 'lossless-json';
import type { Int64 } from './decode.js';
import type { Facts } from '../facts.js';
import { list } from '../../util/words.js';

/** Numbers may be as long as the request. */
const MOST_DIGITS = 30;

const numberOf = (value: unknown): string | undefined =>
  typeof value === 'number' || typeof value === 'bigint' || isLosslessNumber(value) ? String(value) : undefined;

/** What a JSON value is, without its text, which may be anybody's secret. */
const typeOf = (value: unknown): string => {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return `a ${typeof value}`;
};

const isDigits = (text: string): boolean => /^[+-]?\d+$/.test(text);

/** Why a value is no integer of CMDB's. */
export const noInt64 = (name: string, value: unknown): string => {
  const number = numberOf(value);
  if (number === undefined) return `${name} is ${typeOf(value)}; CMDB takes an integer`;
  if (isDigits(number)) return `${name} is beyond int64`;
  const shown = number.length > MOST_DIGITS ? `${number.slice(0, MOST_DIGITS)}…` : number;
  const form = Number.isInteger(Number(number)) ? ', written without fraction and exponent' : '';
  return `${name} is ${shown}; CMDB takes an integer${form}`;
};

/** Why a value is no integer that can travel in a URL. */
export const noUrlInt64 = (name: string, value: unknown): string => {
  if (typeof value !== 'string') return noInt64(name, value);
  return isDigits(value) ? `${name} is beyond int64` : `${name} is a string that is no integer`;
};

/** Why a value is of another type than CMDB's. */
export const noSuch = (wanted: string, name: string, value: unknown): string =>
  `${name} is ${numberOf(value) === undefined ? typeOf(value) : 'a number'}; CMDB takes ${wanted}`;

/** In what way there is no value: it is missing, null, or a 0, which CMDB cannot tell from those. */
export const noValue = (name: string, value: unknown): string =>
  `${name} is ${value === undefined || value === null ? typeOf(value) : '0'}`;

/** Why a user may not see a business. */
export const noAccess = (facts: Facts, user: string, bizId: Int64): string => {
  const allowed = facts.businessesOfUser(user);
  const why = `user ${user} may not see business ${bizId}`;
  if (allowed === undefined) return `${why}: there is no such user`;
  return allowed.length === 0 ? `${why}; it may see none` : `${why}; it may see ${list(allowed)}`;
};
