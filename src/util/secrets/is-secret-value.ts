import { decodeText } from './names-secret.js';

/** Forms of secrets that no ordinary text has. */
export const SECRET_FORMS = [
  // PEM
  '-----BEGIN [A-Z ]+-----(?:\\\\n|[\\w+/=\\s])*(?:-----END [A-Z ]+-----)?',
  // JSON web tokens, and other JSON in Base64
  '\\beyJ[\\w+/=-]{8,}(?:\\.[\\w+/=-]+)*',
  // keys that say whose they are: AWS, Tencent, Alibaba, GitHub, GitLab, Slack, Google
  '\\b(?:AKIA|ASIA|AKID|LTAI)[A-Za-z\\d]{12,}',
  '\\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abeprs]-|sk-|AIza)[\\w-]{16,}',
].join('|');
const FORM = new RegExp(SECRET_FORMS);

/** The length of the shortest text with one of these forms. */
const SHORTEST = 11;

/** `user:password@` before a host. */
const USER_INFO = /:(?:\/\/)?[^\s/@"']{1,256}@/;

/** Hashes, and UUIDs, which are the secrets of BlueKing's apps. */
const HEXADECIMAL =
  /(?<!\w)(?=[a-f-]{0,36}\d)(?=[\d-]{0,36}[a-f])(?:[\da-f]{32,}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?!\w)/i;

/** Characters of Base64, enough of them for a key. */
const RUN = /[\w+/=-]{24,}/g;
const CLASSES = [/[a-z]/, /[A-Z]/, /\d/];

/** In random text, more than half of the characters are of another class than the one before; in words, few are. */
const LEAST_CHANGES = 0.4;

const classOf = (char: string): number => CLASSES.findIndex((pattern) => pattern.test(char));

const looksRandom = (run: string): boolean => {
  if (!CLASSES.every((pattern) => pattern.test(run))) return false;
  const classes = Array.from(run, classOf);
  const changes = classes.filter((one, index) => index > 0 && one !== classes[index - 1]);
  return changes.length >= LEAST_CHANGES * run.length;
};

/** True if the form of a text says that it is or holds a secret, whatever its name is. */
export const isSecretValue = (text: string): boolean => {
  const decoded = decodeText(text);
  if (decoded.includes('@') && USER_INFO.test(decoded)) return true;
  if (decoded.length < SHORTEST) return false;
  if (FORM.test(decoded) || HEXADECIMAL.test(decoded)) return true;
  return (decoded.match(RUN) ?? []).some((run) => looksRandom(run.slice(0, 256)));
};
