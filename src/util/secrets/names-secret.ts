/** Parts of the names of secrets. They count anywhere in a name, because names join words in many ways: `bkAppSecret`. */
export const SECRET_PART =
  'secret|token|signature|ticket|passw|passphrase|passcode|pwd|credential|authori[sz]ation|bearer|cookie|session|' +
  '(?:api|app|access|private|sign|signing|encrypt|encryption|master|shared|ssh|account)[\\s._-]?key|' +
  '密码|口令|密钥|秘钥|令牌|凭证|凭据|签名|私钥';
const PART = new RegExp(SECRET_PART, 'i');

/** Short words count as a whole, because other words have their letters: `not_processed` has those of `otp`. */
const WORDS = 'pass|pin|otp|totp|mfa|jwt|sid|csrf|xsrf|hmac|auth|sign|salt|ak|sk|pat';
const WORD = new RegExp(`(?<![a-z])(?:${WORDS})(?![a-z])`, 'i');
const LAST_WORD = new RegExp(`(?<![a-z])(?:${WORDS})(?:$|\\\\*["']?\\s*[:=])`, 'i');
/** Most texts have none of their letters in this order, so that they need not be split. */
const ANY_WORD = new RegExp(WORDS, 'i');

/** A longer text is looked at up to here. The journal and messages keep far less of it. */
const MOST_LOOKED_AT = 65_536;

/** Puts `_` between the words of `clientPin` and `OTPCode`. */
const splitWords = (name: string): string =>
  name.replace(/([a-z\d])([A-Z])/g, '$1_$2').replace(/([A-Z])([A-Z][a-z])/g, '$1_$2');

const ofHex = (_match: string, digits: string): string => String.fromCharCode(Number.parseInt(digits, 16));

/**
 * Undoes what keeps a word from being seen: percent-encoding, escapes of JSON, and the NUL beside each letter of UTF-16
 * that is read as UTF-8.
 */
export const decodeText = (text: string): string => {
  const head = text.length > MOST_LOOKED_AT ? text.slice(0, MOST_LOOKED_AT) : text;
  if (!/[%\\\0]/.test(head)) return head;
  return head
    .replaceAll('\0', '')
    .replace(/%([\da-f]{2})/gi, ofHex)
    .replace(/\\u([\da-f]{4})/gi, ofHex);
};

/** True if a name is that of a secret. */
export const isNameOfSecret = (name: string): boolean => {
  const decoded = decodeText(name);
  return PART.test(decoded) || (ANY_WORD.test(decoded) && WORD.test(splitWords(decoded)));
};

/** True if a text names a secret, as `bk_token=…`, JSON, and the name in `{"name": "bk_token", "value": …}` do. */
export const namesSecret = (text: string): boolean => {
  const decoded = decodeText(text);
  return PART.test(decoded) || (ANY_WORD.test(decoded) && LAST_WORD.test(splitWords(decoded)));
};
