import type { Contract } from '../model/contract.js';
import type { Component, ComponentDocs, EnvelopeKey, Schema } from '../calls/component.js';
import { OFF_HINT } from '../calls/accounts/hints.js';
import { successKeys } from '../esb/reply/envelope-keys.js';
import type { Text } from '../model/language.js';
import { described } from '../util/json/described.js';
import type { FastifySchema } from 'fastify';
import * as esb from '../esb/errors.js';

/** Credentials of the documented requests, which are in the default data. */
export const EXAMPLE_CREDENTIALS = {
  bk_app_code: 'esb_test',
  bk_app_secret: 'xxx',
  bk_username: 'xxx',
  bk_token: 'xxx',
};
/** The tag of the components. */
export const ESB_TAG = { name: 'ESB', description: 'Components of CMDB (配置平台), through the ESB' };

/** Headers that the ESB reads, besides the one with credentials. */
const HEADERS = {
  type: 'object',
  properties: {
    'Blueking-Language': {
      type: 'string',
      ...described(
        "Language of CMDB's messages: absent or `en` is English, any other value Chinese.",
        'CMDB 错误信息的语言：不传或 `en` 为英文，其他值为中文。',
      ),
    },
    'X-Use-Test-Env': {
      type: 'string',
      ...described(
        'Asks for a test environment. There is none: any value but `0` and `false` is refused.',
        '请求测试环境；没有测试环境，因此除 `0` 和 `false` 外都会被拒绝。',
      ),
    },
  },
};

const PAGE =
  'A page, if the body is larger than the ESB reads, or if a form has more than 1,000 fields or no boundary. With ' +
  'credentials in the header, the reply is the component error (1306000) in place of the page.';

export const EXAMPLE_REQUEST_ID = 'e43da4ef221746868dc4c837d36f3807';

const example = (summary: string, value: unknown) => ({ summary, value });

const esbExample = (error: esb.EsbError, when: string): [string, unknown] => [
  `esb ${error.code}: ${when}`,
  example(when, {
    result: false,
    code: error.code,
    data: null,
    message: error.message,
    ...(error.traced ? { request_id: EXAMPLE_REQUEST_ID } : {}),
  }),
];

const successExample = (keys: readonly EnvelopeKey[], data: unknown) => {
  const values: Record<EnvelopeKey, unknown> = {
    result: true,
    code: 0,
    message: 'success',
    permission: null,
    request_id: EXAMPLE_REQUEST_ID,
    data,
  };
  return Object.fromEntries(keys.map((key) => [key, values[key]]));
};

const errorExamples = <B>(component: Component<B>, docs: ComponentDocs): Record<string, unknown> => ({
  ...Object.fromEntries(
    docs.refusals.map(({ code, message, when }) => [
      `cmdb ${code}`,
      example(when.en, { result: false, code, data: null, message, permission: null, request_id: EXAMPLE_REQUEST_ID }),
    ]),
  ),
  ...Object.fromEntries([
    esbExample(esb.brokenJson(false), 'the body is broken JSON'),
    esbExample(
      esb.credentialsRefused('APP Code [bk_app_code] cannot be empty', OFF_HINT),
      'a credential is missing or wrong',
    ),
    esbExample(esb.componentForbidden(component.name, component.system, OFF_HINT), 'the app lacks the permission'),
    esbExample(esb.brokenAuthorization(), 'the header `X-Bkapi-Authorization` is no JSON'),
    ...component.requiredByEsb.map((name) => esbExample(esb.parameterRequired(name), `${name} is missing`)),
    esbExample(esb.unverifiableJwt(), 'the header `X-Bkapi-JWT` is sent'),
    esbExample(esb.noTestEnvironment(), 'the header `X-Use-Test-Env` is set'),
  ]),
});

const json = (description: string, schema: Schema, examples: Record<string, unknown>) => ({
  description,
  content: { 'application/json': { schema, examples } },
});

const bare = (body: string) => ({ default: example('The reply', JSON.parse(body)) });

/** The prefix of a component's schemas: `list_process_instance` becomes `ListProcessInstance`. */
export const pascalCase = (name: string): string =>
  name.replace(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase());

const codes = ({ refusals }: ComponentDocs): Text => ({
  en: refusals.map(({ code, message, when }) => `- \`${code}\` ${message}: ${when.en}`).join('\n'),
  zh: refusals.map(({ code, message_zh, when }) => `- \`${code}\` ${message_zh}：${when.zh}`).join('\n'),
});

/** The texts of an operation in both languages. The console shows the extensions on its Chinese page. */
export const operationTexts = (summary: Text, description: Text) => ({
  summary: summary.en,
  'x-summary-zh': summary.zh,
  description: description.en,
  'x-description-zh': description.zh,
});

/** The operation of a component, as a Fastify route schema. */
export const operation = <B>(component: Component<B>, docs: ComponentDocs, contract: Contract): FastifySchema => {
  const name = pascalCase(component.name);
  const keys = successKeys(contract, component.documentedKeys);
  const refused = codes(docs);
  return {
    operationId: component.name,
    ...operationTexts(docs.summary, {
      en: `${docs.description.en}\n\nThe path may end with a slash, as in the documentation, or without.\n\nRefusals of the system behind:\n\n${refused.en}`,
      zh: `${docs.description.zh}\n\n路径末尾的斜杠可有可无，接口文档中带有斜杠。\n\n后端系统返回的错误：\n\n${refused.zh}`,
    }),
    tags: [ESB_TAG.name],
    security: [{}, { bkapiAuthorization: [] }, { signature: [] }],
    headers: HEADERS,
    body: {
      allOf: [{ $ref: 'Credentials#' }, { $ref: `${name}Parameters#` }],
      'x-examples': {
        documented: example('The documented request', { ...EXAMPLE_CREDENTIALS, ...docs.example.parameters }),
      },
    },
    response: {
      200: json(
        'The envelope. Errors come with this status too: `result` and `code` tell them.',
        { oneOf: [{ $ref: `${name}Reply#` }, { $ref: 'CmdbError#' }, { $ref: 'EsbError#' }] },
        {
          documented: example('The documented reply', successExample(keys, docs.example.data)),
          ...errorExamples(component, docs),
        },
      ),
      400: {
        description: PAGE,
        content: { 'text/html': { schema: { type: 'string' } } },
      },
      404: json('Another method, or another path.', { $ref: 'BareError#' }, bare(esb.NOT_FOUND_BODY)),
      500: json('The ESB failed.', { $ref: 'BareError#' }, bare(esb.INTERNAL_ERROR_BODY)),
    },
  };
};
