/**
 * A small model of the live system, from contract sections 2 to 5 alone: it shares no code with the emulator. It knows the
 * accounts and the data of accounts.yaml.
 */

/** A JSON value as it is written, and as Python sees it. */
export interface Value {
  json: string;
  /** Python's `str()` of it. */
  printed: string;
  /** Python's `bool()` of it. */
  isTrue: boolean;
  /** Null, empty text, an empty list or object: an older name is looked at then. */
  isEmpty: boolean;
  /** A list or an object cannot be looked up. */
  isContainer: boolean;
}

const value = (json: string, printed: string, more: Partial<Value> = {}): Value => ({
  json,
  printed,
  isTrue: true,
  isEmpty: false,
  isContainer: false,
  ...more,
});

const EMPTY = { isTrue: false, isEmpty: true };
const CONTAINER = { isContainer: true };

export const text = (content: string): Value =>
  value(JSON.stringify(content), content, content === '' ? EMPTY : undefined);

/** Values of each JSON type. */
export const VALUES: readonly Value[] = [
  ...[
    '',
    ' ',
    'nope',
    'ESB_TEST',
    'esb_test',
    'plain_app',
    'xxx',
    'yyy',
    'good',
    'tok1',
    '0',
    'false',
    'a"b',
    '蓝鲸',
  ].map(text),
  value('null', 'None', EMPTY),
  value('[]', '[]', { ...EMPTY, ...CONTAINER }),
  value('{}', '{}', { ...EMPTY, ...CONTAINER }),
  value('[0]', '[0]', CONTAINER),
  value('["esb_test"]', "['esb_test']", CONTAINER),
  value('{"a":null}', "{'a': None}", CONTAINER),
  value('true', 'True'),
  value('false', 'False', { isTrue: false }),
  value('0', '0', { isTrue: false }),
  value('-0', '0', { isTrue: false }),
  value('0.0', '0.0', { isTrue: false }),
  value('7', '7'),
  value('-7', '-7'),
  value('1.0', '1.0'),
  value('1e2', '100.0'),
  value('1e16', '1e+16'),
  value('1e22', '1e+22'),
  value('1.5e-7', '1.5e-07'),
  value('12345678901234567890123', '12345678901234567890123'),
  value('NaN', 'nan'),
  value('-Infinity', '-inf'),
  value('1e400', 'inf'),
];

/** The credentials of a request: absent ones are undefined. */
export type Credentials = Partial<Record<CredentialName, Value>>;
export type CredentialName =
  | 'bk_app_code'
  | 'app_code'
  | 'bk_app_secret'
  | 'app_secret'
  | 'bk_token'
  | 'bk_access_token'
  | 'bk_username'
  | 'username'
  | 'access_token';
export const CREDENTIAL_NAMES: readonly CredentialName[] = [
  'bk_app_code',
  'app_code',
  'bk_app_secret',
  'app_secret',
  'bk_token',
  'bk_access_token',
  'bk_username',
  'username',
  'access_token',
];

const SECRETS: Readonly<Record<string, string>> = { esb_test: 'xxx', plain_app: 'yyy' };

const COMPONENT_ERROR = 'Component error, please contact the component developer to handle it.';

/** The first of two names that has a value; Python then asks whether it is true. */
const firstOf = (newer: Value | undefined, older: Value | undefined): Value | undefined => {
  const found = [newer, older].find((one) => one !== undefined && !one.isEmpty);
  return found?.isTrue ? found : undefined;
};

const refusedApp = (app: Value | undefined, secret: Value | undefined): string | undefined => {
  if (secret === undefined) {
    return 'Signature [bk_signature] and APP Secret [bk_app_secret] cannot be empty at the same time';
  }
  if (app === undefined) return 'APP Code [bk_app_code] cannot be empty';
  if (app.isContainer || secret.isContainer) {
    return 'request bkauth api error, please try again later or contact component developer to handle';
  }
  const expected = SECRETS[app.printed];
  if (expected === undefined) {
    return `Invalid APP Code [bk_app_code=${app.printed}], please confirm if the APP Code has been registered`;
  }
  if (secret.json === JSON.stringify(expected)) return undefined;
  return `APP Secret verification failed, pelase confirm if the APP Secret and APP Code [bk_app_code=${app.printed}] match`;
};

