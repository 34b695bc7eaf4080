import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance } from 'fastify';
import { allowOrigins } from '../util/cors.js';
import { sendSecurityHeaders } from '../util/security-headers.js';
import { sendNotFound } from '../esb/http/fixed-replies.js';
import { describeApi, type ApiDescription } from './document.js';

/**
 * The app of the documentation pages: `/docs`, `/openapi.json` and `/openapi.yaml`.
 *
 * @param origin the origin whose pages may read the document; `*` for any
 */
export const docsApp = async (description: ApiDescription, origin: string): Promise<FastifyInstance> => {
  const app = Fastify({
    // Fastify takes the timer from the globals, which fake timers of a test replace.
    pluginTimeout: 0,
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    exposeHeadRoutes: true,
  });
  app.setNotFoundHandler((_request, reply) => sendNotFound(reply));
  await sendSecurityHeaders(app);
  await allowOrigins(app, origin);
  await describeApi(app, description);
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  app.get('/openapi.yaml', { schema: { hide: true } }, (_request, reply) =>
    reply.type('application/yaml; charset=utf-8').send(app.swagger({ yaml: true })),
  );
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: 'bk-esb-emulator' },
    // The default layout has a bar to choose a document. There is only one.
    uiConfig: {
      layout: 'BaseLayout',
      docExpansion: 'full',
      tryItOutEnabled: true,
      defaultModelsExpandDepth: 0,
    },
  });
  await app.ready();
  return app;
};
