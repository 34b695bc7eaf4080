import { LosslessNumber, parse } from 'lossless-json';
import { Repeated } from '../cmdb/parameters/fields.js';
import { firstBeyond } from '../util/json/first-beyond.js';

/** A number that `JSON.parse` would round, or whose form (`1.0`, `1e2`) it would lose. */
const DELICATE_NUMBER = /[:,[\s]-?(?:\d+[.eE]|\d{16})/;

/** Sign and digits of the longest int64. A longer integer is not converted, because that takes long and CMDB refuses it. */
const LONGEST_INT64 = 20;

const parseNumber = (text: string): number | bigint | LosslessNumber => {
  if (text.length > LONGEST_INT64 || !/^-?\d+$/.test(text)) return new LosslessNumber(text);
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
};

/** The deepest nesting that CMDB's decoder, json-iterator, reads. */
const MOST_DEPTH = 10_000;

const valuesOf = (value: unknown): readonly unknown[] => (value instanceof Repeated ? value.values : [value]);

/** How many keys the objects within a value have; undefined below the levels that are looked at. */
const countKeys = (value: unknown, levels: number): number | undefined => {
  if (typeof value !== 'object' || value === null) return 0;
  if (levels === 0) return undefined;
  let count = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const member of Object.values(value)) {
    const inside = countKeys(member, levels - 1);
    if (inside === undefined) return undefined;
    count += inside;
  }
  return count;
};

/** How deep keys are counted. Requests are shallow, and the decoder is exact at any depth. */
const COUNTED_LEVELS = 8;

/** True if an object surely names each of its keys once: there are not more colons than keys. */
const hasUniqueKeys = (text: string, value: unknown): boolean =>
  text.split(':').length - 1 === countKeys(value, COUNTED_LEVELS);

/**
 * Parses JSON text as CMDB's decoder does. Numbers keep their form: an integer becomes a `number` or, beyond 2^53, a `bigint`;
 * any other number becomes a `LosslessNumber`. A repeated key becomes `Repeated`, because the decoder reads one value after the
 * other.
 *
 * @throws SyntaxError if the text is no JSON, or nested too deep. Words such as `NaN`, which Python takes, are none
 */
export const parseGoJson = (text: string): unknown => {
  if (text.length > MOST_DEPTH && firstBeyond(text, MOST_DEPTH) !== undefined)
    throw new SyntaxError(`arrays and objects are nested deeper than ${MOST_DEPTH}`);
  if (!DELICATE_NUMBER.test(text)) {
    const value: unknown = JSON.parse(text);
    if (hasUniqueKeys(text, value)) return value;
  }
  return parse(text, null, {
    parseNumber,
    onDuplicateKey: ({ oldValue, newValue }) => new Repeated([...valuesOf(oldValue), newValue]),
  });
};
