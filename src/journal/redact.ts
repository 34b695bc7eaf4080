import { LosslessNumber } from 'lossless-json';
import { HIDDEN, isSecretInName, mayHoldSecret } from '../util/secrets/hide-secrets.js';
import { isNameOfSecret } from '../util/secrets/names-secret.js';

/** Parameters that name the caller. An entry has fields of its own for them. */
const CALLER = new Set(['bk_app_code', 'app_code', 'bk_username', 'username']);

/** Credentials of the ESB (contract section 3). They are not parameters of a component. */
const CREDENTIALS = new Set([
  'bk_app_secret',
  'app_secret',
  'bk_token',
  'bk_access_token',
  'access_token',
  'bk_signature',
  'signature',
]);

export const CUT = '(cut)';

/** Limits of a recorded request: far above any real one, and small enough for a thousand entries. */
const MOST_VALUES = 200;
const MOST_CHARACTERS = 500;
const MOST_DEPTH = 8;

/** Shortens a long text and marks it as cut. */
export const truncate = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…${CUT}` : text;

/** The name of an app, a user or a parameter as the journal keeps it. */
export const redactName = (name: string): string => (isSecretInName(name) ? HIDDEN : truncate(name));

/** Numbers and lists under these names are never secrets, whatever stands beside them. */
const ORDINARY = /(?:^|_)(?:ids?|page|start|limit|sort|fields)$/;

/** True if one text names a secret. Another value beside it may be the secret: `{"name": "bk_token", "value": …}`. */
const nameSecret = (members: readonly unknown[]): boolean =>
  members.some((member) => typeof member === 'string' && mayHoldSecret(member));

const isFlag = (value: unknown): boolean => value === null || typeof value === 'boolean';

/** The number of values that may still be recorded. */
interface Budget {
  values: number;
}

const redactEntries = (value: object, depth: number, budget: Budget): Record<string, unknown> => {
  const kept: [string, unknown][] = [];
  const isSuspect = nameSecret(Object.values(value));
  for (const [name, member] of Object.entries(value)) {
    if (budget.values <= 0) {
      kept.push(['…', CUT]);
      break;
    }
    const isOrdinary = !isSuspect || isFlag(member) || (typeof member !== 'string' && ORDINARY.test(name));
    const isSecret = isNameOfSecret(name) || isSecretInName(name) || !isOrdinary;
    kept.push([redactName(name), isSecret ? HIDDEN : redact(member, depth, budget)]);
  }
  return Object.fromEntries(kept);
};

const redact = (value: unknown, depth: number, budget: Budget): unknown => {
  budget.values -= 1;
  if (typeof value === 'string') return truncate(value);
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof LosslessNumber) return truncate(value.toString());
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MOST_DEPTH || budget.values <= 0) return CUT;
  if (Array.isArray(value)) {
    const fits = value.slice(0, Math.max(0, budget.values));
    const isSuspect = nameSecret(fits);
    const kept = fits.map((item) => (isSuspect && !isFlag(item) ? HIDDEN : redact(item, depth + 1, budget)));
    return fits.length < value.length ? [...kept, CUT] : kept;
  }
  return redactEntries(value, depth + 1, budget);
};

/**
 * Copies the parameters of a request for the journal: without credentials, and cut to the limits. Numbers that
 * JavaScript would round become text.
 */
export const redactParameters = (params: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const own = Object.entries(params).filter(([name]) => !CALLER.has(name) && !CREDENTIALS.has(name));
  // If JSON is read as a form, it is split at each & and =. A secret in it may be split too.
  if (own.some(([name]) => isSecretInName(name))) return { [HIDDEN]: HIDDEN };
  return redactEntries(Object.fromEntries(own), 0, { values: MOST_VALUES });
};
