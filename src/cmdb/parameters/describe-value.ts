import { isLosslessNumber } from 'lossless-json';
import type { Text } from '../../model/language.js';

/** A number can be as long as the request. */
const MOST_DIGITS = 30;

/** The text of a number as it was sent; undefined for any other value. */
export const numberText = (value: unknown): string | undefined =>
  typeof value === 'number' || typeof value === 'bigint' || isLosslessNumber(value) ? String(value) : undefined;

const TYPES: Readonly<Record<string, Text>> = {
  string: { en: 'a string', zh: '字符串' },
  number: { en: 'a number', zh: '数字' },
  boolean: { en: 'a boolean', zh: '布尔值' },
  object: { en: 'an object', zh: '对象' },
  array: { en: 'an array', zh: '数组' },
};

/** Says that a value is of a type, or missing or null. Its text is not shown, because it may be a secret. */
const isOfType = (name: string, value: unknown): Text => {
  if (value === undefined) return { en: `${name} is missing`, zh: `缺少 ${name}` };
  if (value === null) return { en: `${name} is null`, zh: `${name} 为 null` };
  const isNumber = numberText(value) !== undefined;
  const { en, zh } = TYPES[isNumber ? 'number' : Array.isArray(value) ? 'array' : typeof value] as Text;
  return { en: `${name} is ${en}`, zh: `${name} 是${zh}` };
};

const isValue = (name: string, text: string): Text => ({ en: `${name} is ${text}`, zh: `${name} 为 ${text}` });

const isDigits = (text: string): boolean => /^[+-]?\d+$/.test(text);

export const beyondInt64 = (name: string): Text => ({ en: `${name} is beyond int64`, zh: `${name} 超出 int64 的范围` });

/** Says why a value is not an int64. */
export const notInt64 = (name: string, value: unknown): Text => {
  const number = numberText(value);
  if (number === undefined) return notOfType({ en: 'an integer', zh: '整数' }, name, value);
  if (isDigits(number)) return beyondInt64(name);
  const is = isValue(name, number.length > MOST_DIGITS ? `${number.slice(0, MOST_DIGITS)}…` : number);
  const form = Number.isInteger(Number(number))
    ? { en: ', written without fraction and exponent', zh: '，不能写成小数或指数形式' }
    : { en: '', zh: '' };
  return { en: `${is.en}; CMDB takes an integer${form.en}`, zh: `${is.zh}，而 CMDB 要求整数${form.zh}` };
};

/** Says why a value is no id in the address of the call to CMDB. */
export const notDigits = (name: string, value: unknown): Text => {
  const number = numberText(value);
  const is = number === undefined || number.length > MOST_DIGITS ? isOfType(name, value) : isValue(name, number);
  const characters =
    typeof value === 'string' ? { en: ' with other characters', zh: '，含有数字以外的字符' } : { en: '', zh: '' };
  return {
    en: `${is.en}${characters.en}; it is part of CMDB's address, which takes digits alone`,
    zh: `${is.zh}${characters.zh}；它写在 CMDB 的 URL 中，只能由数字组成`,
  };
};

/** Says that a value is not of the type that CMDB declares. */
export const notOfType = (wanted: Text, name: string, value: unknown): Text => {
  const is = isOfType(name, value);
  return { en: `${is.en}; CMDB takes ${wanted.en}`, zh: `${is.zh}，而 CMDB 要求${wanted.zh}` };
};

/** Says that a parameter has no value: it is missing, null, or 0, which Go's decoder cannot tell from the others. */
export const noValue = (name: string, value: unknown): Text =>
  value === undefined || value === null ? isOfType(name, value) : isValue(name, '0');
