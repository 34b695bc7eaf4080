import { isLosslessNumber, type LosslessNumber } from 'lossless-json';
import { MOST_SHOWN, type Path } from '../../util/problem.js';
import { didYouMean } from '../../util/suggest.js';
import { isMap } from '../../util/is-map.js';
import type { Bounds } from './bounds.js';

/** Something wrong with what was sent. */
export interface SpecProblem {
  path: Path;
  /** Whether the value at the path is meant, or its key. */
  of: 'value' | 'key';
  message: string;
}

/** A value that was sent, where it stands, and where to tell what is wrong with it. */
export interface Place {
  value: unknown;
  path: Path;
  problems: SpecProblem[];
}

/** Makes of a value what is meant by it, or tells what is wrong with it; what it gives then is of no use. */
export type Reader = (place: Place) => unknown;

/** What stands under a key of a place. */
const under = ({ path, problems }: Place, key: string | number, value: unknown): Place => ({
  value,
  path: [...path, key],
  problems,
});

/** Tells what is wrong with a value. Gives nothing, as a reader may then. */
export const tell = ({ path, problems }: Place, message: string): unknown => {
  problems.push({ path, of: 'value', message });
  return undefined;
};

/** Tells what is wrong with a key of a map. */
export const tellOfKey = ({ path, problems }: Place, key: string, message: string): void => {
  problems.push({ path: [...path, key], of: 'key', message });
};

/** JSON may have been read so that no number lost anything. */
type AnyNumber = number | bigint | LosslessNumber;

export const isNumber = (value: unknown): value is AnyNumber =>
  typeof value === 'number' || typeof value === 'bigint' || isLosslessNumber(value);

const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** A value, in the words of a message. */
export const described = (value: unknown): string => {
  if (typeof value === 'string') return `the string ${quoted(value)}`;
  if (Array.isArray(value)) return 'a list';
  if (isMap(value)) return 'a map';
  if (value === null || isNumber(value) || typeof value === 'boolean') return String(value);
  return 'of a type that JSON does not have';
};

const suggestion = (written: string, known: readonly string[]): string => didYouMean(written, known) || '.';

/** One of several names. */
export const choice =
  (names: readonly string[]): Reader =>
  (place) => {
    const { value } = place;
    if (typeof value !== 'string') return tell(place, `must be one of ${names.join(', ')}; is ${described(value)}`);
    if (names.includes(value)) return value;
    return tell(place, `there is no ${quoted(value)}${suggestion(value, names)} There are: ${names.join(', ')}`);
  };

/** A string that is not empty. */
export const text: Reader = (place) => {
  if (typeof place.value === 'string' && place.value !== '') return place.value;
  return tell(place, `must be a string that is not empty, is ${described(place.value)}`);
};

const boundsText = ({ min, max, open, integer }: Bounds): string =>
  `${integer ? 'an integer' : 'a number'} ${open ? `above ${min}, up to` : `from ${min} to`} ${max}`;

const isWithin = (value: number, { min, max, open, integer }: Bounds): boolean =>
  (open ? value > min : value >= min) && value <= max && (!integer || Number.isInteger(value));

/** An ordinary number within bounds. */
export const numberIn =
  (bounds: Bounds): Reader =>
  (place) => {
    const value = isNumber(place.value) ? Number(String(place.value)) : NaN;
    if (isWithin(value, bounds)) return value;
    return tell(place, `must be ${boundsText(bounds)}, is ${described(place.value)}`);
  };

/** Of more than are shown, nobody reads what was meant: to find that takes longest. */
const unknownKeys = (place: Place, keys: readonly string[], readers: Readonly<Record<string, Reader>>): void => {
  const known = Object.keys(readers);
  const there = `There are: ${known.join(', ')}`;
  for (const key of keys.filter((key) => !Object.hasOwn(readers, key))) {
    const meant = place.problems.length < MOST_SHOWN ? suggestion(key, known) : '.';
    tellOfKey(place, key, `unknown key${meant} ${there}`);
  }
};

/**
 * Reads a map's keys, each with a reader of its own. Keys without a value are absent.
 *
 * @param meant what the map is, for whoever sent something else
 * @param required keys that must be there
 * @returns what is there and in order, by the order of the readers
 */
export const readKeys = (
  place: Place,
  meant: string,
  readers: Readonly<Record<string, Reader>>,
  required: readonly string[] = [],
): Readonly<Record<string, unknown>> => {
  const { value } = place;
  if (!isMap(value)) {
    tell(place, `must be ${meant}, is ${described(value)}`);
    return {};
  }
  const isThere = (key: string): boolean => Object.hasOwn(value, key) && value[key] !== undefined;
  unknownKeys(place, Object.keys(value).filter(isThere), readers);
  for (const key of required.filter((key) => !isThere(key))) tell(place, `${key} is missing`);
  const there = Object.entries(readers).filter(([key]) => isThere(key));
  return Object.freeze(Object.fromEntries(there.map(([key, read]) => [key, read(under(place, key, value[key]))])));
};

const readScalar = (place: Place): unknown => {
  const { value } = place;
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return tell(place, `${String(value)} is beyond 2^53, where numbers are no longer exact; make it a bigint`);
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return value;
  if (typeof value === 'bigint' || isLosslessNumber(value)) return value;
  return tell(place, `must be a JSON value, is ${described(value)}`);
};

/**
 * Any JSON value. What it gives is a copy that cannot be changed, so that it can be shared.
 *
 * @param most how deep lists and maps may nest
 */
export const json = (most: number): Reader => {
  const read = (place: Place, depth: number): unknown => {
    const { value } = place;
    if (!Array.isArray(value) && !isMap(value)) return readScalar(place);
    if (depth === most) return tell(place, `is nested more than ${most} deep`);
    if (Array.isArray(value)) {
      return Object.freeze(value.map((item, index) => read(under(place, index, item), depth + 1)));
    }
    const there = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.freeze(
      Object.fromEntries(there.map(([key, item]) => [key, read(under(place, key, item), depth + 1)])),
    );
  };
  return (place) => read(place, 0);
};
