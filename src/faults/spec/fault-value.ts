import type { FaultValue } from '../../messages/fault/values.js';
import { isMap } from '../../util/json/is-map.js';
import { isNumber } from '../../util/json/is-number.js';
import { HIDDEN } from '../../util/secrets/hide-secrets.js';
import { isSecretValue } from '../../util/secrets/is-secret-value.js';

/** Text in quotation marks, cut at 60 characters, and without secrets. */
export const quote = (text: string): string => {
  if (isSecretValue(text)) return HIDDEN;
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
};

/** A value for a message. */
export const faultValue = (value: unknown): FaultValue => {
  if (typeof value === 'string') return { type: 'string', text: quote(value) };
  if (Array.isArray(value)) return { type: 'list', text: '' };
  if (isMap(value)) return { type: 'map', text: '' };
  const isPlain = value === null || isNumber(value) || typeof value === 'boolean';
  return isPlain ? { type: 'plain', text: String(value) } : { type: 'other', text: '' };
};
