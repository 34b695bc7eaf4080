import type { Int64 } from '../../model/ids.js';
import { CmdbError } from '../errors.js';
import { isInt64 } from './decode.js';
import { notUrlInt64 } from './describe-value.js';

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

/**
 * Decodes `bk_biz_id` from the URL of the call (contract section 5).
 *
 * @throws CmdbError 1199011 if the value is not an int64
 */
export const decodeUrlBizId = (value: unknown): Int64 => {
  const bizId = readUrlInt64(value);
  if (bizId === undefined) throw new CmdbError(1199011, 'bk_biz_id', notUrlInt64('bk_biz_id', value));
  return bizId;
};
