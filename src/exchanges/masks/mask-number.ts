import { permute, type MaskKey } from './permutation.js';

/** The ends of the types of integers: 32 bits, those that JavaScript keeps, 64 bits. A pseudonym stays on its side. */
const BOUNDS = [2n ** 31n, 2n ** 53n, 2n ** 63n, 2n ** 64n];

/** The pseudonym of a positive integer: another one with as many digits. */
const maskInteger = (key: MaskKey, digits: string): string => {
  const value = BigInt(digits);
  const power = 10n ** BigInt(digits.length);
  const low = BOUNDS.filter((bound) => bound <= value).reduce((most, one) => (one > most ? one : most), power / 10n);
  const high = BOUNDS.filter((bound) => bound > value).reduce((least, one) => (one < least ? one : least), power);
  return String(low + permute(key, value - low, high - low, 'integer'));
};

/** The digits behind a point. */
const maskFraction = (key: MaskKey, digits: string): string =>
  permute(key, BigInt(digits), 10n ** BigInt(digits.length), 'fraction')
    .toString()
    .padStart(digits.length, '0');

/** A number; in a text, it may have zeros before it. */
const NUMBER = /^(-?0*)([1-9]\d*)?(?:(\.)(\d+))?((?:e[-+]?\d+)?)$/i;

/**
 * The pseudonym of the text of a number, which has the same form. Zero stays.
 *
 * @returns undefined if the text is no number
 */
export const maskNumber = (key: MaskKey, text: string): string | undefined => {
  const [, before = '', whole = '', point = '', fraction = '', exponent = ''] = NUMBER.exec(text) ?? [undefined];
  // Neither a sign alone, nor a point without a digit before it.
  if (!/\d/.test(before + whole)) return undefined;
  if (Number(whole + fraction) === 0) return text;
  const masked = fraction === '' ? '' : maskFraction(key, fraction);
  return before + (whole === '' ? '' : maskInteger(key, whole)) + point + masked + exponent;
};
