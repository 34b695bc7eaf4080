import { shownText } from '../util/secrets/hide-secrets.js';
import { AUTH_MODES, CONTRACTS, type AuthMode, type Contract } from '../model/contract.js';
import { badRequest } from '../util/control-error.js';
import { nearest } from '../util/suggest.js';

/** How a sandbox answers, beside its data. */
export interface SandboxSettings {
  contract: Contract;
  auth: AuthMode;
  strictWarnings: boolean;
  /** The time of its clock for the templates of stubs, as ISO 8601; it stands still. Null for the time of the machine. */
  clock: string | null;
}

const CHOICES: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ['contract', CONTRACTS],
  ['auth', AUTH_MODES],
  ['strictWarnings', [true, false]],
]);

const NAMES = ['contract', 'auth', 'strictWarnings', 'clock'] as const satisfies readonly (keyof SandboxSettings)[];

const TIME = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** True if a clock may stand at this time, or follow the machine. */
const isClock = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value)));

/** True if two sandboxes with these settings answer alike. */
export const isSame = (one: SandboxSettings, other: SandboxSettings): boolean =>
  NAMES.every((name) => one[name] === other[name]);

/**
 * Puts changed settings over others. A setting whose value is undefined does not change.
 *
 * @returns frozen settings
 * @throws ControlError 400 if a setting is unknown, or its value is none of its choices
 */
export const mergeSettings = (settings: SandboxSettings, changed: Partial<SandboxSettings>): SandboxSettings => {
  const given = Object.entries<unknown>(changed).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    if (name === 'clock') {
      if (isClock(value)) continue;
      throw badRequest({ code: 'SANDBOX_WRONG_CLOCK' });
    }
    const choices = CHOICES.get(name);
    if (choices === undefined) {
      const known = [...NAMES];
      throw badRequest({ code: 'SANDBOX_UNKNOWN_SETTING', name: shownText(name), meant: nearest(name, known), known });
    }
    if (!choices.includes(value)) {
      throw badRequest({ code: 'SANDBOX_WRONG_SETTING', name, choices: choices.map(String) });
    }
  }
  return Object.freeze({ ...settings, ...Object.fromEntries(given) });
};