const refusedUser = (app: Value | undefined, { isHeader, credentials }: Given): string | undefined => {
  const { bk_access_token, bk_token, bk_username, username } = credentials;
  if (!isHeader && bk_access_token?.isTrue) {
    if (bk_access_token.printed === 'tok1' && app?.printed === 'plain_app') return undefined;
    return 'The specified user TOKEN [bk_access_token] does not exist';
  }
  if (bk_token?.isTrue) {
    if (bk_token.isContainer) return COMPONENT_ERROR;
    if (bk_token.printed.trim() === 'good') return undefined;
    return 'User authentication failed, please check if the bk_token is valid';
  }
  if (firstOf(bk_username, username) !== undefined && app?.printed === 'esb_test') return undefined;
  return 'User authentication failed, please provide a valid user identity, such as bk_token, bk_username';
};

export interface Given {
  /** Whether they are in X-Bkapi-Authorization. */
  isHeader: boolean;
  credentials: Credentials;
}

/** The message of the ESB's refusal; undefined if the credentials pass (contract section 3). */
export const refusalOf = (given: Given): string | undefined => {
  const { bk_app_code, app_code, bk_app_secret, app_secret, access_token } = given.credentials;
  if (given.isHeader && access_token?.isTrue) {
    if (access_token.isContainer) return COMPONENT_ERROR;
    // It stands for its app and its user at once.
    if (access_token.printed === 'tok1') return undefined;
    return 'verify access_token failed, please check if the access_token is valid';
  }
  const app = firstOf(bk_app_code, app_code);
  return refusedApp(app, firstOf(bk_app_secret, app_secret)) ?? refusedUser(app, given);
};

/**
 * Whether the ESB cannot name the user in a header of its call to CMDB. It then answers 1306201 with the wording of a Python
 * library.
 */
export const breaksCall = ({ bk_username, username }: Credentials): boolean => {
  const user = firstOf(bk_username, username);
  return user !== undefined && !(user.json.startsWith('"') && /^[!-~]/.test(user.printed));
};

/**
 * Whether CMDB can decode what reaches it: the ESB leaves `access_token` in a body, and writes `NaN` and `Infinity` as Python
 * does.
 */
export const isDecodable = ({ isHeader, credentials: { access_token } }: Given): boolean =>
  isHeader || access_token === undefined || !/^-?(nan|inf)$/.test(access_token.printed);

/** A number as it is written in JSON, read as an int64; undefined if it is none. */
const int64 = (json: string): bigint | undefined => {
  if (!/^-?\d+$/.test(json)) return undefined;
  const number = BigInt(json);
  return number >= -(2n ** 63n) && number < 2n ** 63n ? number : undefined;
};

/** Whether CMDB decodes it as an int64; null leaves 0. */
const decoded = (json: string | undefined): bigint | undefined =>
  json === undefined || json === 'null' ? 0n : int64(json);

/** The code of `list_process_instance`, under the contract `cmdb-3.14` (contract section 4). */
export const processesCode = (bizId: string | undefined, serviceInstanceId: string | undefined): number => {
  const [biz, id] = [decoded(bizId), decoded(serviceInstanceId)];
  if (biz === undefined || id === undefined) return 1199000;
  if (id === 0n) return 1199006;
  return biz === 0n ? 1108024 : 0;
};

/** The fields of a page, as JSON text; absent ones are undefined. */
export interface Page {
  start?: string | undefined;
  limit?: string | undefined;
  sort?: string | undefined;
  enable_count?: string | undefined;
}

const isTextOrNull = (json: string | undefined): boolean => json === undefined || /^(".*"|null)$/.test(json);
const isBooleanOrNull = (json: string | undefined): boolean => json === undefined || /^(true|false|null)$/.test(json);

/** The code of `list_service_instance_by_set_template`, under the contract `cmdb-3.14` (contract section 5). */
export const pageCode = (setTemplateId: string | undefined, { start, limit, sort, enable_count }: Page): number => {
  const [first, most, template] = [decoded(start), decoded(limit), decoded(setTemplateId)];
  const isDecoded = isTextOrNull(sort) && isBooleanOrNull(enable_count);
  if (first === undefined || most === undefined || template === undefined || !isDecoded) return 1199000;
  if (first < 0n || most <= 0n || (most > 1000n && most !== 999_999_999n)) return 1199059;
  return template === 0n ? 1199008 : 0;
};

/** What the ESB takes a body for (contract section 2). */
export const bodyKind = (body: string, contentType: string | undefined): 'json' | 'form' | 'nothing' => {
  if (/^[ \t\r\n]*\{/.test(body)) return 'json';
  return contentType?.split(';')[0]?.trim() === 'application/x-www-form-urlencoded' ? 'form' : 'nothing';
};
