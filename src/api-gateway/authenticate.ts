import type { Accounts } from '../calls/accounts/accounts.js';
import { componentsHint, mayNameUsersHint, OFF_HINT, STRICT_HINT } from '../calls/accounts/hints.js';
import { mayCall } from '../calls/accounts/may-call.js';
import type { Caller } from '../calls/caller.js';
import type { Component } from '../calls/component.js';
import type { App } from '../model/accounts.js';
import type { AuthMode } from '../model/contract.js';
import type { Credentials } from './credentials.js';
import { credentialsRefused, GatewayError } from './errors.js';

const NO_USER =
  'user authentication failed, please provide a valid user identity, such as bk_username, bk_token, access_token';

/** The caller that a request names. Missing names are empty. */
export const claimedBy = ({ app, user, accessToken }: Credentials, mode: AuthMode, accounts: Accounts): Caller => {
  const owner = mode === 'strict' && app === '' ? accounts.ownerOfAccessToken(accessToken) : undefined;
  return owner === undefined ? { app, user } : { app: owner.bk_app_code, user: owner.bk_username };
};

const MOST_APP_CODE = 32;
const MOST_SECRET = 128;

/** The reason for which the gateway does not look an app up; undefined if it does. */
const unusable = ({ app, secret }: Credentials): string | undefined => {
  if (app === '') return 'app code cannot be empty';
  if (secret === '') return 'please provide bk_app_secret or bk_signature to verify app';
  if (app.length > MOST_APP_CODE) return `app code cannot be longer than ${MOST_APP_CODE} characters`;
  if (/[\s<>]/.test(app)) return 'app code contains invalid characters';
  return secret.length > MOST_SECRET ? `app secret cannot be longer than ${MOST_SECRET} characters` : undefined;
};

/** The app of a code and a secret, or the reason why there is none. */
const verifyApp = (credentials: Credentials, accounts: Accounts): { app: App } | { reason: string } => {
  const reason = unusable(credentials);
  if (reason !== undefined) return { reason };
  const app = accounts.app(credentials.app);
  if (app === undefined) return { reason: 'app not found' };
  return app.secrets.includes(credentials.secret) ? { app } : { reason: 'bk_app_code or bk_app_secret is incorrect' };
};

const verifyUser = ({ bkToken, user }: Credentials, app: App, accounts: Accounts): string => {
  const verified = bkToken === '' ? undefined : accounts.userOfToken(bkToken);
  if (verified !== undefined) return verified;
  // The gateway does not verify the users of such an app, and CMDB takes the name as it comes.
  if (app.may_name_users && user !== '') return user;
  if (bkToken !== '') throw credentialsRefused('bk_token is not valid', STRICT_HINT);
  if (user === '') throw credentialsRefused(NO_USER, STRICT_HINT);
  throw credentialsRefused(
    'user authentication failed, the user indicated by bk_username is not verified',
    mayNameUsersHint(app.bk_app_code),
  );
};

const verifyAll = (credentials: Credentials, accounts: Accounts): Caller => {
  const verified = verifyApp(credentials, accounts);
  if (credentials.accessToken !== '') {
    const owner = accounts.ownerOfAccessToken(credentials.accessToken);
    if (owner !== undefined) return { app: owner.bk_app_code, user: owner.bk_username };
    throw credentialsRefused('access_token is invalid', STRICT_HINT);
  }
  if ('reason' in verified) throw credentialsRefused(verified.reason, STRICT_HINT);
  return { app: verified.app.bk_app_code, user: verifyUser(credentials, verified.app, accounts) };
};

/**
 * Checks credentials as the API gateway does (contract section 9).
 *
 * @param mode `off` checks nothing, `required` only that they are there, `strict` that `accounts` knows them
 * @throws GatewayError INVALID_ARGS with the reason
 */
export const authenticate = (credentials: Credentials, claimed: Caller, mode: AuthMode, accounts: Accounts): Caller => {
  if (mode === 'off') return claimed;
  const hint = mode === 'required' ? OFF_HINT : STRICT_HINT;
  if (credentials.isBroken) {
    throw credentialsRefused('request header X-Bkapi-Authorization is not a valid JSON', hint);
  }
  if (mode === 'strict') return verifyAll(credentials, accounts);
  if (credentials.accessToken !== '') return claimed;
  const reason = unusable(credentials);
  if (reason !== undefined) throw credentialsRefused(reason, hint);
  if (credentials.bkToken === '' && credentials.user === '') throw credentialsRefused(NO_USER, hint);
  return claimed;
};

/** @throws GatewayError APP_NO_PERMISSION if the app may not call the component */
export const checkPermission = <B>({ name }: Component<B>, app: string, accounts: Accounts): void => {
  if (mayCall(accounts, app, name)) return;
  throw new GatewayError('appForbidden', { reason: 'no permission' }, undefined, componentsHint(app, name));
};
