import type { Text } from '../../../model/language.ts';
import type { Schema } from '../views/try/json-value.ts';
import { ROOT } from './root.ts';
import { controlHeaders } from './control.ts';

/** A parameter in the path or the headers of an operation. */
export interface Parameter {
  name: string;
  in: 'path' | 'header' | 'query';
  required?: boolean;
  description?: string;
  'x-description-zh'?: string;
  example?: string;
}

/** An operation that can be tried: a component by one of its ways, or a stub. */
export interface Operation {
  id: string;
  /** `ESB`, `CMDB API`, `API gateway` or `stubs`. */
  group: string;
  method: string;
  /** Parameters of the path stand in braces. */
  path: string;
  summary: Text;
  description: Text;
  parameters: readonly Parameter[];
  /** The fields of the body, without credentials. */
  fields: Readonly<Record<string, Schema>>;
  required: readonly string[];
  /** Parameters that find something in the data. */
  example: Readonly<Record<string, unknown>>;
}

interface Described {
  operationId: string;
  tags: readonly string[];
  summary?: string;
  'x-summary-zh'?: string;
  description?: string;
  'x-description-zh'?: string;
  parameters?: readonly Parameter[];
  requestBody?: { content: Record<string, { schema: Schema; examples?: Record<string, { value: object }> }> };
}

interface Document {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}

const GROUPS = ['ESB', 'CMDB API', 'API gateway', 'stubs'];

/** The page sends credentials in their own header. */
const CREDENTIALS = '#/components/schemas/Credentials';
const CREDENTIAL_NAMES = ['bk_app_code', 'bk_app_secret', 'bk_username', 'bk_token', 'access_token'];
const CREDENTIAL_HEADER = 'X-Bkapi-Authorization';

const resolved = (schema: Schema, { components }: Document): Schema => {
  const { $ref } = schema;
  return $ref === undefined ? schema : (components.schemas[$ref.slice($ref.lastIndexOf('/') + 1)] ?? {});
};

const operationOf = (path: string, method: string, described: Described, document: Document): Operation => {
  const {
    operationId,
    tags,
    summary = '',
    'x-summary-zh': summaryZh = summary,
    parameters = [],
    requestBody,
  } = described;
  const media = requestBody?.content['application/json'];
  const schemas = (media?.schema.allOf ?? (media === undefined ? [] : [media.schema]))
    .filter(({ $ref }) => $ref !== CREDENTIALS)
    .map((schema) => resolved(schema, document));
  const fields = Object.fromEntries(schemas.flatMap(({ properties = {} }) => Object.entries(properties)));
  const example = Object.values(media?.examples ?? {})[0]?.value ?? {};
  return {
    id: operationId,
    group: tags[0] ?? '',
    method: method.toUpperCase(),
    path,
    summary: { en: summary, zh: summaryZh },
    description: descriptionOf(described),
    parameters: parameters.filter((one) => one.name !== CREDENTIAL_HEADER && one.in !== 'query'),
    fields: Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name, resolved(schema, document)])),
    required: schemas.flatMap(({ required = [] }) => required),
    example: Object.fromEntries(Object.entries(example).filter(([name]) => !CREDENTIAL_NAMES.includes(name))),
  };
};

/** The words about a part of the document; empty if nothing is. A stub has its own name in both languages. */
export const descriptionOf = ({
  description = '',
  'x-description-zh': zh = description,
}: Pick<Parameter, 'description' | 'x-description-zh'>): Text => ({ en: description, zh });

/** All operations of the sandbox that are no control, in the order of the document. */
export const operationsOf = (document: Document): Operation[] =>
  Object.entries(document.paths)
    .flatMap(([path, item]) =>
      Object.entries(item).map(([method, described]) => operationOf(path, method, described, document)),
    )
    .filter(({ group }) => GROUPS.includes(group))
    .sort((one, other) => GROUPS.indexOf(one.group) - GROUPS.indexOf(other.group));

/** Reads the OpenAPI document of the sandbox. */
export const loadOperations = async (signal: AbortSignal): Promise<Operation[]> => {
  const response = await fetch(`${ROOT}openapi.json`, { headers: controlHeaders(), signal });
  return operationsOf((await response.json()) as Document);
};
