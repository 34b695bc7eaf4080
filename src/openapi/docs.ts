import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { stringify } from 'yaml';
import { allowOrigins } from '../util/cors.js';
import { sendSecurityHeaders } from '../util/security-headers.js';
import { sendNotFound } from '../esb/http/fixed-replies.js';
import type { PlacedStub } from '../stubs/stub-component.js';
import type { ExampleIds } from '../model/example-ids.js';
import { withDataExamples } from './data-examples.js';
import { withStubs } from './stub-operations.js';
import { describeApi, type ApiDescription } from './document.js';

/**
 * Where pages redirect to. Addresses are relative, because a proxy may serve the emulator below a path of its own, and
 * because a sandbox has its name before the path. The page's own addresses are relative only if its path ends with a slash.
 */
const REDIRECTS: Readonly<Record<string, string>> = { '/docs': 'docs/', '/docs/static/index.html': '../' };

/** The way from the page to the console, which is beside it. The document itself does without: a copy of it has no console. */
const CONSOLE_LINK = 'The [console](../console/) shows the requests as they come, and the data.';

/** The part of the document that depends on the data of a sandbox. */
export interface DescribedData {
  /** Ids that are in the data, for the examples of the page. */
  ids: readonly ExampleIds[];
  stubs: readonly PlacedStub[];
}

/**
 * The app of the documentation pages: `/docs/`, `/openapi.json` and `/openapi.yaml`.
 *
 * @param origin the origin whose pages may read the document; `*` for any
 * @param dataFor describes the data that a request is for
 */
export const docsApp = async (
  description: ApiDescription,
  origin: string,
  dataFor: (request: FastifyRequest) => DescribedData,
): Promise<FastifyInstance> => {
  const app = Fastify({
    // Fastify takes the timer from the globals, which fake timers of a test replace.
    pluginTimeout: 0,
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    exposeHeadRoutes: true,
  });
  app.setNotFoundHandler((_request, reply) => sendNotFound(reply));
  await sendSecurityHeaders(app);
  await allowOrigins(app, origin);
  app.addHook('onRequest', async (request, reply) => {
    const target = REDIRECTS[request.url.split('?', 1)[0] as string];
    if (target !== undefined) await reply.redirect(target);
  });
  await describeApi(app, description);
  /** The document as it is served. @param root the emulator or its sandbox, relative to the document */
  const documentBelow = (root: string, { stubs }: DescribedData) => ({
    ...withStubs(app.swagger(), stubs),
    servers: [{ url: root, description: 'The emulator, or its sandbox, at the address of this document' }],
  });
  app.get('/openapi.json', { schema: { hide: true } }, (request) => documentBelow('.', dataFor(request)));
  app.get('/openapi.yaml', { schema: { hide: true } }, (request, reply) =>
    reply.type('application/yaml; charset=utf-8').send(stringify(documentBelow('.', dataFor(request)))),
  );
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: 'bk-esb-emulator' },
    // The default layout has a bar to choose a document. There is only one.
    uiConfig: {
      layout: 'BaseLayout',
      docExpansion: 'none',
      tryItOutEnabled: true,
      defaultModelsExpandDepth: 0,
    },
    transformSpecification: (_document, request) => {
      const data = dataFor(request);
      const { info, ...document } = documentBelow('..', data);
      const description = `${info.description}\n\n${CONSOLE_LINK}`;
      return withDataExamples({ ...document, info: { ...info, description } }, data.ids);
    },
    transformSpecificationClone: false,
  });
  await app.ready();
  return app;
};
