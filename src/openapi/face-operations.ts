import type { FastifySchema } from 'fastify';
import { gatewayErrorEnvelope } from '../api-gateway/envelope.js';
import { GatewayError, type GatewayErrorKind } from '../api-gateway/errors.js';
import { gatewayPathOf } from '../api-gateway/routes.js';
import { errorEnvelope } from '../api-server/envelope.js';
import { noMatchedRules, notAuthorized } from '../api-server/errors.js';
import { pathOf } from '../api-server/routes.js';
import type { ComponentDocs, Schema } from '../calls/component.js';
import type { CmdbComponent } from '../cmdb/component.js';
import { described } from '../util/json/described.js';
import { EXAMPLE_CREDENTIALS, operationTexts } from './operation.js';

/** The tags of the faces beside the ESB. */
export const FACE_TAGS = [
  { name: 'CMDB API', description: "CMDB's own API server: the same data by its own paths" },
  { name: 'API gateway', description: "BlueKing's API gateway before CMDB: the same data by the gateway's paths" },
];

const LANGUAGE = {
  'X-Bkcmdb-Language': {
    type: 'string',
    ...described(
      'Language of messages: `en` is English, anything else Chinese. `HTTP_BLUEKING_LANGUAGE` is read, too.',
      '错误信息的语言：`en` 为英文，其他值为中文。也读取 `HTTP_BLUEKING_LANGUAGE`。',
    ),
  },
};

/** The headers of CMDB's own API. They are no credentials: CMDB trusts them. */
const SERVER_HEADERS = {
  type: 'object',
  properties: {
    'X-Bkcmdb-User': {
      type: 'string',
      examples: ['admin'],
      ...described('Name of the user. `BK_User` is read as well.', '用户名。也读取 `BK_User`。'),
    },
    'X-Bkcmdb-Supplier-Account': {
      type: 'string',
      examples: ['0'],
      ...described(
        'Supplier account, mostly `0`. `HTTP_BK_SUPPLIER_ACCOUNT` is read as well.',
        '开发商账号，一般为 `0`。也读取 `HTTP_BK_SUPPLIER_ACCOUNT`。',
      ),
    },
    ...LANGUAGE,
  },
};

const GATEWAY_HEADERS = {
  type: 'object',
  properties: {
    'X-Bkapi-Authorization': {
      type: 'string',
      examples: [JSON.stringify(EXAMPLE_CREDENTIALS)],
      ...described(
        'A JSON object with the credentials: `{"bk_app_code": …, "bk_app_secret": …, "bk_username": …}`, or ' +
          '`{"access_token": …}`.',
        '认证信息的 JSON 对象：`{"bk_app_code": …, "bk_app_secret": …, "bk_username": …}`，或 `{"access_token": …}`。',
      ),
    },
    ...LANGUAGE,
  },
};

const BIZ_ID = { type: 'string', pattern: '^[0-9]+$', examples: ['1'], ...described('Business id.', '业务 ID。') };
const STAGE = {
  type: 'string',
  examples: ['prod'],
  ...described('Stage of the gateway. Any word will do.', '网关的环境。可以是任意单词。'),
};

type Fields = Record<string, Schema>;

/** The parameters that go in the body: all, or all but the business in the path. */
const bodyOf = ({ cmdbPath }: CmdbComponent, { parameters }: ComponentDocs): Schema => {
  const { properties, required = [] } = parameters as { properties: Fields; required?: string[] };
  if (!cmdbPath.endsWith('/')) return { type: 'object', properties, required };
  const fields = Object.fromEntries(Object.entries(properties).filter(([name]) => name !== 'bk_biz_id'));
  return { type: 'object', properties: fields, required: required.filter((name) => name !== 'bk_biz_id') };
};

const exampleOf = ({ cmdbPath }: CmdbComponent, { example }: ComponentDocs): Record<string, unknown> => {
  const { bk_biz_id, ...others } = example.parameters;
  return cmdbPath.endsWith('/') ? others : { bk_biz_id, ...others };
};

const json = (description: string, schema: Schema, examples: Record<string, unknown>) => ({
  description,
  content: {
    'application/json': {
      schema,
      examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { summary: name, value }])),
    },
  },
});

const parsed = (text: string): unknown => JSON.parse(text);

/** An operation as a route that is described. */
export interface FaceRoute {
  url: string;
  schema: FastifySchema;
}

const routeUrl = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/**
 * The operation of a component at CMDB's own API.
 *
 * @param name of the component in the names of schemas
 */
