import { noInt64, noSuch } from './details.js';
import { deserializingFailed } from '../errors.js';

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** An integer of CMDB's: a `bigint` beyond what a `number` holds exactly. */
export type Int64 = number | bigint;

const isInt64 = (value: unknown): value is Int64 =>
  Number.isInteger(value) || (typeof value === 'bigint' && value >= INT64_MIN && value <= INT64_MAX);

/**
 * Decodes a JSON value as Go decodes it into an int64: missing and null are 0, and so cannot be told from a 0.
 *
 * @param name of the parameter, for whoever sent it
 * @throws CmdbError 1199000 for any other type, `1.0` and `1e2` included, and for integers beyond int64
 */
export const int64 = (value: unknown, name: string): Int64 => {
  if (value === undefined || value === null) return 0;
  if (isInt64(value)) return value;
  throw deserializingFailed(noInt64(name, value));
};

/**
 * Reads an integer that the ESB wrote into the address it calls. A numeric string passes there as well as a number.
 *
 * @returns undefined for what is no int64
 */
export const urlInt64 = (value: unknown): Int64 | undefined => {
  if (isInt64(value)) return value;
  if (typeof value !== 'string' || !/^[+-]?\d{1,99}$/.test(value)) return undefined;
  const integer = BigInt(value.replace(/^\+/, ''));
  return isInt64(integer) ? integer : undefined;
};

/**
 * Decodes a JSON object; missing and null are undefined.
 *
 * @throws CmdbError 1199000 for any other type
 */
export const object = (value: unknown, name: string): Record<string, unknown> | undefined => {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && (Object.getPrototypeOf(value) as unknown) === Object.prototype) {
    return value as Record<string, unknown>;
  }
  throw deserializingFailed(noSuch('an object', name, value));
};

/**
 * Checks that a JSON value would decode into a string; missing and null do.
 *
 * @throws CmdbError 1199000 for any other type
 */
export const expectString = (value: unknown, name: string): void => {
  if (value === undefined || value === null || typeof value === 'string') return;
  throw deserializingFailed(noSuch('a string', name, value));
};
