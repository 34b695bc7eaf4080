import { LosslessNumber } from 'lossless-json';
import type { Params } from '../../calls/component.js';
import { brokenAuthorization } from '../errors.js';
import { parseJson } from '../request/json.js';

/** Stands for a header that is JSON, but neither an object nor null. The live ESB fails on it, after it has read the body. */
export const NO_OBJECT = Symbol('JSON, but no object');

/**
 * Reads `X-Bkapi-Authorization` (contract section 3). Node reads headers as Latin-1 and joins repeated ones by commas, as the
 * live ESB does.
 *
 * @returns the credentials, which replace those of the body; undefined if there is no such header, or if it is `null`
 * @throws EsbError 1306406 if the header is no JSON
 */
export const readAuthorization = (header: string | string[] | undefined): Params | typeof NO_OBJECT | undefined => {
  if (header === undefined) return undefined;
  let value: unknown;
  try {
    value = parseJson(header.toString());
  } catch {
    throw brokenAuthorization();
  }
  if (value === null) return undefined;
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof LosslessNumber)
    ? (value as Params)
    : NO_OBJECT;
};
