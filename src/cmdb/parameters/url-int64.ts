import type { Int64 } from '../../model/ids.js';
import { isInt64 } from './decode.js';

/**
 * Reads an integer that the ESB writes into the URL of its call to CMDB. A string of digits passes as well as a number.
 *
 * @returns undefined if the value is not an int64
 */
export const readUrlInt64 = (value: unknown): Int64 | undefined => {
  if (isInt64(value)) return value;
  if (typeof value !== 'string' || !/^[+-]?\d{1,99}$/.test(value)) return undefined;
  const integer = BigInt(value.replace(/^\+/, ''));
  return isInt64(integer) ? integer : undefined;
};
