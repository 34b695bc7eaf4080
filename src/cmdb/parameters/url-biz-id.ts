import type { Int64 } from '../../model/ids.js';
import { CmdbError } from '../errors.js';
import { isInt64 } from './decode.js';
import { beyondInt64 as isBeyondInt64, notDigits, numberText } from './describe-value.js';

/** The address below which CMDB reads a business id, and its words for an id that it cannot use. */
export interface BizIdAddress {
  /** The path up to the id, with the closing slash. */
  path: string;
  /** CMDB's message for digits beyond int64. */
  beyondInt64: (digits: string) => string;
  /** CMDB's message for an id with a slash behind it; undefined if it takes one. */
  closingSlash?: string;
}

/** A `%` without two hexadecimal digits. The HTTP library of the ESB then escapes every `%`, so that none undoes anything. */
const BAD_ESCAPE = /%(?![0-9a-fA-F]{2})/;

/** A character that needs no escape in an address. */
const UNRESERVED = /^[\w.~-]$/;

/** Undoes escapes. Only ASCII matters, because only digits pass. */
const unescapeSome = (path: string, isUndone: (char: string) => boolean): string =>
  path.replace(/%([0-9a-fA-F]{2})/g, (escape, hex: string) => {
    const char = String.fromCharCode(Number.parseInt(hex, 16));
    return isUndone(char) ? char : escape;
  });

/** Removes `.` and `..` from a path, as HTTP libraries and servers do. */
const removeDotSegments = (path: string): string => {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  return /\/\.\.?$/.test(path) ? `${kept.join('/')}/` : kept.join('/');
};

/**
 * The path that CMDB reads. A query and a fragment do not belong to it. The HTTP library of the ESB undoes escapes that need
 * none, and CMDB the others.
 */
const pathOf = (base: string, text: string): string => {
  const asked = base + (text.split(/[?#]/, 1)[0] as string);
  const hasEscapes = asked.includes('%') && !BAD_ESCAPE.test(asked);
  const sent = hasEscapes ? unescapeSome(asked, (char) => UNRESERVED.test(char)) : asked;
  const path = sent.includes('/.') ? removeDotSegments(sent) : sent;
  return hasEscapes ? unescapeSome(path, () => true) : path;
};

/** Reads digits as an int64; undefined if they are beyond it. */
const readDigits = (digits: string): Int64 | undefined => {
  // A bigint takes long to make of a long text.
  const number = digits.replace(/^0+(?=\d)/, '');
  if (number.length <= 15) return Number(number);
  const integer = number.length > 19 ? undefined : BigInt(number);
  return isInt64(integer) ? integer : undefined;
};

/**
 * Decodes `bk_biz_id` from the address of the call to CMDB, into which the ESB writes it as Python prints it. CMDB's API server
 * matches the address to a route in which only digits pass (contract section 5). Lists, objects, booleans and floats are
 * printed with other characters.
 *
 * @throws CmdbError 1199045, in English alone, for anything but digits, and for digits beyond int64
 */
export const decodeUrlBizId = (value: unknown, { path, beyondInt64, closingSlash }: BizIdAddress): Int64 => {
  // The common case: the address holds its digits and nothing else.
  if (Number.isSafeInteger(value) && (value as number) > 0) return value as number;
  const text = typeof value === 'string' ? value : numberText(value);
  const asked = text === undefined ? '' : pathOf(path, text);
  const [, digits, slash] = (asked.startsWith(path) && /^(\d+)(\/?)$/.exec(asked.slice(path.length))) || [];
  if (digits === undefined) throw new CmdbError(1199045, 'no matched rules', notDigits('bk_biz_id', value));
  if (slash === '/' && closingSlash !== undefined) {
    throw new CmdbError(1199045, closingSlash, { en: 'bk_biz_id ends with a slash', zh: 'bk_biz_id 末尾有斜杠' });
  }
  const bizId = readDigits(digits);
  if (bizId !== undefined) return bizId;
  throw new CmdbError(1199045, beyondInt64(digits), isBeyondInt64('bk_biz_id'));
};

/** Reads a business id that may be wrong, for a fault; undefined if it is no int64. */
export const readId = (value: unknown): Int64 | undefined => {
  if (isInt64(value)) return value;
  return typeof value === 'string' && /^\d+$/.test(value) ? readDigits(value) : undefined;
};
