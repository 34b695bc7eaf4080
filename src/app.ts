import Fastify, {
  LogController,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  type RouteHandlerMethod,
} from 'fastify';
import { COMPONENTS } from './cmdb/index.js';
import type { Contract } from './contract.js';
import { allowOrigins } from './cors.js';
import { readBodies } from './esb/body.js';
import { sandboxNameOf, takeSandbox } from './control/address.js';
import { ControlError } from './control/errors.js';
import type { AccessRules } from './control/http/access.js';
import { CONTROL_PREFIX } from './control/http/operation.js';
import type { Sandboxes } from './control/sandboxes.js';
import { channel, CHANNEL_PREFIX, contentDoesNotExist, failed, lost } from './esb/channel.js';
import { healthRoutes, type Readiness } from './health.js';

/** Room for the cookies of a browser that has visited many BlueKing apps; Node's own limit is 16 KiB. */
const MAX_HEADER_BYTES = 64 * 1024;

export interface AppOptions {
  /** Asked once the app is built. */
  sandboxes: () => Sandboxes;
  /** Of the documentation. */
  contract: Contract;
  /** Settles once there is data to answer from. */
  ready: Promise<unknown>;
  /** Aborted when the server is to be closed. */
  closing: AbortSignal;
  /** Who may control the emulator. */
  access: AccessRules;
  readiness: () => Readiness;
  cors: string;
  /** Bytes of a request body. */
  bodyLimit: number;
  logger: NonNullable<FastifyServerOptions['logger']>;
  version: string;
}

/** The documentation is put together when somebody first looks at it: most runs never do, and it takes a while. */
const lazyDocs = (app: FastifyInstance, { contract, cors, version }: AppOptions): void => {
  let docs: Promise<FastifyInstance> | undefined;
  const load = async (): Promise<FastifyInstance> => {
    const [{ docsApp }, control] = await Promise.all([
      import('./openapi/docs.js'),
      import('./control/http/describe.js'),
    ]);
    return docsApp({ components: COMPONENTS, contract, version, others: control.DESCRIPTION }, cors);
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

/** What controls the emulator is loaded when it is first asked for. It reads bodies itself, and so is given raw requests. */
const lazyControl = (
  app: FastifyInstance,
  { sandboxes, access, cors, ready, closing }: AppOptions,
  handler: RouteHandlerMethod,
): void => {
  let control: Promise<FastifyInstance> | undefined;
  const load = async (): Promise<FastifyInstance> => {
    const { controlApp } = await import('./control/http/control-app.js');
    return controlApp({ sandboxes: sandboxes(), access, cors, ready, closing, log: app.log });
  };
  app.addHook('onClose', async () => (await control)?.close());
  for (const url of [CONTROL_PREFIX, `${CONTROL_PREFIX}/*`]) {
    app.all(url, {
      onRequest: async (request, reply) => {
        reply.hijack();
        (await (control ??= load())).routing(request.raw, reply.raw);
      },
      // It is never asked: the request has been handed over by then.
      handler,
    });
  }
};

/** The HTTP server, not yet listening: the ESB's channel, its documentation, and how the emulator is. */
export const buildApp = (options: AppOptions): FastifyInstance => {
  const { sandboxes, ready, closing, readiness, cors, bodyLimit, logger } = options;
  const esb = {
    components: COMPONENTS,
    worldOf: ({ raw }: FastifyRequest) => sandboxes().get(sandboxNameOf(raw)),
    ready,
    closing,
  };
  const app = Fastify({
    logger,
    logController: new LogController({ disableRequestLogging: true }),
    // One logger serves all requests: a child of it for each would cost more than the request itself.
    childLoggerFactory: (parent) => parent,
    exposeHeadRoutes: false,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    rewriteUrl: takeSandbox,
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    // A path that cannot be decoded is a path that leads nowhere.
    frameworkErrors: (_error, _request, reply) => void contentDoesNotExist(reply as FastifyReply),
  });
  // Node keeps the first thousand or so, and drops the others without a word, Content-Length among them.
  app.server.maxHeadersCount = 0;
  readBodies(app, bodyLimit);
  app.setNotFoundHandler(lost(esb));
  app.setErrorHandler<FastifyError>((error, request, reply) =>
    error instanceof ControlError
      ? reply.code(error.status).send({ message: error.message })
      : failed(error, request, reply),
  );
  healthRoutes(app, readiness);
  lazyDocs(app, options);
  lazyControl(app, options, lost(esb));
  app.get('/', (_request, reply) => reply.redirect('/docs'));
  // Browsers ask for it by themselves, and it is no request to the ESB.
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  void app.register(
    async (scope) => {
      await allowOrigins(scope, cors);
      await scope.register(channel(esb));
    },
    { prefix: CHANNEL_PREFIX },
  );
  return app;
};
