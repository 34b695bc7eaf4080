import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import http from 'node:http';
import { received } from '../received.js';

/**
 * The three ways to call the components, for the tests of contract section 9. The paths and the envelopes are written out here,
 * so that an error in the source is not repeated.
 */

export const FACES = ['esb', 'api-server', 'api-gateway'] as const;
export type Face = (typeof FACES)[number];
/** The faces beside the ESB. */
export const CMDB_FACES = ['api-server', 'api-gateway'] as const;

export const LPI = 'list_process_instance';
export const LSI = 'list_service_instance_by_set_template';
export const LISTED = 'list_service_instance';
export const DETAILS = 'list_process_detail_by_ids';

const PROC = '/api/v3/findmany/proc';
const CMDB_PATHS: Readonly<Record<string, string>> = {
  [LPI]: `${PROC}/process_instance`,
  [LSI]: `${PROC}/service/set_template/list_service_instance/biz/`,
  [LISTED]: `${PROC}/service_instance`,
  [DETAILS]: `${PROC}/process_instance/detail/biz/`,
};

export const APP = { bk_app_code: 'suite', bk_app_secret: 'suite-secret', bk_username: 'admin' } as const;

export interface Request {
  method?: string;
  path: string;
  headers?: http.OutgoingHttpHeaders;
  body?: string | Buffer;
}

export interface Reply {
  status: number;
  type: string | undefined;
  headers: http.IncomingHttpHeaders;
  text: string;
  /** The text as JSON; undefined if it is none. */
  json: Record<string, unknown> | undefined;
}

const parse = (text: string): Record<string, unknown> | undefined => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};

/** Sends a request as it is, over a connection of its own. */
export const send = async (
  url: string,
  { method = 'POST', path, headers = {}, body = '' }: Request,
): Promise<Reply> => {
  const { hostname, port } = new URL(url);
  const length = { 'Content-Length': Buffer.byteLength(body) };
  const outgoing = http.request({ hostname, port, method, path, agent: false, headers: { ...length, ...headers } });
  outgoing.end(body);
  const reply = await received(outgoing);
  return { ...reply, type: reply.headers['content-type'], json: parse(reply.text) };
};

export type Params = Readonly<Record<string, unknown>>;

/** The path of a component, and the parameters that go in the body. */
export const cmdbCall = (component: string, { bk_biz_id, ...others }: Params): { path: string; params: Params } => {
  const path = CMDB_PATHS[component] as string;
  if (path.endsWith('/')) return { path: path + String(bk_biz_id), params: others };
  return { path, params: bk_biz_id === undefined ? others : { bk_biz_id, ...others } };
};

/** The header in which the API gateway takes credentials. */
export const authorization = (credentials: unknown): http.OutgoingHttpHeaders => ({
  'X-Bkapi-Authorization': typeof credentials === 'string' ? credentials : JSON.stringify(credentials),
});

export const CMDB_HEADERS = { 'X-Bkcmdb-User': 'admin', 'X-Bkcmdb-Supplier-Account': '0' } as const;

/** The same question as each face takes it, in English. */
export const requestTo = (face: Face, component: string, params: Params, stage = 'prod'): Request => {
  if (face === 'esb') {
    return {
      path: `/api/c/compapi/v2/cc/${component}/`,
      headers: { 'Blueking-Language': 'en' },
      body: JSON.stringify({ ...APP, ...params }),
    };
  }
  const { path, params: rest } = cmdbCall(component, params);
  const body = JSON.stringify(rest);
  const language = { 'X-Bkcmdb-Language': 'en' };
  return face === 'api-server'
    ? { path, headers: { ...CMDB_HEADERS, ...language }, body }
    : { path: `/api/bk-cmdb/${stage}${path}`, headers: { ...authorization(APP), ...language }, body };
};

/** What a reply says, whatever the names of its keys. */
export const meaningOf = ({ json = {} }: Reply) => ({
  result: json['result'],
  code: json['code'] ?? json['bk_error_code'],
  message: json['message'] ?? json['bk_error_msg'],
  permission: json['permission'],
  data: json['data'] ?? null,
});

/** The envelope of a refusal by the API gateway itself. */
export const gatewayError = (code: number, name: string, message: string) => ({
  code,
  data: null,
  code_name: name,
  message,
  result: false,
});

export const invalidArguments = (reason: string) =>
  gatewayError(1640001, 'INVALID_ARGS', `Parameters error [reason="${reason}"]`);

type Operation = { responses: Record<string, { content?: Record<string, { schema: object }> }> };

interface Document {
  components: object;
  paths: Record<string, Record<string, Operation>>;
}

/** The paths of a document that have parameters match any segment in their place. */
const matcher = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\\{\w+\\}|\{\w+\}/g, '[^/]+')}/?$`);

/**
 * Compares replies with the OpenAPI document that an emulator serves.
 *
 * @returns a function that gives the problems of a reply; empty if there are none
 */
export const validator = async (url: string): Promise<(request: Request, reply: Reply) => string[]> => {
  const document = (await send(url, { method: 'GET', path: '/openapi.json' })).json as unknown as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  const validators = new Map<object, ValidateFunction>();
  const compile = (schema: object): ValidateFunction => {
    const validate = validators.get(schema) ?? ajv.compile({ components: document.components, allOf: [schema] });
    validators.set(schema, validate);
    return validate;
  };
  const operationAt = (method: string, path: string): Operation | undefined =>
    (document.paths[path] ?? Object.entries(document.paths).find(([pattern]) => matcher(pattern).test(path))?.[1])?.[
      method.toLowerCase()
    ];
  return ({ method = 'POST', path }, { status, type = '', text, json }) => {
    const operation = operationAt(method, path.split('?')[0] as string);
    if (operation === undefined) return [`no such operation: ${method} ${path}`];
    const response = operation.responses[status];
    if (response !== undefined && response.content === undefined && text === '') return [];
    const schema = response?.content?.[type.split(';')[0] as string]?.schema;
    if (schema === undefined) return [`no such reply: ${method} ${path} ${status} ${type}`];
    const validate = compile(schema);
    validate(type.startsWith('text/') ? text : json);
    return (validate.errors ?? []).map(
      ({ instancePath, message = '' }) => `${path} ${status} ${instancePath} ${message}`,
    );
  };
};
