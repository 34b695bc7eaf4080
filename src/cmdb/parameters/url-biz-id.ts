import type { Int64 } from '../../model/ids.js';
import { CmdbError } from '../errors.js';
import { notUrlInt64, numberText } from './describe-value.js';
import { readUrlInt64 } from './url-int64.js';

/** A path segment of digits. From `#` on it is a fragment of the URL, which is not sent. */
const DIGITS = /^(\d+)(?:#.*)?$/s;

/** The HTTP library of the ESB undoes escapes of characters that need none, such as `%32`. */
const undoEscapes = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * Decodes `bk_biz_id` from the URL of the ESB's call. CMDB 3.14 matches the URL to a route in which only digits pass (contract
 * section 5).
 *
 * @throws CmdbError 1199045, in English alone, for anything but digits, and for digits beyond int64
 */
export const decodeUrlBizId = (value: unknown): Int64 => {
  const text = typeof value === 'string' ? undoEscapes(value) : (numberText(value) ?? '');
  const digits = DIGITS.exec(text)?.[1];
  if (digits === undefined) throw new CmdbError(1199045, 'no matched rules', notUrlInt64('bk_biz_id', value));
  const bizId = readUrlInt64(digits);
  if (bizId !== undefined) return bizId;
  const message = `strconv.ParseInt: parsing "${digits}": value out of range`;
  throw new CmdbError(1199045, message, 'bk_biz_id is beyond int64');
};
