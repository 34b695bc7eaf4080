import { stringify } from 'lossless-json';
import { isMap } from '../../util/json/is-map.js';
import { matches } from '../../util/json/matches.js';
import { pathText, type Path } from '../../util/problem.js';
import type { Entry } from '../entry.js';
import type { RequestConditions } from './expected-requests.js';

/** A condition that a request does not meet. */
export interface Difference {
  /** The place in the entry, such as `parameters.page.start`. */
  field: string;
  /** As JSON. */
  wanted: string;
  /** As JSON; null if the request has no such field. */
  got: string | null;
}

const MOST_CHARACTERS = 100;

/** A value as JSON, cut. */
export const shownJson = (value: unknown, most = MOST_CHARACTERS): string => {
  const text = String(stringify(value));
  return text.length > most ? `${text.slice(0, most)}…` : text;
};

/** Finds the values within a wanted one that a given one does not contain. */
const differencesIn = (wanted: unknown, given: unknown, path: Path): Difference[] => {
  if (matches(wanted, given)) return [];
  if (isMap(wanted) && isMap(given)) {
    return Object.entries(wanted).flatMap(([key, value]) =>
      differencesIn(value, Object.hasOwn(given, key) ? given[key] : undefined, [...path, key]),
    );
  }
  if (Array.isArray(wanted) && Array.isArray(given) && wanted.length === given.length) {
    return wanted.flatMap((value, index) => differencesIn(value, (given as unknown[])[index], [...path, index]));
  }
  return [{ field: pathText(path), wanted: shownJson(wanted), got: given === undefined ? null : shownJson(given) }];
};

/** A path as it is compared: without slashes that make no difference. */
export const plainPath = (path: string): string => path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');

/** Finds the conditions that a request does not meet. */
export const differencesOf = (conditions: RequestConditions, entry: Entry): Difference[] =>
  Object.entries(conditions).flatMap(([name, wanted]) => {
    const given: unknown = entry[name as keyof RequestConditions];
    const isSame =
      wanted === undefined ||
      (name === 'path' && plainPath(wanted as string) === plainPath(given as string)) ||
      (name === 'method' && (wanted as string).toUpperCase() === given);
    return isSame ? [] : differencesIn(wanted, given, [name]);
  });
