import { isLosslessNumber, type LosslessNumber } from 'lossless-json';

/** A number read from JSON, in any form that keeps its digits. */
export type AnyNumber = number | bigint | LosslessNumber;

/** True if a value from JSON is a number, in any form that keeps its digits. */
export const isNumber = (value: unknown): value is AnyNumber =>
  typeof value === 'number' || typeof value === 'bigint' || isLosslessNumber(value);
