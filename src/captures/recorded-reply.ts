import { isMap } from '../util/json/is-map.js';
import type { Recording } from './read/recording.js';

/** The envelope of a reply; an empty one if it is no JSON object. */
const envelopeOf = ({ body, encoding }: Recording['reply']): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(body, encoding).toString());
    return isMap(value) ? value : {};
  } catch {
    return {};
  }
};

/** The code of a reply's envelope; null if it has none. */
export const codeOf = (reply: Recording['reply']): number | null => {
  const envelope = envelopeOf(reply);
  const found = envelope['code'] ?? envelope['bk_error_code'];
  return typeof found === 'number' ? found : null;
};

/** Codes of the ESB, CMDB and the API gateway for a caller that they do not know, or that may not call. */
const CODES = new Set([1306403, 1306408, 1199027, 1640001, 1640301]);
/** The code that the ESB has for them, and for much else. */
const CODE_OF_CREDENTIALS = 1306000;
const MESSAGES_OF_CREDENTIALS =
  /\b(?:bk_app_code|bk_app_secret|bk_signature|bk_token|bk_access_token|access_token|bk_nonce|bk_timestamp|bkauth)\b/;

/** True for the refusal of a caller, which the emulator decides itself, and a stub never. */
export const isOfCaller = (reply: Recording['reply']): boolean => {
  const code = codeOf(reply);
  if (code === CODE_OF_CREDENTIALS) return MESSAGES_OF_CREDENTIALS.test(String(envelopeOf(reply)['message']));
  return code !== null && CODES.has(code);
};

/** True for a reply that says that there is no such component. */
export const isNotFound = ({ status }: Recording['reply']): boolean => status === 404;
