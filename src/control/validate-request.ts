import { Ajv } from 'ajv';
import type { FastifySchemaCompiler, FastifySchema } from 'fastify';
import { shownText } from '../util/secrets/hide-secrets.js';
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

const inWords = (problem: SchemaProblem, isQuery: boolean): string => {
  const { keyword, instancePath, params, message = 'is wrong', parentSchema } = problem;
  const kind = isQuery ? 'query parameter ' : '';
  const name = instancePath.slice(1).replaceAll('/', '.');
  const subject = name === '' ? `the ${isQuery ? 'query' : 'body'}` : `${isQuery ? 'the ' : ''}${kind}${name}`;
  const known = Object.keys(parentSchema?.properties ?? {}).join(', ');
  switch (keyword) {
    case 'additionalProperties':
      return `there is no ${kind}"${shownText(String(params['additionalProperty']))}"; ${known === '' ? 'it takes none' : `there are: ${known}`}`;
    case 'enum':
      return `${subject} must be one of ${(params['allowedValues'] as unknown[]).join(', ')}`;
    case 'minProperties':
      return `${subject} is empty; it may have: ${known}`;
    default:
      return `${subject} ${message}`;
  }
};

/** Makes an error with a readable message from the errors of a validator. */
export const explain = (problems: readonly object[], part: string): Error =>
  new Error((problems as SchemaProblem[]).map((problem) => inWords(problem, part === 'querystring')).join('; '));
