import { isMap } from '../util/json/is-map.js';
import { isNumber } from '../util/json/is-number.js';
import type { FaultSpec } from './spec/fault-spec.js';

/** Bytes of a value or a key, beside its text. */
const PER_VALUE = 64;
/** Bytes of a character. Texts of Latin letters alone take half of it. */
const PER_CHARACTER = 2;

const ofText = (text: string): number => PER_VALUE + PER_CHARACTER * text.length;

const ofValue = (value: unknown): number => {
  if (typeof value === 'string') return ofText(value);
  // Numbers in the form in which they were sent are objects with a text.
  if (isNumber(value)) return ofText(String(value));
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + ofValue(item), PER_VALUE);
  if (!isMap(value)) return PER_VALUE;
  return Object.entries(value).reduce((sum, [key, item]) => sum + ofText(key) + ofValue(item), PER_VALUE);
};

/** Bytes of memory that a fault takes at most. */
export const bytesOfFault = (spec: FaultSpec): number => ofValue(spec);
