import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifySchema,
  type HTTPMethods,
} from 'fastify';
import { described } from '../util/json/described.js';
import type { Contract } from '../model/contract.js';
import { CHANNEL_PREFIX } from '../esb/http/channel.js';
import type { CmdbComponent } from '../cmdb/component.js';
import { successKeys } from '../esb/reply/envelope-keys.js';
import { FACE_TAGS, gatewayRoute, serverRoute } from './face-operations.js';
import { FACE_SCHEMAS, gatewayReply, serverReply } from './face-schemas.js';
import { ESB_TAG, operation, pascalCase } from './operation.js';
import { SHARED_SCHEMAS, successSchema } from './schemas.js';

type OpenApi = NonNullable<FastifyDynamicSwaggerOptions['openapi']>;

/** A group of operations beside the components, such as those of the control API. */
export interface OtherOperations {
  tag: { name: string; description: string };
  securitySchemes: Readonly<Record<string, NonNullable<NonNullable<OpenApi['components']>['securitySchemes']>[string]>>;
  /** Schemas that the routes refer to, by name. */
  schemas: Readonly<Record<string, object>>;
  routes: readonly { method: HTTPMethods; url: string; schema: FastifySchema }[];
}

export interface ApiDescription {
  components: readonly CmdbComponent[];
  contract: Contract;
  version: string;
  others: readonly OtherOperations[];
}

interface DescribedOperation {
  parameters?: { schema: { 'x-description-zh'?: unknown }; 'x-description-zh'?: unknown }[];
  requestBody?: { content: Record<string, { examples?: unknown }> };
  'x-body-examples'?: unknown;
}

type DescribedPaths = Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;

/**
 * Moves the examples of bodies to where OpenAPI has them. A route has them as `x-body-examples`, because the plugin drops
 * examples beside a reference to a schema.
 */
const placeBodyExamples = (paths: DescribedPaths): void => {
  for (const operation of Object.values(paths).flatMap((item) => Object.values(item))) {
    const { 'x-body-examples': examples, requestBody } = operation;
    if (examples === undefined || requestBody === undefined) continue;
    for (const media of Object.values(requestBody.content)) media.examples = examples;
    delete operation['x-body-examples'];
  }
};

/** Moves the Chinese descriptions of parameters beside the English ones. The plugin leaves them in the schema. */
const placeChinese = (paths: DescribedPaths): void => {
  for (const { parameters = [] } of Object.values(paths).flatMap((item) => Object.values(item))) {
    for (const parameter of parameters) {
      const { 'x-description-zh': text, ...schema } = parameter.schema;
      if (text !== undefined) Object.assign(parameter, { 'x-description-zh': text, schema });
    }
  }
};

/**
 * Registers the documentation on an app that serves nothing else. When the app is ready, `app.swagger()` returns the
 * OpenAPI document. The routes of the server have no schemas, because they neither validate nor serialise with them.
 */
export const describeApi = async (
  app: FastifyInstance,
  { components, contract, version, others }: ApiDescription,
): Promise<void> => {
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'BlueKing ESB: CMDB',
        version,
        description:
          'Components of the BlueKing (蓝鲸) ESB that give CMDB (配置平台) data, as bk-esb-emulator serves them ' +
          `under the contract \`${contract}\`.`,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: 'http://127.0.0.1:8000', description: 'An emulator as it starts' }],
      tags: [ESB_TAG, ...FACE_TAGS, ...others.map(({ tag }) => tag)],
      components: {
        securitySchemes: {
          ...Object.fromEntries(others.flatMap(({ securitySchemes }) => Object.entries(securitySchemes))),
          bkapiAuthorization: {
            type: 'apiKey',
            in: 'header',
            name: 'X-Bkapi-Authorization',
            description:
              'A JSON object with the credentials, in place of those in the body: `{"bk_app_code": …, ' +
              '"bk_app_secret": …, "bk_username": …}`, or `{"access_token": …}`.',
          },
          signature: {
            type: 'apiKey',
            in: 'query',
            name: 'bk_signature',
            description:
              'In place of the secret: base64(HMAC-SHA1(secret, METHOD + path + "?" + pairs)), the pairs being those ' +
              'of the query (`bk_nonce` and `bk_timestamp` among them), by name, joined by `&`. Of a POST, `data` is ' +
              "one of them: not the body, but the text that Python writes for its bytes, `b'…'`, as a live ESB hashes " +
              'it. So the signatures of the SDKs fail. `signature` is another name of it.',
          },
        },
      },
    },
    transformObject: (described) => {
      const { openapiObject: document } = described as Extract<typeof described, { openapiObject: object }>;
      placeBodyExamples(document.paths as DescribedPaths);
      placeChinese(document.paths as DescribedPaths);
      return document;
    },
    refResolver: { buildLocalReference: (schema) => schema.$id as string },
  });
  for (const schema of [...SHARED_SCHEMAS, ...FACE_SCHEMAS]) app.addSchema(schema);
  const documented = await Promise.all(
    components.map(async (component) => {
      const { describe } = await component.docs();
      return { component, docs: describe(contract), liveDocs: describe('cmdb-3.14') };
    }),
  );
  const shared = Object.fromEntries(documented.flatMap(({ docs }) => Object.entries(docs.schemas)));
  for (const [id, schema] of Object.entries(shared)) app.addSchema({ $id: id, ...schema });
  for (const { component, docs } of documented) {
    const name = pascalCase(component.name);
    app.addSchema({
      $id: `${name}Parameters`,
      ...described('Interface parameters (接口参数).', '接口参数。'),
      ...docs.parameters,
    });
    app.addSchema(successSchema(`${name}Reply`, successKeys(contract, component.documentedKeys), docs.data));
    // Linters refuse a trailing slash. The ESB accepts both forms, and the description says so.
    const url = CHANNEL_PREFIX + component.path.replace(/\/$/, '');
    app.post(url, { schema: operation(component, docs, contract) }, notServed);
  }
  for (const { component, liveDocs: docs } of documented) {
    const name = pascalCase(component.name);
    app.addSchema(serverReply(`ApiServer${name}Reply`, docs.data));
    app.addSchema(gatewayReply(`Gateway${name}Reply`, docs.data));
    for (const { url, schema } of [serverRoute(component, docs, name), gatewayRoute(component, docs, name)]) {
      app.post(url, { schema }, notServed);
    }
  }
  for (const { schemas, routes } of others) {
    for (const [id, schema] of Object.entries(schemas)) app.addSchema({ $id: id, ...schema });
    for (const route of routes) app.route({ ...route, handler: notServed });
  }
};

/** The routes are described, not served. */
const notServed = (_request: FastifyRequest, reply: FastifyReply): void => reply.callNotFound();

/** The name of a contract's document in `openapi/`. */
export const documentFile = (contract: Contract): string =>
  contract === 'documented' ? 'openapi.json' : `openapi.${contract}.json`;

/** The text of a contract's OpenAPI document. */
export const documentText = async (description: ApiDescription): Promise<string> => {
  const app = Fastify();
  await describeApi(app, description);
  await app.ready();
  const text = JSON.stringify(app.swagger(), null, 2);
  await app.close();
  return `${text}\n`;
};
