import type { App } from '../../model/accounts.js';
import { pythonText } from '../../util/python/python-text.js';
import type { EsbRequest } from '../request/esb-request.js';
import type { Accounts } from '../../calls/accounts/accounts.js';
import { hasLoneSurrogate, isUnhashable } from './credential.js';
import * as refusal from './refusals.js';
import { checkSignature } from './signature.js';
import { checkNonce, checkTimestamp } from './signed-numbers.js';

/** @throws EsbError 1306000 if the app is not registered */
const lookUp = (code: unknown, accounts: Accounts): App => {
  if (code === undefined) throw refusal.missing(true).app();
  // The database of the live ESB compares the text of a number or of true.
  const text = pythonText(code);
  if (isUnhashable(code) || hasLoneSurrogate(text)) throw refusal.appLookupFailed();
  const app = accounts.app(text);
  if (app === undefined) throw refusal.unknownApp(text);
  return app;
};

/**
 * Checks an app by its secret.
 *
 * @throws EsbError 1306000 with the message of the first check that fails
 */
export const verifyBySecret = (code: unknown, secret: unknown, accounts: Accounts): App => {
  if (code !== undefined && isUnhashable(secret)) throw refusal.appLookupFailed();
  const app = lookUp(code, accounts);
  // The secret is compared as it is: a number is no secret.
  if (typeof secret !== 'string' || !app.secrets.includes(secret)) throw refusal.wrongSecret(app.bk_app_code);
  return app;
};

/**
 * Checks an app by the signature in the query: nonce and timestamp, the app, the signature.
 *
 * @throws EsbError 1306000 with the message of the first check that fails
 */
export const verifyBySignature = (request: EsbRequest, code: unknown, signature: string, accounts: Accounts): App => {
  checkNonce(request.query.get('bk_nonce'));
  checkTimestamp(request.query.get('bk_timestamp'));
  const app = lookUp(code, accounts);
  checkSignature(request, signature, app.secrets);
  return app;
};