export const serverRoute = (component: CmdbComponent, docs: ComponentDocs, name: string): FaceRoute => ({
  url: routeUrl(pathOf(component)),
  schema: {
    operationId: `${component.name}_at_cmdb`,
    ...operationTexts(docs.summary, {
      en: `${docs.description.en}\n\nAs \`${component.name}\` of the ESB, at CMDB's own API server.`,
      zh: `${docs.description.zh}\n\n同 ESB 的 \`${component.name}\`，由 CMDB 自身的 API 服务提供。`,
    }),
    tags: ['CMDB API'],
    security: [],
    headers: SERVER_HEADERS,
    ...(component.cmdbPath.endsWith('/') ? { params: { type: 'object', properties: { bk_biz_id: BIZ_ID } } } : {}),
    body: {
      ...bodyOf(component, docs),
      'x-examples': { documented: { summary: 'The documented request', value: exampleOf(component, docs) } },
    },
    response: {
      200: json(
        'The envelope. Errors come with this status too: `result` and `bk_error_code` tell them.',
        { oneOf: [{ $ref: `ApiServer${name}Reply#` }, { $ref: 'ApiServerError#' }, { $ref: 'ApiServerRefusal#' }] },
        {
          'The documented reply': {
            result: true,
            bk_error_code: 0,
            bk_error_msg: 'success',
            permission: null,
            data: docs.example.data,
          },
          'No rule knows the path': parsed(errorEnvelope(noMatchedRules(), 'en')),
        },
      ),
      400: {
        description: "The sandbox's name is not valid. CMDB itself has no such status.",
        content: { 'application/json': { schema: { $ref: 'ControlError#' } } },
      },
      500: {
        description: 'The account or the user is missing, or CMDB cannot be reached. The text is JSON all the same.',
        content: {
          'text/plain': {
            schema: { type: 'string' },
            example: errorEnvelope(notAuthorized('owner_id', ''), 'en'),
          },
        },
      },
    },
  },
});

const gatewayResponse = (description: string, kind: GatewayErrorKind, fields: Record<string, string> = {}) =>
  json(
    description,
    { $ref: 'GatewayError#' },
    { [description]: parsed(gatewayErrorEnvelope(new GatewayError(kind, fields))) },
  );

const GATEWAY_RESPONSES = {
  400: gatewayResponse('A credential is missing or wrong.', 'invalidArguments', { reason: 'app code cannot be empty' }),
  403: gatewayResponse('The app lacks the permission.', 'appForbidden', { reason: 'no permission' }),
  404: gatewayResponse('Another method, or another path.', 'notFound', { method: 'GET', path: '/api/bk-cmdb/prod/' }),
  413: gatewayResponse('The body is larger than the emulator was told to read.', 'bodyTooLarge'),
  429: gatewayResponse('The app calls too often.', 'rateLimited'),
  500: gatewayResponse('The gateway failed.', 'internal'),
  502: gatewayResponse('CMDB refuses the connection.', 'badGateway'),
  504: gatewayResponse('CMDB does not answer.', 'timeout'),
};

/** The operation of a component behind the API gateway. */
export const gatewayRoute = (component: CmdbComponent, docs: ComponentDocs, name: string): FaceRoute => ({
  url: routeUrl(gatewayPathOf(component)),
  schema: {
    operationId: `${component.name}_by_gateway`,
    ...operationTexts(docs.summary, {
      en: `${docs.description.en}\n\nAs \`${component.name}\` of the ESB, behind BlueKing's API gateway.`,
      zh: `${docs.description.zh}\n\n同 ESB 的 \`${component.name}\`，经由蓝鲸 API 网关。`,
    }),
    tags: ['API gateway'],
    security: [],
    headers: GATEWAY_HEADERS,
    params: {
      type: 'object',
      properties: { stage: STAGE, ...(component.cmdbPath.endsWith('/') ? { bk_biz_id: BIZ_ID } : {}) },
    },
    body: {
      ...bodyOf(component, docs),
      'x-examples': { documented: { summary: 'The documented request', value: exampleOf(component, docs) } },
    },
    response: {
      200: json(
        'The envelope. Errors of CMDB come with this status too: `result` and `code` tell them.',
        { oneOf: [{ $ref: `Gateway${name}Reply#` }, { $ref: 'GatewayCmdbError#' }, { $ref: 'ApiServerRefusal#' }] },
        {
          'The documented reply': {
            result: true,
            permission: null,
            data: docs.example.data,
            code: 0,
            message: 'success',
          },
          "The API server's own refusal": parsed(errorEnvelope(noMatchedRules(), 'en')),
        },
      ),
      ...GATEWAY_RESPONSES,
    },
  },
});
