import { isSecretValue, SECRET_FORMS } from './is-secret-value.js';
import { isNameOfSecret, namesSecret, SECRET_PART } from './names-secret.js';

/** Stands in place of a secret. */
export const HIDDEN = '(hidden)';

/** A short name such as `bk_token` is no secret itself. A longer text such as `bk_token=…` or JSON may hold one. */
const PLAIN_NAME = /^[\w.@-]{1,64}$/;

/** True if a name holds a secret itself, as `bk_token=…` does where a form is split at the wrong place. */
export const isSecretInName = (name: string): boolean =>
  isSecretValue(name) || (!PLAIN_NAME.test(name) && (namesSecret(name) || isNameOfSecret(name)));

/**
 * A text that was sent, for a message that repeats it.
 *
 * @param most characters that are shown. Default 100
 */
export const shownText = (text: string, most = 100): string => (isSecretInName(text) ? HIDDEN : text.slice(0, most));

/** True if a text may be a secret, or names one. */
export const mayHoldSecret = (text: string): boolean => namesSecret(text) || isSecretValue(text);

const FORMS = new RegExp(SECRET_FORMS, 'g');
const USER_INFO = /(:\/\/)[^\s/?#"']{1,256}@/g;
/** A value that is hidden already is left alone: no blank ends it in a Chinese sentence, which would be hidden with it. */
const PAIR = new RegExp(`((?:${SECRET_PART})[\\w.%-]{0,32}=)(?!\\(hidden\\))[^\\s&;,"'<>\\\\]+`, 'gi');
const KEY = `(?:${SECRET_PART})[\\w.-]{0,32}\\\\*["']\\s*:\\s*`;
const JSON_STRING = new RegExp(`(${KEY}\\\\*["'])[^"'\\\\]+`, 'gi');
const JSON_NUMBER = new RegExp(`(${KEY})[^\\s"',{}[\\]\\\\]+`, 'gi');
const BEARER = /\b((?:bearer|basic)\s+)(?!TOKEN\b)[\w.~+/=-]{4,}/gi;

/**
 * Hides secrets in a text for people, such as a message or a line of the log: those whose form says what they are, what
 * follows the name of a secret in `name=value` and in JSON, and `user:password@` in a URL.
 */
export const hideSecrets = (text: string): string =>
  text
    .replace(FORMS, HIDDEN)
    .replace(USER_INFO, `$1${HIDDEN}@`)
    .replace(PAIR, `$1${HIDDEN}`)
    .replace(JSON_STRING, `$1${HIDDEN}`)
    .replace(JSON_NUMBER, `$1${HIDDEN}`)
    .replace(BEARER, `$1${HIDDEN}`);
