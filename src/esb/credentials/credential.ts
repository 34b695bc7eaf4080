import { LosslessNumber } from 'lossless-json';
import type { Params } from '../../calls/component.js';
import { pythonTruth } from '../../util/python/python-truth.js';

const own = (fields: Params, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);

/** Null, empty strings, empty lists and empty objects, as in the ESB's EMPTY_VALUES. False and 0 are not among them. */
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** The value of a credential; undefined if it counts as absent. */
export const credential = (fields: Params, name: string): unknown => {
  const value = own(fields, name);
  return pythonTruth(value) ? value : undefined;
};

/**
 * The value of a credential that has an older name, too. An empty value falls back to the older name. False and 0 count as
 * absent, and hide it.
 */
export const credentialOf = (fields: Params, name: string, olderName: string): unknown =>
  isEmpty(own(fields, name)) ? credential(fields, olderName) : credential(fields, name);

/** Text that Python can hold, but can neither encode nor send. */
export const hasLoneSurrogate = (text: string): boolean => /\p{Surrogate}/u.test(text);

/** True if Python cannot look a value up in a cache. */
export const isUnhashable = (value: unknown): boolean =>
  typeof value === 'object' && !(value instanceof LosslessNumber);
