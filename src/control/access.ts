import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ControlError } from '../util/control-error.js';

/** The rules of access to the control API. */
export interface AccessRules {
  /** The token that requests must carry; undefined if none is required. */
  token: string | undefined;
  /** The address that the emulator listens on. */
  host: string;
}

const LOOPBACK = /^(([\w-]+\.)*localhost\.?|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** True if only this machine can reach the address. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const tokenIn = (headers: IncomingHttpHeaders): string | undefined => {
  const own = headers['x-emulator-token'];
  if (own !== undefined) return own.toString();
  return /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
};

const checkToken = (token: string, headers: IncomingHttpHeaders, tokenInQuery: string | undefined): void => {
  const shown = tokenIn(headers) ?? tokenInQuery;
  if (shown !== undefined && timingSafeEqual(digest(shown), digest(token))) return;
  throw new ControlError(401, { code: shown === undefined ? 'REQUEST_TOKEN_MISSING' : 'REQUEST_TOKEN_WRONG' });
};

const hostName = (host: string): string => host.replace(/:\d+$/, '');

/**
 * Without a token, a page in a browser must not control an emulator on the same machine, neither from another origin nor
 * under a host name that resolves to this machine (DNS rebinding).
 */
const checkOrigin = ({ host: own }: AccessRules, headers: IncomingHttpHeaders): void => {
  const { host = '', origin, 'sec-fetch-site': site } = headers;
  const isOtherOrigin = origin !== undefined && origin.replace(/^https?:\/\//, '') !== host;
  // Browsers send no Origin with the GET of an image, a script or a link, but newer ones say where it comes from.
  if (isOtherOrigin || site === 'cross-site' || site === 'same-site') {
    throw new ControlError(403, { code: 'REQUEST_OTHER_ORIGIN', origin: String(origin ?? site) });
  }
  const name = hostName(host);
  if (name !== '' && !isLoopback(name) && name !== own) {
    throw new ControlError(403, { code: 'REQUEST_OTHER_NAME', name });
  }
};

/**
 * Checks that a request may control the emulator.
 *
 * @param tokenInQuery the token in the query of a request that may have it there
 * @throws ControlError 401 without the right token, 403 if a page of another origin sends it
 */
export const checkAccess = (rules: AccessRules, headers: IncomingHttpHeaders, tokenInQuery?: string): void => {
  if (rules.token !== undefined) checkToken(rules.token, headers, tokenInQuery);
  else checkOrigin(rules, headers);
};

/** True if a request may control the emulator. */
export const hasAccess = (rules: AccessRules, headers: IncomingHttpHeaders): boolean => {
  try {
    checkAccess(rules, headers);
    return true;
  } catch {
    return false;
  }
};
