import type { ErrorObject } from 'ajv';
import { HIDDEN } from '../../util/secrets/hide-secrets.js';
import { isNameOfSecret } from '../../util/secrets/names-secret.js';
import { didYouMean } from '../../util/suggest.js';
import { describeValue, quote } from './describe-value.js';
import { COUNTED_KEYS } from './fault-schema.js';

/** The parts of a schema that messages need. */
interface Schema {
  type?: string | readonly string[];
  enum?: readonly unknown[];
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minLength?: number;
  maxProperties?: number;
  properties?: Readonly<Record<string, Schema>>;
}

const EITHER = 'either code and message, or any of status, headers and body';

/** Names of the maps of a fault for messages, by their place. */
const MAPS: Readonly<Record<string, string>> = {
  '': 'a map',
  '/parameters': 'a map of parameters',
  '/latency': 'a number of milliseconds, or a map of fixed, uniform or log_normal',
  '/latency/uniform': 'a map of min and max',
  '/latency/log_normal': 'a map of median and sigma',
  '/reply': `a map of ${EITHER}`,
  '/reply/headers': 'a map of strings by name',
};

/** Each number of the schema has a maximum, and a minimum of one of the two kinds. */
const numberText = ({ type, minimum, exclusiveMinimum, maximum }: Schema): string =>
  `${type === 'integer' ? 'an integer' : 'a number'} ` +
  (minimum === undefined ? `above ${String(exclusiveMinimum)}, up to` : `from ${minimum} to`) +
  ` ${String(maximum)}`;

/** The expected kind of a value that is not a choice. */
const expected = (place: string, schema: Schema, keyword: string): string => {
  if (keyword === 'type' && MAPS[place] !== undefined) return MAPS[place];
  if (schema.type === 'string') return schema.minLength === undefined ? 'a string' : 'a string that is not empty';
  return numberText(schema);
};

const choiceMessage = (choices: readonly unknown[], value: unknown): string => {
  const names = choices.map(String);
  if (typeof value !== 'string' || typeof choices[0] !== 'string') {
    return `must be one of ${names.join(', ')}; is ${describeValue(value)}`;
  }
  return `there is no ${quote(value)}${didYouMean(value, names) || '.'} There are: ${names.join(', ')}`;
};

const missingMessage = (key: string, { properties = {} }: Schema, fault: unknown): string => {
  const choices = properties[key]?.enum;
  if (choices === undefined) return `${key} is missing`;
  const isCustom = typeof fault === 'object' && fault !== null && 'reply' in fault;
  return `${key} is missing; ${isCustom ? 'with a reply of your own it is custom' : `there are: ${choices.join(', ')}`}`;
};

const unknownKeyMessage = (key: string, { properties = {} }: Schema, suggests: boolean): string => {
  if (COUNTED_KEYS.includes(key)) return 'is counted here, not set; leave it out';
  const known = Object.keys(properties);
  return `unknown key${(suggests && didYouMean(key, known)) || '.'} There are: ${known.join(', ')}`;
};

/**
 * Describes an error of the schema of faults in words.
 *
 * @param suggests true to look for a similar key, which takes long if there are very many errors
 */
export const describeSchemaError = (error: ErrorObject<string, Record<string, string>>, suggests: boolean): string => {
  const { keyword, instancePath, params, data } = error;
  const schema = error.parentSchema as Schema;
  if (schema.enum !== undefined) return choiceMessage(schema.enum, data);
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return missingMessage(params['missingProperty'] as string, schema, data);
    case 'additionalProperties':
      return unknownKeyMessage(params['additionalProperty'] as string, schema, suggests);
    case 'propertyNames':
      return instancePath === '/reply' ? `must be ${EITHER}, not of both` : 'is no name of an HTTP header';
    case 'pattern':
      return 'must be without line breaks and other signs that HTTP headers cannot carry';
    case 'maxProperties':
      return 'must be one of fixed, uniform and log_normal, is several';
    case 'minProperties':
      return schema.maxProperties === undefined
        ? `must be a map of ${EITHER}, is empty`
        : 'must be one of fixed, uniform and log_normal, is none';
    default:
      return `must be ${expected(instancePath, schema, keyword)}, is ${isNameOfSecret(instancePath) ? HIDDEN : describeValue(data)}`;
  }
};
