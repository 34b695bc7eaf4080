import { mayNameUsersHint } from '../../calls/accounts/hints.js';
import type { App, TokenOwner } from '../../model/accounts.js';
import { pythonStrip } from '../../util/python/python-strip.js';
import { pythonText } from '../../util/python/python-text.js';
import { componentError } from '../errors.js';
import type { EsbRequest } from '../request/esb-request.js';
import type { Accounts } from '../../calls/accounts/accounts.js';
import { credential, credentialOf, hasLoneSurrogate, isUnhashable } from './credential.js';
import * as refusal from './refusals.js';

/**
 * The text of a token that the live ESB sends to another system for a check. Its cache fails on lists and objects.
 *
 * @param label what the live ESB calls it
 */
const tokenText = (token: unknown, label: string, name: string): string => {
  if (isUnhashable(token)) throw componentError({ en: `${name} is a list or an object`, zh: `${name} 是列表或对象` });
  const text = pythonStrip(pythonText(token));
  if (text === '') throw refusal.tokenEmpty(label, name);
  if (text.includes('\0')) throw refusal.tokenHasNul(name);
  return text;
};

/** @throws EsbError 1306000 if nobody has this access token */
export const ownerOfAccessToken = (token: unknown, accounts: Accounts): TokenOwner => {
  const owner = accounts.ownerOfAccessToken(tokenText(token, 'access token', 'access_token'));
  if (owner === undefined) throw refusal.invalidAccessToken();
  return owner;
};

const ownerOfUserToken = (token: unknown, app: App, accounts: Accounts): string => {
  const text = pythonText(token);
  if (hasLoneSurrogate(text))
    throw componentError({ en: 'bk_access_token is no Unicode text', zh: 'bk_access_token 不是 Unicode 文本' });
  const owner = accounts.ownerOfAccessToken(text);
  if (owner?.bk_app_code !== app.bk_app_code) throw refusal.unknownUserToken();
  return owner.bk_username;
};

/**
 * The user of a request, by `bk_access_token`, `bk_token` or `bk_username`, in this order. The live ESB takes
 * `bk_access_token` from the parameters, wherever the other credentials are.
 *
 * @param code the app code as it was sent
 * @returns the user's name as it was sent, or the name that belongs to the token
 * @throws EsbError 1306000 if there is no user, or a token is invalid
 */
export const verifyUser = (request: EsbRequest, code: unknown, app: App, accounts: Accounts): unknown => {
  const { params, credentials } = request;
  const userToken = credential(params, 'bk_access_token');
  if (userToken !== undefined) return ownerOfUserToken(userToken, app, accounts);
  const loginToken = credential(credentials, 'bk_token');
  if (loginToken !== undefined) {
    const user = accounts.userOfToken(tokenText(loginToken, 'login token', 'bk_token'));
    if (user === undefined) throw refusal.invalidToken();
    return user;
  }
  const named = credentialOf(credentials, 'bk_username', 'username');
  if (named === undefined) throw refusal.missing(true).user();
  // The live ESB's list of such apps holds texts, so that a number is never on it.
  if (!app.may_name_users || typeof code !== 'string') {
    throw refusal.missing(true).user(mayNameUsersHint(app.bk_app_code));
  }
  return named;
};
