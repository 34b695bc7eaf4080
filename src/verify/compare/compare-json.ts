import { isLosslessNumber } from 'lossless-json';
import { InexactNumber } from '../../captures/read/parse-json.js';
import { isMap } from '../../util/json/is-map.js';
import type { Path } from '../../util/problem.js';
import { HIDDEN } from '../../util/secrets/hide-secrets.js';
import type { IsIgnored } from './ignored.js';
import { isSecretName, isSecretPair } from '../../util/secrets/secret-pairs.js';

/** A place where two values differ. */
export interface FoundDifference {
  path: Path;
  /** Undefined if it is not there. */
  recorded: unknown;
  /** Undefined if it is not there. */
  now: unknown;
  /** True if the place is that of a secret. */
  isSecret: boolean;
}

/** The result of comparing two values. */
export interface FoundDifferences {
  /** The first ones. */
  differences: FoundDifference[];
  /** How many differences there are beyond these. */
  more: number;
  /** True if the keys of a map stand in another order. */
  hasOtherOrder: boolean;
}

/** True if a text is the recorded one, in which secrets may be hidden. */
export const fitsText = (recorded: string, now: string): boolean => {
  const [first = '', ...rest] = recorded.split(HIDDEN);
  const last = rest.pop();
  if (last === undefined) return first === now;
  let from = first.length;
  for (const part of rest) {
    const at = now.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return now.startsWith(first) && now.endsWith(last) && now.length - last.length >= from;
};

/** The text of a number that was recorded; undefined if only its value is known. */
const digitsOf = (value: unknown): string | undefined => {
  if (isLosslessNumber(value)) return value.value;
  return value instanceof InexactNumber ? value.text : undefined;
};

const fitsScalar = (recorded: unknown, now: unknown): boolean => {
  if (recorded === HIDDEN) return true;
  if (typeof recorded === 'string') return typeof now === 'string' && fitsText(recorded, now);
  if (!isLosslessNumber(now)) return recorded === now;
  const digits = digitsOf(recorded);
  return digits === undefined ? recorded === Number(now.value) : digits === now.value;
};

const isOther = (one: readonly string[], other: readonly string[]): boolean => {
  const keys = new Set(one);
  const common = other.filter((key) => keys.has(key));
  const both = new Set(common);
  return one.filter((key) => both.has(key)).some((key, index) => key !== common[index]);
};

/**
 * Compares a recorded value of JSON with the one that comes now. The order of a list counts; that of keys is noted apart.
 *
 * @param now with numbers that keep their digits
 * @param most differences that are kept
 */
export const compareJson = (recorded: unknown, now: unknown, isIgnored: IsIgnored, most: number): FoundDifferences => {
  const found: FoundDifferences = { differences: [], more: 0, hasOtherOrder: false };
  const add = (path: Path, was: unknown, is: unknown, isSecret: boolean): void => {
    if (found.differences.length < most) found.differences.push({ path, recorded: was, now: is, isSecret });
    else found.more += 1;
  };
  const compare = (path: Path, was: unknown, is: unknown, isBelowSecret: boolean): void => {
    if (isIgnored(path)) return;
    const isSecret = isBelowSecret || isSecretPair(was) || isSecretPair(is) || isSecretName(path.at(-1));
    if (Array.isArray(was) && Array.isArray(is)) {
      for (let index = 0; index < Math.max(was.length, is.length); index += 1) {
        compare([...path, index], was[index], is[index], isSecret);
      }
      return;
    }
    if (isMap(was) && isMap(is)) {
      const [before, after] = [Object.keys(was), Object.keys(is)];
      for (const key of new Set([...before, ...after])) {
        compare(
          [...path, key],
          Object.hasOwn(was, key) ? was[key] : undefined,
          Object.hasOwn(is, key) ? is[key] : undefined,
          isSecret,
        );
      }
      found.hasOtherOrder ||= isOther(before, after);
      return;
    }
    if (was === undefined || is === undefined || !fitsScalar(was, is)) add(path, was, is, isSecret);
  };
  compare([], recorded, now, false);
  return found;
};
