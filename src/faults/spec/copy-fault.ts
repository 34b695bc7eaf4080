import type { Message } from '../../messages/message.js';
import { isMap } from '../../util/json/is-map.js';
import { isNumber } from '../../util/json/is-number.js';
import type { Path } from '../../util/problem.js';
import { MOST_BODY_DEPTH, MOST_PARAMETER_DEPTH } from './bounds.js';
import { faultValue } from './fault-value.js';
import { FAULT_KEYS } from './fault-schema.js';
import type { SpecProblem } from './fault-spec-error.js';

type Copy = (value: unknown, path: Path) => unknown;

/** Copies a map, without the keys that have no value. */
const copyMap = (map: Readonly<Record<string, unknown>>, path: Path, copy: Copy): Readonly<Record<string, unknown>> => {
  const entries = Object.entries(map).filter(([, value]) => value !== undefined);
  return Object.freeze(Object.fromEntries(entries.map(([key, value]) => [key, copy(value, [...path, key])])));
};

/** Stands for a value of a type that JSON does not have, because no type of a schema fits a symbol. */
const NOT_JSON = Symbol('not JSON');

/** The schema looks at maps in maps in maps at most. */
const SCHEMA_DEPTH = 3;

/** Copies what the schema describes in full, with ordinary numbers: no bound is beyond their precision. */
const copyOrdinary = (value: unknown, depth = 0): unknown => {
  if (isNumber(value)) return Number(String(value));
  if (Array.isArray(value)) return [];
  if (isMap(value)) return depth > SCHEMA_DEPTH ? {} : copyMap(value, [], (item) => copyOrdinary(item, depth + 1));
  return value === null || typeof value === 'string' || typeof value === 'boolean' ? value : NOT_JSON;
};

const scalarProblem = (value: unknown): Message | undefined => {
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return { code: 'FAULT_INEXACT_NUMBER', value: String(value) };
  }
  const isJson =
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' ? Number.isFinite(value) : isNumber(value));
  return isJson ? undefined : { code: 'FAULT_NOT_JSON', is: faultValue(value) };
};

/** Copies any JSON value, with numbers in the form in which they were sent. */
const exactCopy = (mostDepth: number, problems: SpecProblem[]): Copy => {
  const copy = (value: unknown, path: Path, depth: number): unknown => {
    const isNested = Array.isArray(value) || isMap(value);
    const tooDeep: Message | undefined = depth === mostDepth ? { code: 'FAULT_TOO_DEEP', most: mostDepth } : undefined;
    const message = isNested ? tooDeep : scalarProblem(value);
    if (message !== undefined) problems.push({ path, of: 'value', message });
    if (message !== undefined || !isNested) return value;
    if (isMap(value)) return copyMap(value, path, (item, place) => copy(item, place, depth + 1));
    return Object.freeze(value.map((item, index) => copy(item, [...path, index], depth + 1)));
  };
  return (value, path) => copy(value, path, 0);
};

const inOrder = (fault: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const known = FAULT_KEYS.filter((key) => Object.hasOwn(fault, key));
  return Object.freeze({ ...Object.fromEntries(known.map((key) => [key, fault[key]])), ...fault });
};

/**
 * Copies a fault that was sent. The copy cannot be changed, so that sandboxes and snapshots can share it. Its keys are in
 * the order of the schema, and its numbers are ordinary ones, except in `parameters` and the `body` of a reply.
 *
 * @param problems receives what makes `parameters` or a `body` other than JSON, or nested too deep
 */
export const copyFault = (value: unknown, problems: SpecProblem[]): unknown => {
  if (!isMap(value)) return copyOrdinary(value);
  const copyParameters = exactCopy(MOST_PARAMETER_DEPTH, problems);
  const copyBody = exactCopy(MOST_BODY_DEPTH, problems);
  const copyOfReply: Copy = (item, path) => (path.at(-1) === 'body' ? copyBody(item, path) : copyOrdinary(item));
  const fault = copyMap(value, [], (item, path) => {
    if (path[0] === 'parameters' && isMap(item)) return copyParameters(item, path);
    if (path[0] === 'reply' && isMap(item)) return copyMap(item, path, copyOfReply);
    return copyOrdinary(item);
  });
  return inOrder(fault);
};
