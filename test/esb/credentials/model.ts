/**
 * A small model of contract section 3, for property tests. It knows what Python makes of a value from a table, and checks
 * credentials in the ESB's order.
 */

/** A value of a credential, and what Python makes of it. */
export interface Value {
  json: string;
  /** As Python prints it. */
  text: string;
  isTrue: boolean;
  /** Null, empty text, an empty list or object: the older name counts. */
  isEmpty?: true;
  /** A list or an object, which cannot be looked up in a cache. */
  isUnhashable?: true;
  isText?: true;
}

const text = (value: string): Value => ({ json: JSON.stringify(value), text: value, isTrue: true, isText: true });

export const EMPTY_TEXT: Value = { json: '""', text: '', isTrue: false, isEmpty: true, isText: true };

export const NOT_TEXT: readonly Value[] = [
  { json: 'null', text: 'None', isTrue: false, isEmpty: true },
  { json: '[]', text: '[]', isTrue: false, isEmpty: true },
  { json: '{}', text: '{}', isTrue: false, isEmpty: true },
  { json: 'false', text: 'False', isTrue: false },
  { json: '0', text: '0', isTrue: false },
  { json: '0.0', text: '0.0', isTrue: false },
  { json: 'true', text: 'True', isTrue: true },
  { json: '5', text: '5', isTrue: true },
  { json: '-1.50', text: '-1.5', isTrue: true },
  { json: '1e30', text: '1e+30', isTrue: true },
  { json: '12345678901234567890', text: '12345678901234567890', isTrue: true },
  { json: '["app"]', text: "['app']", isTrue: true, isUnhashable: true },
  { json: '{"a": 1}', text: "{'a': 1}", isTrue: true, isUnhashable: true },
];

export const TEXTS: readonly Value[] = ['app', '5', 'True', 'secret', 'five', 'login', 'access', '0', ' ', 'ghost'].map(
  text,
);

export type Name =
  | 'bk_app_code'
  | 'app_code'
  | 'bk_app_secret'
  | 'app_secret'
  | 'bk_token'
  | 'bk_access_token'
  | 'access_token'
  | 'bk_username'
  | 'username';

export type Fields = Partial<Record<Name, Value>>;

export interface Sent {
  params: Fields;
  /** Undefined if the credentials are among the parameters. */
  header: Fields | undefined;
  /** Whether the query holds a signature, and a secret of which app made it. */
  signedWith: string | undefined;
}

/** The apps of the model: `app` may name users, and so may `5`. */
export const SECRETS: Readonly<Record<string, string>> = { app: 'secret', '5': 'five' };
export const LOGIN_TOKENS: Readonly<Record<string, string>> = { login: 'admin', '5': 'fifth' };
export const ACCESS_TOKENS: Readonly<Record<string, { app: string; user: string }>> = {
  access: { app: 'app', user: 'admin' },
  '5': { app: '5', user: 'fifth' },
};

const truth = (value: Value | undefined): Value | undefined => (value?.isTrue === true ? value : undefined);

const first = (fields: Fields, name: Name, older: Name): Value | undefined => {
  const value = fields[name];
  return truth(value === undefined || value.isEmpty === true ? fields[older] : value);
};

/** The start of the refusal's message, or `app/user`. */
export const strictly = ({ params, header, signedWith }: Sent): string => {
  const credentials = header ?? params;
  const accessToken = header && truth(header.access_token);
  if (accessToken) {
    if (accessToken.isUnhashable) return 'Component error';
    const owner = ACCESS_TOKENS[accessToken.text.trim()];
    if (accessToken.text.trim() === '') return 'access token [access_token] This field is required.';
    return owner === undefined ? 'verify access_token failed' : `${owner.app}/${owner.user}`;
  }
  const code = first(credentials, 'bk_app_code', 'app_code');
  const secret = first(credentials, 'bk_app_secret', 'app_secret');
  if (!secret && signedWith === undefined) return 'Signature [bk_signature] and APP Secret';
  if (!code) return 'APP Code [bk_app_code] cannot be empty';
  if (code.isUnhashable || (signedWith === undefined && secret?.isUnhashable)) return 'request bkauth api error';
  const right = SECRETS[code.text];
  if (right === undefined) return `Invalid APP Code [bk_app_code=${code.text}]`;
  if (signedWith === undefined && !(secret?.isText && secret.text === right)) {
    return `APP Secret verification failed, pelase confirm if the APP Secret and APP Code [bk_app_code=${code.text}]`;
  }
  if (signedWith !== undefined && signedWith !== right) return 'Signature [bk_signature] verification failed';

  const userToken = truth(params.bk_access_token);
  if (userToken) {
    const owner = ACCESS_TOKENS[userToken.text];
    return owner?.app === code.text ? `${code.text}/${owner.user}` : 'The specified user TOKEN';
  }
  const token = truth(credentials.bk_token);
  if (token) {
    if (token.isUnhashable) return 'Component error';
    if (token.text.trim() === '') return 'login token [bk_token] This field is required.';
    const user = LOGIN_TOKENS[token.text.trim()];
    return user === undefined ? 'User authentication failed, please check' : `${code.text}/${user}`;
  }
  const user = first(credentials, 'bk_username', 'username');
  if (!user || !code.isText) return 'User authentication failed, please provide';
  return `${code.text}/${user.text}`;
};

/** The same in the mode `required`, which lets any value pass. */
export const loosely = ({ params, header, signedWith }: Sent): string => {
  const credentials = header ?? params;
  const code = first(credentials, 'bk_app_code', 'app_code');
  const user = first(credentials, 'bk_username', 'username');
  const named = `${code?.text ?? ''}/${user?.text ?? ''}`;
  if (header && truth(header.access_token)) return named;
  if (!first(credentials, 'bk_app_secret', 'app_secret') && signedWith === undefined) {
    return 'Signature [bk_signature] and APP Secret';
  }
  if (!code) return 'APP Code [bk_app_code] cannot be empty';
  const isNamed = user ?? truth(credentials.bk_token) ?? truth(params.bk_access_token);
  return isNamed === undefined ? 'User authentication failed, please provide' : named;
};
