import { Ajv } from 'ajv';
import type { FastifySchemaCompiler, FastifySchema } from 'fastify';
import { fileProblem } from '../fixtures/read/file-problem.js';
import { REQUEST_BODY } from '../fixtures/read/fixture-of-body.js';
import type { Message } from '../messages/message.js';
import { schemaError } from '../messages/serving/wrong-values.js';
import { invalidRequest, type ControlError } from '../util/control-error.js';
import { pointerKeys } from '../util/json/json-pointer.js';
import { pathText } from '../util/problem.js';
import { shownText } from '../util/secrets/hide-secrets.js';
import { nearest } from '../util/suggest.js';
import { CONTROL_SCHEMAS } from './schemas.js';

/** An error of a validator. */
interface SchemaProblem {
  keyword: string;
  instancePath: string;
  params: Readonly<Record<string, unknown>>;
  message?: string;
  /** The schema that contains the keyword. */
  parentSchema?: { properties?: object };
}

const OPTIONS = { allErrors: true, strict: false, verbose: true, validateFormats: false } as const;

/**
 * Compiles validators. Values of a query are text and are converted to the type of their schema. Values of a JSON body are
 * not converted.
 */
export const validators = (): FastifySchemaCompiler<FastifySchema> => {
  const ofText = new Ajv({ ...OPTIONS, coerceTypes: true });
  const ofJson = new Ajv(OPTIONS);
  for (const [id, schema] of Object.entries(CONTROL_SCHEMAS)) ofJson.addSchema({ $id: id, ...schema });
  return ({ schema, httpPart }) => (httpPart === 'body' ? ofJson : ofText).compile(schema);
};

const messageOf = (problem: SchemaProblem, isQuery: boolean): Message => {
  const { keyword, params, message = 'is wrong', parentSchema } = problem;
  const known = Object.keys(parentSchema?.properties ?? {});
  switch (keyword) {
    case 'additionalProperties': {
      const name = String(params['additionalProperty']);
      return {
        code: 'REQUEST_UNKNOWN_PARAMETER',
        name: shownText(name),
        meant: nearest(name, known),
        known,
        isQuery,
      };
    }
    case 'enum':
      return { code: 'REQUEST_NOT_A_CHOICE', choices: (params['allowedValues'] as unknown[]).map(String) };
    case 'minProperties':
      return { code: 'REQUEST_EMPTY', known };
    default:
      return {
        code: 'REQUEST_WRONG_VALUE',
        said: schemaError(message, keyword, String(params['limit'] ?? params['type'])),
      };
  }
};

/** The name of the query in problems. */
const QUERY = 'query';

/** Makes an error from the errors of a validator: 400 for a query, and 422 for a body that could be read. */
export const explain = (problems: readonly object[], part: string): ControlError => {
  const isQuery = part === 'querystring';
  const found = (problems as SchemaProblem[]).map((problem) =>
    fileProblem(
      isQuery ? QUERY : REQUEST_BODY,
      messageOf(problem, isQuery),
      pathText(pointerKeys(problem.instancePath)),
    ),
  );
  return invalidRequest(isQuery ? 400 : 422, found);
};
