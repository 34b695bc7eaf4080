import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyServerOptions } from 'fastify';
import { COMPONENTS } from './cmdb/index.js';
import type { CmdbData } from './cmdb/data.js';
import { allowOrigins } from './cors.js';
import { readBodies } from './esb/body.js';
import { channel, CHANNEL_PREFIX, contentDoesNotExist, failed } from './esb/channel.js';
import type { World } from './esb/gateway.js';
import { healthRoutes, type Readiness } from './health.js';

/** Room for the cookies of a browser that has visited many BlueKing apps; Node's own limit is 16 KiB. */
const MAX_HEADER_BYTES = 64 * 1024;

export interface AppOptions {
  world: World<CmdbData>;
  /** Settles once there is data to answer from. */
  ready: Promise<unknown>;
  readiness: () => Readiness;
  cors: string;
  /** Bytes of a request body. */
  bodyLimit: number;
  logger: NonNullable<FastifyServerOptions['logger']>;
  version: string;
}

/** The documentation is put together when somebody first looks at it: most runs never do, and it takes a while. */
const lazyDocs = (app: FastifyInstance, { world, cors, version }: AppOptions): void => {
  let docs: Promise<FastifyInstance> | undefined;
  const load = async (): Promise<FastifyInstance> => {
    const { docsApp } = await import('./openapi/docs.js');
    return docsApp({ components: COMPONENTS, contract: world.contract, version }, cors);
  };
  app.addHook('onClose', async () => (await docs)?.close());
  for (const url of ['/openapi.json', '/openapi.yaml', '/docs', '/docs/*']) {
    app.route({
      method: ['GET', 'HEAD', 'OPTIONS'],
      url,
      handler: async (request, reply) => {
        const served = await (docs ??= load());
        reply.hijack();
        served.routing(request.raw, reply.raw);
      },
    });
  }
};

/** The HTTP server, not yet listening: the ESB's channel, its documentation, and how the emulator is. */
export const buildApp = (options: AppOptions): FastifyInstance => {
  const { world, ready, readiness, cors, bodyLimit, logger } = options;
  const app = Fastify({
    logger,
    logController: new LogController({ disableRequestLogging: true }),
    // One logger serves all requests: a child of it for each would cost more than the request itself.
    childLoggerFactory: (parent) => parent,
    exposeHeadRoutes: false,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    // A path that cannot be decoded is a path that leads nowhere.
    frameworkErrors: (_error, _request, reply) => void contentDoesNotExist(reply as FastifyReply),
  });
  // Node keeps the first thousand or so, and drops the others without a word, Content-Length among them.
  app.server.maxHeadersCount = 0;
  readBodies(app, bodyLimit);
  app.setNotFoundHandler((_request, reply) => contentDoesNotExist(reply));
  app.setErrorHandler(failed);
  healthRoutes(app, readiness);
  lazyDocs(app, options);
  app.get('/', (_request, reply) => reply.redirect('/docs'));
  void app.register(
    async (scope) => {
      await allowOrigins(scope, cors);
      await scope.register(channel({ components: COMPONENTS, world, ready }));
    },
    { prefix: CHANNEL_PREFIX },
  );
  return app;
};
