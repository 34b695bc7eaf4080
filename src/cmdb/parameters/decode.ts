import type { Int64 } from '../../model/ids.js';
import { deserializingFailed } from '../errors.js';
import { notInt64, notOfType } from './describe-value.js';
import { foldNames, foldTogether, Repeated } from './fields.js';

/**
 * JSON values as Go's decoder takes them into CMDB's declared types. Missing and null are the type's zero value. If a field is
 * repeated, each value has to be of the type, and a later null does not reset an integer, a boolean or an object.
 */

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

export const isInt64 = (value: unknown): value is Int64 =>
  Number.isInteger(value) || (typeof value === 'bigint' && value >= INT64_MIN && value <= INT64_MAX);

const isMissing = (value: unknown): value is undefined | null => value === undefined || value === null;

/** Decodes each value of a repeated field; undefined stands for a missing one. */
const each = <T>({ values }: Repeated, decode: (value: unknown) => T): Exclude<T, undefined>[] =>
  values.map(decode).filter((value): value is Exclude<T, undefined> => value !== undefined);

/** @returns undefined if the value is missing or null */
const decodeOptionalInt64 = (value: unknown, name: string): Int64 | undefined => {
  if (isMissing(value)) return undefined;
  if (isInt64(value)) return value;
  if (value instanceof Repeated) return each(value, (one) => decodeOptionalInt64(one, name)).at(-1);
  throw deserializingFailed(notInt64(name, value));
};

/**
 * Decodes an int64. Missing and null are 0.
 *
 * @param name of the parameter, for *why*
 * @throws CmdbError 1199000 for any other type, also for `1.0` and `1e2`, and for integers beyond int64
 */
export const decodeInt64 = (value: unknown, name: string): Int64 => decodeOptionalInt64(value, name) ?? 0;

/**
 * Decodes an object. Missing and null are undefined.
 *
 * @returns its fields by their names in small letters
 * @throws CmdbError 1199000 for any other type
 */
export const decodeObject = (value: unknown, name: string): Record<string, unknown> | undefined => {
  if (isMissing(value)) return undefined;
  if (typeof value === 'object' && (Object.getPrototypeOf(value) as unknown) === Object.prototype) {
    return foldNames(value as Record<string, unknown>);
  }
  if (value instanceof Repeated) {
    const objects = each(value, (one) => decodeObject(one, name));
    return objects.length === 0 ? undefined : foldTogether(objects);
  }
  throw deserializingFailed(notOfType({ en: 'an object', zh: '对象' }, name, value));
};

/**
 * Decodes a string. Missing and null are undefined.
 *
 * @throws CmdbError 1199000 for any other type
 */
export const decodeString = (value: unknown, name: string): string | undefined => {
  if (isMissing(value)) return undefined;
  if (typeof value === 'string') return value;
  if (value instanceof Repeated) return value.values.map((one) => decodeString(one, name)).at(-1);
  throw deserializingFailed(notOfType({ en: 'a string', zh: '字符串' }, name, value));
};

/**
 * Checks that a value is a boolean, missing or null.
 *
 * @throws CmdbError 1199000 for any other type
 */
export const checkBoolean = (value: unknown, name: string): void => {
  if (value instanceof Repeated) for (const one of value.values) checkBoolean(one, name);
  else if (!isMissing(value) && typeof value !== 'boolean') {
    throw deserializingFailed(notOfType({ en: 'a boolean', zh: '布尔值' }, name, value));
  }
};

/**
 * Decodes a list. Missing and null are an empty one.
 *
 * @param decodeItem decodes an item; its name is `name[index]`
 * @throws CmdbError 1199000 for any other type, and if an item cannot be decoded
 */
export const decodeList = <T>(value: unknown, name: string, decodeItem: (item: unknown, name: string) => T): T[] => {
  if (isMissing(value)) return [];
  if (Array.isArray(value)) return value.map((item, index) => decodeItem(item, `${name}[${index}]`));
  if (value instanceof Repeated) return value.values.map((one) => decodeList(one, name, decodeItem)).at(-1) as T[];
  throw deserializingFailed(notOfType({ en: 'a list', zh: '列表' }, name, value));
};

/** Decodes a list of int64. An item that is null is 0. */
export const decodeInt64List = (value: unknown, name: string): Int64[] => decodeList(value, name, decodeInt64);

/** Decodes a list of strings. An item that is null is empty. */
export const decodeStringList = (value: unknown, name: string): string[] =>
  decodeList(value, name, (item, itemName) => decodeString(item, itemName) ?? '');
