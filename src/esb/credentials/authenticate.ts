import { stringify } from 'lossless-json';
import type { AuthMode } from '../../model/contract.js';
import type { App } from '../../model/accounts.js';
import type { Accounts } from '../../calls/accounts.js';
import { credentialsRefused } from '../errors.js';
import type { Caller } from '../../calls/caller.js';
import type { Params } from '../../calls/component.js';
import type { EsbRequest } from '../request/esb-request.js';
import { verifySignature } from './signature.js';

const OFF_HINT = 'start with --auth off to accept requests without credentials';
const STRICT_HINT = 'start with --auth required to accept any value, or declare it under apps or users in a fixture';

/** Null, empty strings, empty lists and empty objects count as absent, as in the ESB's EMPTY_VALUES. */
const isPresent = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && (typeof value !== 'object' || Object.keys(value).length > 0);

/** The first of the credentials that has a value, as text; empty if none has. */
const pick = (credentials: Params, ...names: string[]): string => {
  for (const name of names) {
    const value = Object.hasOwn(credentials, name) ? credentials[name] : undefined;
    if (isPresent(value)) return typeof value === 'string' ? value : (stringify(value) as string);
  }
  return '';
};

/** The caller that a request names. Missing names are empty. */
export const claimedBy = (
  { credentials, credentialsInHeader }: EsbRequest,
  mode: AuthMode,
  accounts: Accounts,
): Caller => {
  const app = pick(credentials, 'bk_app_code', 'app_code');
  const user = pick(credentials, 'bk_username', 'username');
  if (mode !== 'strict' || app !== '' || !credentialsInHeader) return { app, user };
  const owner = accounts.ownerOfAccessToken(pick(credentials, 'access_token'));
  return owner === undefined ? { app, user } : { app: owner.bk_app_code, user: owner.bk_username };
};

/**
 * Checks a request's credentials (contract section 3), in the ESB's order: access token; secret or signature; app; user.
 *
 * @param claimed the caller that the request names
 * @param mode `off` checks nothing, `required` only that they are there, `strict` that `accounts` knows them
 * @throws EsbError 1306000 with the message of the first check that fails
 */
export const authenticate = (request: EsbRequest, claimed: Caller, mode: AuthMode, accounts: Accounts): Caller => {
  if (mode === 'off') return claimed;
  const { credentials, credentialsInHeader } = request;
  const { app, user } = claimed;

  const hint = mode === 'required' ? OFF_HINT : STRICT_HINT;
  const accessToken = credentialsInHeader ? pick(credentials, 'access_token') : '';
  if (accessToken !== '') return mode === 'required' ? claimed : ownerOf(accessToken, accounts);

  const secret = pick(credentials, 'bk_app_secret', 'app_secret');
  const signature = request.query.get('bk_signature') ?? '';
  if (secret === '' && signature === '') {
    throw credentialsRefused(
      'Signature [bk_signature] and APP Secret [bk_app_secret] cannot be empty at the same time',
      hint,
    );
  }
  if (app === '') throw credentialsRefused('APP Code [bk_app_code] cannot be empty', hint);

  const bkToken = pick(credentials, 'bk_token');
  if (mode === 'required') {
    if (bkToken === '' && user === '') throw noUser(hint);
    return claimed;
  }
  const registered = accounts.app(app);
  if (registered === undefined) {
    throw credentialsRefused(
      `Invalid APP Code [bk_app_code=${app}], please confirm if the APP Code has been registered`,
      hint,
    );
  }
  // If a request has a signature and a secret, the signature counts.
  if (signature !== '') verifySignature(request, signature, registered.secrets, hint);
  else if (!registered.secrets.includes(secret)) {
    throw credentialsRefused(
      `APP Secret verification failed, pelase confirm if the APP Secret and APP Code [bk_app_code=${app}] match`,
      hint,
    );
  }
  return { app, user: strictUser(registered, bkToken, user, accounts) };
};

const ownerOf = (accessToken: string, accounts: Accounts): Caller => {
  const owner = accounts.ownerOfAccessToken(accessToken);
  if (owner === undefined) {
    throw credentialsRefused('verify access_token failed, please check if the access_token is valid', STRICT_HINT);
  }
  return { app: owner.bk_app_code, user: owner.bk_username };
};

const strictUser = (app: App, bkToken: string, named: string, accounts: Accounts): string => {
  if (bkToken !== '') {
    const user = accounts.userOfToken(bkToken);
    if (user !== undefined) return user;
    throw credentialsRefused('User authentication failed, please check if the bk_token is valid', STRICT_HINT);
  }
  if (named === '') throw noUser(STRICT_HINT);
  if (!app.may_name_users) {
    throw noUser(`set may_name_users: true for the app ${app.bk_app_code} in a fixture, or start with --auth required`);
  }
  return named;
};

const noUser = (hint: string) =>
  credentialsRefused(
    'User authentication failed, please provide a valid user identity, such as bk_token, bk_username',
    hint,
  );
