import { shownText } from '../util/secrets/hide-secrets.js';
import { AUTH_MODES, CONTRACTS, type AuthMode, type Contract } from '../model/contract.js';
import { badRequest } from '../util/control-error.js';
import { nearest } from '../util/suggest.js';

/** How a sandbox answers, beside its data. */
export interface SandboxSettings {
  contract: Contract;
  auth: AuthMode;
  strictWarnings: boolean;
}

const CHOICES: ReadonlyMap<string, readonly unknown[]> = new Map<keyof SandboxSettings, readonly unknown[]>([
  ['contract', CONTRACTS],
  ['auth', AUTH_MODES],
  ['strictWarnings', [true, false]],
]);

/** True if two sandboxes with these settings answer alike. */
export const isSame = (one: SandboxSettings, other: SandboxSettings): boolean =>
  one.contract === other.contract && one.auth === other.auth && one.strictWarnings === other.strictWarnings;

/**
 * Puts changed settings over others. A setting whose value is undefined does not change.
 *
 * @returns frozen settings
 * @throws ControlError 400 if a setting is unknown, or its value is none of its choices
 */
export const mergeSettings = (settings: SandboxSettings, changed: Partial<SandboxSettings>): SandboxSettings => {
  const given = Object.entries<unknown>(changed).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    const choices = CHOICES.get(name);
    if (choices === undefined) {
      const known = [...CHOICES.keys()];
      throw badRequest({ code: 'SANDBOX_UNKNOWN_SETTING', name: shownText(name), meant: nearest(name, known), known });
    }
    if (!choices.includes(value)) {
      throw badRequest({ code: 'SANDBOX_WRONG_SETTING', name, choices: choices.map(String) });
    }
  }
  return Object.freeze({ ...settings, ...Object.fromEntries(given) });
};
