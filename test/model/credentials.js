import { createHmac } from 'node:crypto';
import { bytesLiteral, intOf, isContainer, isTrue, strip, strOf } from './python.js';
import { componentError, esbError } from './replies.js';
import { LPI, LSI, readQuery } from './request.js';

/**
 * Credentials (contract section 3). The accounts are those of the fixture: apps with `bk_app_code`, `secrets`,
 * `may_name_users` and `components` (null: all), users with `bk_username`, `bk_token` and `access_tokens`.
 */

const refuse = (message) => {
  throw esbError(1306000, message);
};

const NO_SECRET = 'Signature [bk_signature] and APP Secret [bk_app_secret] cannot be empty at the same time';
const NO_CODE = 'APP Code [bk_app_code] cannot be empty';
const NO_USER = 'User authentication failed, please provide a valid user identity, such as bk_token, bk_username';
const BKAUTH = 'request bkauth api error, please try again later or contact component developer to handle';

/** Null, empty text, an empty list or object: the older name counts. */
const isEmpty = (value) =>
  value === undefined || value === null || value === '' || (isContainer(value) && !isTrue(value));

/** The first of two names that has a value; undefined if Python takes it for false. */
const firstOf = (credentials, newer, older) => {
  const value = isEmpty(credentials.get(newer)) ? credentials.get(older) : credentials.get(newer);
  return isTrue(value) ? value : undefined;
};

const claimed = ({ credentials, params, isHeader }) => ({
  code: firstOf(credentials, 'bk_app_code', 'app_code'),
  secret: firstOf(credentials, 'bk_app_secret', 'app_secret'),
  user: firstOf(credentials, 'bk_username', 'username'),
  token: credentials.get('bk_token'),
  userToken: params.get('bk_access_token'),
  accessToken: isHeader ? credentials.get('access_token') : undefined,
});

const signatureOf = (query) => query.get('bk_signature') || query.get('signature') || undefined;

/** `required`: something has to be there, and any value passes. */
const checkPresence = (request, { code, secret, user, token, userToken, accessToken }) => {
  if (isTrue(accessToken)) return;
  const signature = signatureOf(readQuery(request));
  if (secret === undefined && signature === undefined) refuse(NO_SECRET);
  if (code === undefined) refuse(NO_CODE);
  if (user === undefined && !isTrue(token) && !isTrue(userToken)) refuse(NO_USER);
};

/** A token that is looked up without the blanks around it. */
const tokenText = (token, name) => {
  if (isContainer(token)) throw componentError();
  const text = strip(strOf(token));
  if (text === '') refuse(`${name} This field is required.`);
  if (text.includes('\0')) refuse('Null characters are not allowed.');
  return text;
};

const ownerOf = ({ apps, users }, token) => {
  for (const { bk_username, access_tokens } of users) {
    const found = access_tokens.find(({ access_token }) => access_token === token);
    if (found) return { user: bk_username, app: apps.find(({ bk_app_code }) => bk_app_code === found.bk_app_code) };
  }
  return undefined;
};

const checkNonce = (text) => {
  if (!text) refuse('Parameter bk_nonce does not exist');
  const nonce = intOf(text);
  if (nonce === undefined) refuse('Parameter bk_nonce is illegal');
  if (nonce <= 0n) refuse('Parameter bk_nonce is illegal, it must be a positive integer');
};

const checkTimestamp = (text, now) => {
  if (!text) refuse('Parameter bk_timestamp does not exist');
  const timestamp = intOf(text);
  if (timestamp === undefined) refuse('Parameter bk_timestamp is illegal, due to non-time format');
  if (timestamp <= 0n || BigInt(now) - timestamp > 300n) {
    refuse('Parameter bk_timestamp is illegal, because it has expired');
  }
};

