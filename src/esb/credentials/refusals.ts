import { OFF_HINT, STRICT_HINT } from '../../calls/accounts/hints.js';
import type { Text } from '../../model/language.js';
import { credentialsRefused, type EsbError } from '../errors.js';

/** The failed checks of contract section 3 that `required` makes too, with the hint of that mode. */
export const missing = (strict: boolean) => {
  const hint = strict ? STRICT_HINT : OFF_HINT;
  return {
    secretAndSignature: (): EsbError =>
      credentialsRefused(
        'Signature [bk_signature] and APP Secret [bk_app_secret] cannot be empty at the same time',
        hint,
      ),
    app: (): EsbError => credentialsRefused('APP Code [bk_app_code] cannot be empty', hint),
    user: (userHint = hint): EsbError =>
      credentialsRefused(
        'User authentication failed, please provide a valid user identity, such as bk_token, bk_username',
        userHint,
      ),
  };
};

const strictly = (message: string, detail = STRICT_HINT): EsbError => credentialsRefused(message, STRICT_HINT, detail);

/** The live ESB looks apps up in a cache, and the lookup fails on a value that cannot be a key of it. */
export const appLookupFailed = (): EsbError =>
  strictly('request bkauth api error, please try again later or contact component developer to handle', {
    en: 'the app code or the secret is no text: a list, an object, or text that is no Unicode',
    zh: '应用编码或密钥不是字符串，而是列表、对象，或不合 Unicode 的文本',
  });

export const unknownApp = (code: string): EsbError =>
  strictly(`Invalid APP Code [bk_app_code=${code}], please confirm if the APP Code has been registered`);

export const wrongSecret = (code: string): EsbError =>
  strictly(`APP Secret verification failed, pelase confirm if the APP Secret and APP Code [bk_app_code=${code}] match`);

export const wrongSignature = (detail: Text): EsbError =>
  strictly('Signature [bk_signature] verification failed, please provide valid parameters and signature', detail);

export const badParameter = (message: string): EsbError =>
  strictly(message, {
    en: 'a signature needs bk_nonce, a positive integer, and bk_timestamp, a Unix time of the last 300 seconds, in the query',
    zh: '签名需要在查询参数中带 bk_nonce（正整数）和 bk_timestamp（最近 300 秒内的 Unix 时间）',
  });

export const invalidAccessToken = (): EsbError =>
  strictly('verify access_token failed, please check if the access_token is valid');

export const invalidToken = (): EsbError =>
  strictly('User authentication failed, please check if the bk_token is valid');

export const unknownUserToken = (): EsbError => strictly('The specified user TOKEN [bk_access_token] does not exist');

/** The live ESB checks tokens with a form of Django's. */
export const tokenEmpty = (label: string, name: string): EsbError =>
  strictly(`${label} [${name}] This field is required.`, { en: `${name} holds blanks alone`, zh: `${name} 只有空白` });

export const tokenHasNul = (name: string): EsbError =>
  strictly('Null characters are not allowed.', { en: `${name} holds a NUL character`, zh: `${name} 中有 NUL 字符` });
