import type { Params } from '../component.js';
import { brokenAuthorization } from '../errors.js';
import { parseJson } from '../request/json.js';

/**
 * Reads `X-Bkapi-Authorization` (contract section 3).
 *
 * @returns the credentials, which replace those of the body; undefined if there is no such header
 * @throws EsbError if the header is no JSON object
 */
export const readAuthorization = (header: string | string[] | undefined): Params | undefined => {
  if (header === undefined) return undefined;
  try {
    const value = parseJson(header.toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Params;
  } catch {
    // The ESB refuses broken JSON like JSON of another type.
  }
  throw brokenAuthorization();
};