/** The signature of a request, made with a secret. */
export const sign = ({ method, path, query, body }, secret) => {
  const pairs = new Map(query);
  // Of two signatures, the other is an ordinary pair.
  if (!pairs.get('bk_signature')) pairs.delete('signature');
  pairs.delete('bk_signature');
  // The live ESB hashes Python's literal of the bytes.
  if (method === 'POST') pairs.set('data', bytesLiteral(body));
  const byName = [...pairs].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const joined = byName.map(([name, value]) => `${name}=${value}`).join('&');
  return createHmac('sha1', secret).update(`${method}${path}?${joined}`).digest('base64');
};

const checkApp = (request, { code, secret }, { apps, now }) => {
  const query = readQuery(request);
  const signature = signatureOf(query);
  if (secret === undefined && signature === undefined) refuse(NO_SECRET);
  if (signature !== undefined) {
    checkNonce(query.get('bk_nonce'));
    checkTimestamp(query.get('bk_timestamp'), now);
  }
  if (code === undefined) refuse(NO_CODE);
  if (isContainer(code) || (signature === undefined && isContainer(secret))) refuse(BKAUTH);
  const app = apps.find(({ bk_app_code }) => bk_app_code === strOf(code));
  if (app === undefined) {
    refuse(`Invalid APP Code [bk_app_code=${strOf(code)}], please confirm if the APP Code has been registered`);
  }
  if (signature !== undefined) {
    const isGood = app.secrets.some((one) => sign({ ...request, query }, one) === signature);
    if (!isGood) refuse('Signature [bk_signature] verification failed, please provide valid parameters and signature');
  } else if (!app.secrets.includes(secret)) {
    const both = `APP Secret and APP Code [bk_app_code=${strOf(code)}]`;
    refuse(`APP Secret verification failed, pelase confirm if the ${both} match`);
  }
  return app;
};

const checkUser = ({ code, user, token, userToken }, app, accounts) => {
  if (isTrue(userToken)) {
    const owner = ownerOf(accounts, strOf(userToken));
    if (owner?.app !== app) refuse('The specified user TOKEN [bk_access_token] does not exist');
    return owner.user;
  }
  if (isTrue(token)) {
    const text = tokenText(token, 'login token [bk_token]');
    const found = accounts.users.find(({ bk_token }) => bk_token === text);
    if (found === undefined) refuse('User authentication failed, please check if the bk_token is valid');
    return found.bk_username;
  }
  // An app code that is no text is on no list.
  if (user === undefined || !app.may_name_users || typeof code !== 'string') refuse(NO_USER);
  return user;
};

/** The app and the user that `strict` finds. */
const check = (request, given, accounts) => {
  if (isTrue(given.accessToken)) {
    const owner = ownerOf(accounts, tokenText(given.accessToken, 'access token [access_token]'));
    if (owner === undefined) refuse('verify access_token failed, please check if the access_token is valid');
    return owner;
  }
  const app = checkApp(request, given, accounts);
  return { app, user: checkUser(given, app, accounts) };
};

const NOT_PERMITTED = ({ name, system }) =>
  `APP permission is insufficient, APP has no permission to access the component (${name}) of the system (${system}). ` +
  'The APP manager can go to the Developer Center and apply for permission to access the component';

/**
 * Checks the credentials of a request.
 *
 * @param component `{ name, system }`
 * @param accounts `{ auth, apps, users, now }`; `now` in seconds
 * @returns the user that is named to CMDB, in `strict` only
 */
export const checkCredentials = (request, component, accounts) => {
  if (accounts.auth === 'off') return undefined;
  const given = claimed(request);
  if (accounts.auth === 'required') return checkPresence(request, given);
  const { app, user } = check(request, given, accounts);
  const { name, system } = component;
  // An emulated component may be written with its system, too.
  const names = [`${system.toLowerCase()}.${name}`, ...([LPI, LSI].includes(name) ? [name] : [])];
  if (app.components !== null && !names.some((one) => app.components.includes(one))) {
    throw esbError(1306403, NOT_PERMITTED(component));
  }
  return user;
};
