import type { Accounts } from '../../calls/accounts/accounts.js';
import type { Caller } from '../../calls/caller.js';
import type { AuthMode } from '../../model/contract.js';
import { headerProblem } from '../../util/python/python-header.js';
import { pythonText } from '../../util/python/python-text.js';
import { componentError } from '../errors.js';
import type { EsbRequest } from '../request/esb-request.js';
import { credential, credentialOf } from './credential.js';
import { missing } from './refusals.js';
import { signatureIn } from './signature.js';
import { verifyBySecret, verifyBySignature } from './verify-app.js';
import { ownerOfAccessToken, verifyUser } from './verify-user.js';

/** A credential as the ESB writes it into messages; empty if it is absent. */
const textOf = (value: unknown): string => (value === undefined ? '' : pythonText(value));

/** The access token that stands for app and user at once. Only the header may hold it. */
const accessTokenOf = ({ credentials, credentialsInHeader }: EsbRequest): unknown =>
  credentialsInHeader ? credential(credentials, 'access_token') : undefined;

/** The caller that a request names. Missing names are empty. */
export const claimedBy = (request: EsbRequest, mode: AuthMode, accounts: Accounts): Caller => {
  const { credentials } = request;
  const claimed = {
    app: textOf(credentialOf(credentials, 'bk_app_code', 'app_code')),
    user: textOf(credentialOf(credentials, 'bk_username', 'username')),
  };
  const accessToken = accessTokenOf(request);
  if (mode !== 'strict' || typeof accessToken !== 'string') return claimed;
  const owner = accounts.ownerOfAccessToken(accessToken);
  return owner === undefined ? claimed : { app: owner.bk_app_code, user: owner.bk_username };
};

/** The user travels to the system behind the ESB in a header. */
const verified = (app: string, user: unknown): Caller => ({
  app,
  user: pythonText(user),
  problem: headerProblem('Bk-Username', user),
});

/** Checks that an app and a user are named, and nothing more. */
const requirePresence = (request: EsbRequest, { app, user }: Caller): void => {
  const { credentials, params } = request;
  if (app === '') throw missing(false).app();
  // NaN is a token, too, which Python takes for true.
  const tokens = [credential(credentials, 'bk_token'), credential(params, 'bk_access_token')];
  if (user === '' && tokens.every((token) => token === undefined)) throw missing(false).user();
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
  const accessToken = accessTokenOf(request);
  if (accessToken !== undefined) {
    if (mode === 'required') return claimed;
    const { bk_app_code: app, bk_username: user } = ownerOfAccessToken(accessToken, accounts);
    return verified(app, user);
  }

  const { credentials } = request;
  const secret = credentialOf(credentials, 'bk_app_secret', 'app_secret');
  if (request.queryRefusal !== undefined) throw componentError(request.queryRefusal);
  const signature = signatureIn(request.query);
  if (secret === undefined && signature === '') throw missing(mode === 'strict').secretAndSignature();
  if (mode === 'required') {
    requirePresence(request, claimed);
    return claimed;
  }
  const code = credentialOf(credentials, 'bk_app_code', 'app_code');
  // If a request has a signature and a secret, the signature counts.
  const app =
    signature === '' ? verifyBySecret(code, secret, accounts) : verifyBySignature(request, code, signature, accounts);
  return verified(app.bk_app_code, verifyUser(request, code, app, accounts));
};
