import { CodedError } from '../messages/coded-error.js';
import { pathBeforeApi } from './path-before-api.js';
import { HIDDEN, shownText } from '../util/secrets/hide-secrets.js';
import { isMap } from '../util/json/is-map.js';

/** An address that cannot be asked. */
export class TargetError extends CodedError {}

/** An address of an ESB, and what is sent to it. */
export interface Target {
  /** Without a closing slash. It may have a path, which a proxy may want. */
  url: string;
  /** The value of `X-Bkapi-Authorization`. */
  credentials: string;
  /** How long a reply may take, in milliseconds. */
  timeoutMs: number;
}

/** Credentials that pass where any value does. */
const PLACEHOLDERS = JSON.stringify({
  bk_app_code: 'bk-esb-emulator',
  bk_app_secret: 'placeholder',
  bk_username: 'admin',
});

/**
 * Reads an address. The path of the ESB in it is left out.
 *
 * @throws TargetError if it is no http or https URL, or holds credentials
 */
export const readAddress = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new TargetError({ code: 'TARGET_BAD_ADDRESS', value: text.includes('@') ? HIDDEN : shownText(text) });
  }
  return url.origin + pathBeforeApi(url.pathname);
};

/**
 * Reads credentials. The error does not quote them.
 *
 * @throws TargetError if they are no JSON object
 */
export const readCredentials = (text: string | undefined): string => {
  if (text === undefined) return PLACEHOLDERS;
  try {
    const value: unknown = JSON.parse(text);
    if (isMap(value))
      return JSON.stringify(value).replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
  } catch {
    // Not JSON.
  }
  throw new TargetError({ code: 'TARGET_BAD_CREDENTIALS' });
};
