import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import { COMPONENTS } from '../cmdb/components/index.js';
import type { CmdbData } from '../cmdb/repository.js';
import type { Contract } from '../model/contract.js';
import { sandboxNameOf, takeSandbox } from '../sandboxes/sandbox-name.js';
import { ControlError } from '../util/control-error.js';
import type { AccessRules } from '../control/access.js';
import { CONTROL_PREFIX } from '../control/operation.js';
import type { SandboxRegistry } from '../sandboxes/sandbox-registry.js';
import { Bodies, leaveBodies } from '../esb/request/body.js';
import {
  channel,
  CHANNEL_PREFIX,
  contentDoesNotExist,
  failed,
  lost,
  type ChannelOptions,
  type Handler,
} from '../esb/channel.js';
import { healthRoutes, type Readiness } from './health.js';
import type { Log } from '../util/log.js';

/** Room for the cookies of a browser that has visited many BlueKing apps; Node's own limit is 16 KiB. */
const MAX_HEADER_BYTES = 64 * 1024;

/** In place of what compiles schemas, which takes as long to load as all the rest of Fastify: no route has any. */
const UNUSED = Object as unknown as () => never;

export interface AppOptions {
  /** Asked once the app is built. */
  sandboxes: () => SandboxRegistry;
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
  log: Log;
  version: string;
}

/** What answers like the ESB where a request leads nowhere, or something goes wrong. */
const esbApp = (
  esb: ChannelOptions<CmdbData>,
  options: Pick<FastifyServerOptions, 'rewriteUrl'> = {},
): FastifyInstance => {
  const app = Fastify({
    ...options,
    exposeHeadRoutes: false,
    schemaController: { compilersFactory: { buildValidator: UNUSED, buildSerializer: UNUSED } },
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    // A path that cannot be decoded is a path that leads nowhere.
    frameworkErrors: (_error, _request, reply) => void contentDoesNotExist(reply as FastifyReply),
  });
  leaveBodies(app);
  app.setNotFoundHandler(lost(esb));
  app.setErrorHandler<FastifyError>((error, _request, reply) =>
    error instanceof ControlError
      ? reply.code(error.status).send({ message: error.message })
      : failed(error, reply, esb.log),
  );
  return app;
};

/**
 * Hands requests over to an app of its own, which is loaded when the first one comes: most runs never need it, and it
 * takes a while. Bodies are left to it.
 */
const handOver = (app: FastifyInstance, load: () => Promise<FastifyInstance>): Handler => {
  let loaded: Promise<FastifyInstance> | undefined;
  app.addHook('onClose', async () => (await loaded)?.close());
  return async (request, reply) => {
    reply.hijack();
    const other = await (loaded ??= load());
    other.routing(request.raw, reply.raw);
  };
};

const docsRoutes = (app: FastifyInstance, { contract, cors, version }: AppOptions): void => {
  const handler = handOver(app, async () => {
    const [{ docsApp }, control] = await Promise.all([
      import('../openapi/docs.js'),
      import('../control/describe-operations.js'),
    ]);
    return docsApp({ components: COMPONENTS, contract, version, others: control.DESCRIPTION }, cors);
  });
  for (const url of ['/openapi.json', '/openapi.yaml', '/docs', '/docs/*']) {
    app.route({ method: ['GET', 'HEAD', 'OPTIONS'], url, handler });
  }
};

const controlRoutes = (app: FastifyInstance, { sandboxes, access, cors, ready, closing, log }: AppOptions): void => {
  const handler = handOver(app, async () => {
    const { controlApp } = await import('../control/control-app.js');
    return controlApp({ sandboxes: sandboxes(), access, cors, ready, closing, log });
  });
  for (const url of [CONTROL_PREFIX, `${CONTROL_PREFIX}/*`]) app.all(url, handler);
};

/** The ESB's channel for pages of other origins. Other requests, which are nearly all, see nothing of it. */
const pagesOf = (app: FastifyInstance, cors: string, esb: ChannelOptions<CmdbData>): Handler =>
  handOver(app, async () => {
    const { allowOrigins } = await import('../util/cors.js');
    const pages = esbApp(esb);
    await pages.register(
      async (scope) => {
        await allowOrigins(scope, cors);
        await scope.register(channel(esb));
      },
      { prefix: CHANNEL_PREFIX },
    );
    await pages.ready();
    return pages;
  });

/** The HTTP server, not yet listening: the ESB's channel, its documentation, and how the emulator is. */
export const buildApp = (options: AppOptions): FastifyInstance => {
  const { sandboxes, ready, closing, readiness, bodyLimit, log } = options;
  const esb: ChannelOptions<CmdbData> = {
    components: COMPONENTS,
    contextOf: ({ raw }: FastifyRequest) => sandboxes().get(sandboxNameOf(raw)),
    ready,
    closing,
    bodies: new Bodies(),
    bodyLimit,
    log,
  };

  const app = esbApp(esb, { rewriteUrl: takeSandbox });
  // Node keeps the first thousand or so, and drops the others without a word, Content-Length among them.
  app.server.maxHeadersCount = 0;
  healthRoutes(app, readiness);
  docsRoutes(app, options);
  controlRoutes(app, options);
  app.get('/', (_request, reply) => reply.redirect('/docs'));
  // Browsers ask for it by themselves, and it is no request to the ESB.
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  void app.register(channel({ ...esb, pages: pagesOf(app, options.cors, esb) }), { prefix: CHANNEL_PREFIX });
  return app;
};
