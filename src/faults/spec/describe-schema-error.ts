import type { ErrorObject } from 'ajv';
import { isMapPlace, type Wanted } from '../../messages/fault/values.js';
import type { Message } from '../../messages/message.js';
import { HIDDEN } from '../../util/secrets/hide-secrets.js';
import { isNameOfSecret } from '../../util/secrets/names-secret.js';
import { nearest } from '../../util/suggest.js';
import { faultValue, quote } from './fault-value.js';
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

/** Each number of the schema has a maximum, and a minimum of one of the two kinds. */
const wantedNumber = ({ type, minimum, exclusiveMinimum, maximum }: Schema): Wanted => ({
  kind: type === 'integer' ? 'integer' : 'number',
  minimum: minimum ?? null,
  above: exclusiveMinimum ?? null,
  maximum: maximum as number,
});

/** The expected kind of a value that is not a choice. */
const wantedAt = (place: string, schema: Schema, keyword: string): Wanted => {
  if (keyword === 'type' && isMapPlace(place)) return { kind: 'map', place };
  if (schema.type === 'string') return { kind: schema.minLength === undefined ? 'string' : 'filled string' };
  return wantedNumber(schema);
};

const choiceMessage = (allowed: readonly unknown[], value: unknown): Message => {
  const choices = allowed.map(String);
  return typeof value === 'string' && typeof allowed[0] === 'string'
    ? { code: 'FAULT_UNKNOWN_CHOICE', value: quote(value), meant: nearest(value, choices), choices }
    : { code: 'FAULT_NOT_A_CHOICE', choices, is: faultValue(value) };
};

const missingMessage = (key: string, { properties = {} }: Schema, fault: unknown): Message => {
  const choices = properties[key]?.enum?.map(String) ?? null;
  const isCustom = typeof fault === 'object' && fault !== null && 'reply' in fault;
  return { code: 'FAULT_MISSING_KEY', key, choices, isCustom };
};

const unknownKeyMessage = (key: string, { properties = {} }: Schema, suggests: boolean): Message => {
  if (COUNTED_KEYS.includes(key)) return { code: 'FAULT_COUNTED_KEY' };
  const known = Object.keys(properties);
  return { code: 'FAULT_UNKNOWN_KEY', meant: suggests ? nearest(key, known) : null, known };
};

/**
 * Describes an error of the schema of faults in words.
 *
 * @param suggests true to look for a similar key, which takes long if there are very many errors
 */
export const describeSchemaError = (error: ErrorObject<string, Record<string, string>>, suggests: boolean): Message => {
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
      return { code: instancePath === '/reply' ? 'FAULT_REPLY_OF_BOTH' : 'FAULT_HEADER_NAME' };
    case 'pattern':
      return { code: 'FAULT_HEADER_VALUE' };
    case 'maxProperties':
      return { code: 'FAULT_SEVERAL_LATENCIES' };
    case 'minProperties':
      return { code: schema.maxProperties === undefined ? 'FAULT_EMPTY_REPLY' : 'FAULT_NO_LATENCY' };
    default:
      return {
        code: 'FAULT_WRONG_VALUE',
        wanted: wantedAt(instancePath, schema, keyword),
        is: isNameOfSecret(instancePath) ? { type: 'plain', text: HIDDEN } : faultValue(data),
      };
  }
};
