import { createRequire } from 'node:module';
import { isDeepStrictEqual } from 'node:util';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type * as Ajv from 'ajv/dist/2020.js';
import { pointerKeys } from '../../util/json/json-pointer.js';
import { MOST_SHOWN } from '../../util/problem.js';
import { describeSchemaError } from './describe-schema-error.js';
import { FAULT_SCHEMA } from './fault-schema.js';
import type { SpecProblem } from './fault-spec-error.js';

const require = createRequire(import.meta.url);

let compiled: ValidateFunction | undefined;

/** Ajv is loaded for the first fault, because a start must not wait for it. */
const validator = (): ValidateFunction => {
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof Ajv;
  return new Ajv2020({ allErrors: true, verbose: true, strict: false, validateFormats: false }).compile(FAULT_SCHEMA);
};

type SchemaError = ErrorObject<string, Record<string, string>>;

/** The key that an error is about; undefined if it is about a value. */
const keyOf = ({ keyword, instancePath, params }: SchemaError): string | undefined =>
  keyword === 'propertyNames' && instancePath === '/reply/headers'
    ? params['propertyName']
    : params['additionalProperty'];

const problemOf = (error: SchemaError, index: number): SpecProblem => {
  const path = pointerKeys(error.instancePath);
  const key = keyOf(error);
  const message = describeSchemaError(error, index < MOST_SHOWN);
  return key === undefined ? { path, of: 'value', message } : { path: [...path, key], of: 'key', message };
};

const isSame = (one: SpecProblem, other: SpecProblem | undefined): boolean =>
  isDeepStrictEqual([one.message, one.path], [other?.message, other?.path]);

/** A component may also be none of the emulated ones. The message for those says enough. */
const OTHER_NAME = /\/anyOf(?:\/1|$)/;

/** Checks a fault against its schema: keys, types, bounds, choices. */
export const checkShape = (fault: unknown): SpecProblem[] => {
  compiled ??= validator();
  if (compiled(fault)) return [];
  // Ajv gives an error for the name of a property, and then one for `propertyNames`.
  const errors = (compiled.errors as SchemaError[]).filter(
    ({ propertyName, schemaPath }) => propertyName === undefined && !OTHER_NAME.test(schemaPath),
  );
  const problems = errors.map(problemOf);
  // A value of a wrong type is also none of the choices, and gives the same message for both.
  return problems.filter((problem, index) => !isSame(problem, problems[index - 1]));
};
