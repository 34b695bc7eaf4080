import { LosslessNumber } from 'lossless-json';

/** True if Python takes a value from JSON for true: it is not null, false, zero or empty. NaN is true. */
export const pythonTruth = (value: unknown): boolean => {
  if (typeof value === 'string') return value !== '';
  if (value instanceof LosslessNumber) return Number(value.value) !== 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== 0n;
};
