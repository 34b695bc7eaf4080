import { isMap } from '../../util/json/is-map.js';
import { isNumber } from '../../util/json/is-number.js';
import { HIDDEN } from '../../util/secrets/hide-secrets.js';
import { isSecretValue } from '../../util/secrets/is-secret-value.js';

/** Text in quotation marks, cut at 60 characters, and without secrets. */
export const quote = (text: string): string => {
  if (isSecretValue(text)) return HIDDEN;
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
};

/** A value in the words of a message: `the string "x"`, `a list`, `5`. */
export const describeValue = (value: unknown): string => {
  if (typeof value === 'string') return `the string ${quote(value)}`;
  if (Array.isArray(value)) return 'a list';
  if (isMap(value)) return 'a map';
  if (value === null || isNumber(value) || typeof value === 'boolean') return String(value);
  return 'of a type that JSON does not have';
};
