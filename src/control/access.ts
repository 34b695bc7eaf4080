import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ControlError } from '../util/control-error.js';

/** Who may control the emulator. */
export interface AccessRules {
  /** What a request must show; undefined where none is wanted. */
  token: string | undefined;
  /** The address that the emulator listens on. */
  host: string;
}

const LOOPBACK = /^(([\w-]+\.)*localhost\.?|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether only this machine can reach an address. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const shownToken = (headers: IncomingHttpHeaders): string | undefined => {
  const own = headers['x-emulator-token'];
  if (own !== undefined) return own.toString();
  return /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
};

const checkToken = (token: string, headers: IncomingHttpHeaders): void => {
  const shown = shownToken(headers);
  if (shown !== undefined && timingSafeEqual(digest(shown), digest(token))) return;
  throw new ControlError(
    401,
    `${shown === undefined ? 'a control token is wanted' : 'this is not the control token'}: send ` +
      '"Authorization: Bearer TOKEN" or "X-Emulator-Token: TOKEN"; the emulator printed it when it was started, and ' +
      '--control-token sets it',
  );
};

const hostName = (host: string): string => host.replace(/:\d+$/, '');

/**
 * Without a token, pages that a browser shows must not control an emulator that runs beside it: neither as they are, nor
 * under a name that was made to lead to this machine.
 */
const checkOrigin = ({ host: own }: AccessRules, { host = '', origin }: IncomingHttpHeaders): void => {
  if (origin !== undefined && origin.replace(/^https?:\/\//, '') !== host) {
    throw new ControlError(
      403,
      `pages of another origin (${origin}) may control the emulator only with a token: start it with --control-token`,
    );
  }
  const name = hostName(host);
  if (name !== '' && !isLoopback(name) && name !== own) {
    throw new ControlError(
      403,
      `under the name ${name}, the emulator can be controlled only with a token: start it with --control-token, or use ` +
        'the address that it printed',
    );
  }
};

/**
 * Checks that a request may control the emulator.
 *
 * @throws ControlError 401 without the right token, 403 where a page of another origin asks
 */
export const checkAccess = (rules: AccessRules, headers: IncomingHttpHeaders): void => {
  if (rules.token !== undefined) checkToken(rules.token, headers);
  else checkOrigin(rules, headers);
};
