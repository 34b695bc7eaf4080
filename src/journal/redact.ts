import { LosslessNumber } from 'lossless-json';

/** Names of parameters that hold a credential, and texts that may hold one, such as JSON in a field of a form. */
const SECRET = /secret|token|signature|ticket|passw|pwd|credential|authorization|bearer|cookie/i;
/** Who calls, which an entry tells beside the parameters. */
const CALLER = new Set(['bk_app_code', 'app_code', 'bk_username', 'username']);

export const HIDDEN = '(hidden)';
const CUT = '(cut)';

/** Far more than any real request has, and little enough to keep a thousand of. */
const MOST_VALUES = 200;
const MOST_CHARACTERS = 500;
const MOST_DEPTH = 8;

/** Shortens a text, and says so. */
export const cut = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…${CUT}` : text;

/** UTF-16 that was read as UTF-8 has a NUL at each letter. */
const mayHoldSecret = (text: string): boolean => SECRET.test(text.replaceAll('\0', ''));

/** A name may be called after a secret. What else is in a name, such as `bk_token=…` or JSON, may be one. */
const isSecretName = (name: string): boolean => mayHoldSecret(name) && !/^[\w.@-]{1,64}$/.test(name);

/** The name of an app or a user, to keep. */
export const recordName = (name: string): string => (isSecretName(name) ? HIDDEN : cut(name));

/** Whether one of some texts is called after a secret, which another then may be: `{"name": "bk_token", "value": …}`. */
const namesSecret = (members: readonly unknown[]): boolean =>
  members.some((member) => typeof member === 'string' && mayHoldSecret(member));

/** What remains to be kept of a request. */
interface Budget {
  values: number;
}

const recordEntries = (value: object, depth: number, budget: Budget): Record<string, unknown> => {
  const kept: [string, unknown][] = [];
  const isSuspect = namesSecret(Object.values(value));
  for (const [name, member] of Object.entries(value)) {
    if (budget.values <= 0) {
      kept.push(['…', CUT]);
      break;
    }
    if (mayHoldSecret(name)) kept.push([recordName(name), HIDDEN]);
    else kept.push([cut(name), isSuspect && typeof member === 'string' ? HIDDEN : record(member, depth, budget)]);
  }
  return Object.fromEntries(kept);
};

const record = (value: unknown, depth: number, budget: Budget): unknown => {
  budget.values -= 1;
  if (typeof value === 'string') return cut(value);
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof LosslessNumber) return cut(value.toString());
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MOST_DEPTH || budget.values <= 0) return CUT;
  if (Array.isArray(value)) {
    const fits = value.slice(0, Math.max(0, budget.values));
    const isSuspect = namesSecret(fits);
    const kept = fits.map((item) => (isSuspect && typeof item === 'string' ? HIDDEN : record(item, depth + 1, budget)));
    return fits.length < value.length ? [...kept, CUT] : kept;
  }
  return recordEntries(value, depth + 1, budget);
};

/**
 * A copy of a request's parameters to keep: without credentials, and cut where it is larger than a request of a person's.
 * Numbers that JavaScript would round are text.
 */
export const recordable = (params: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const own = Object.entries(params).filter(([name]) => !CALLER.has(name) && !CREDENTIALS.has(name));
  // JSON that was read as a form is torn at each & and =, and so may be a secret in it.
  if (own.some(([name]) => isSecretName(name))) return { [HIDDEN]: HIDDEN };
  return recordEntries(Object.fromEntries(own), 0, { values: MOST_VALUES });
};

/** Credentials of the ESB's (contract section 3), which are no parameters at all. */
const CREDENTIALS = new Set(['bk_app_secret', 'app_secret', 'bk_token', 'bk_signature', 'access_token']);
