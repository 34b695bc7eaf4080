import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyPluginCallback,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { COMPONENTS } from '../cmdb/components/index.js';
import { sendControlError } from '../control/send-control-error.js';
import { hasAccess, type AccessRules } from '../control/access.js';
import { CONTROL_PREFIX } from '../control/operation.js';
import { apiGateway, API_GATEWAY_PREFIX, otherGateways, OTHER_GATEWAYS_PREFIX } from '../api-gateway/routes.js';
import { apiServer, API_SERVER_PREFIX, type CmdbOptions } from '../api-server/routes.js';
import { channel, CHANNEL_PREFIX, notFoundHandler } from '../esb/http/channel.js';
import { decodeSlashes } from '../esb/http/decode-slashes.js';
import { esbReader, gatewayToOther } from '../esb/gateway.js';
import type { DescribedData } from '../openapi/docs.js';
import { otherPaths } from '../esb/http/other-paths.js';
import { sendInternalError, sendNotFound } from '../esb/http/fixed-replies.js';
import { leaveBodies } from '../calls/http/read-body.js';
import type { Contract } from '../model/contract.js';
import { STUB_METHODS } from '../model/stub.js';
import { sandboxNameOf, takeSandbox, targetBehindSandbox } from '../sandboxes/sandbox-name.js';
import type { SandboxRegistry } from '../sandboxes/sandbox-registry.js';
import { stubAnswerer } from '../stubs/stub-answerer.js';
import type { OtherAnswerer } from '../calls/http/other-answerer.js';
import type { CmdbData } from '../cmdb/repository.js';
import type { UpstreamMode } from '../model/upstream-mode.js';
import type { Upstream } from '../upstream/upstream.js';
import { upstreamAnswerer } from '../upstream/upstream-answerer.js';
import { ControlError } from '../util/control-error.js';
import { allowOrigins } from '../util/cors.js';
import type { Log } from '../util/log.js';
import { health, type Readiness } from './health.js';
import { refuseClient } from './client-error.js';
import { createHttpServer } from './http-server.js';
import { lateApp } from './late-app.js';
import { NO_SCHEMAS } from './no-schemas.js';
import { PLAIN_HEADERS } from './plain-headers.js';

export interface AppOptions {
  sandboxes: SandboxRegistry;
  /** The contract that the documentation shows. */
  contract: Contract;
  /** Resolves when the data is loaded. */
  ready: Promise<unknown>;
  /** Aborted when the server closes. */
  closing: AbortSignal;
  /** The rules of access to the control API. */
  access: AccessRules;
  readiness: () => Readiness;
  /** The origin of pages that may call the emulator; `*` for any. */
  cors: string;
  /** The largest request body, in bytes. */
  bodyLimit: number;
  /** Seconds in which a request must have arrived whole; 0 for any time. */
  requestTimeout: number;
  /** The live ESB behind the emulator; undefined if there is none. */
  upstream: { answers: Upstream; mode: UpstreamMode } | undefined;
  log: Log;
  version: string;
}

/**
 * The address of a path at the root, relative to the root's own address. A proxy may have taken a prefix from that, and the
 * root of a sandbox is `/@NAME`, with or without a slash.
 */
const relativeTo = (root: string, path: string): string => {
  const [, last] = /([^/?]*)(?:\?|$)/.exec(root) as RegExpExecArray;
  return last === '' ? path : `./${last}/${path}`;
};

/** The data that a request would find, described; nothing if the name of its sandbox is not valid. Makes no sandbox. */
const describedDataFor = (sandboxes: SandboxRegistry, { raw }: FastifyRequest): DescribedData => {
  try {
    const sandbox = sandboxes.find(sandboxNameOf(raw)) ?? sandboxes.default;
    return { ids: sandbox.exampleIds(), stubs: sandbox.stubs.all };
  } catch {
    return { ids: [], stubs: [] };
  }
};

const addDocs = (app: FastifyInstance, { sandboxes, contract, cors, version }: AppOptions): void => {
  const handler = lateApp(app, async () => {
    const [{ docsApp }, { OTHER_OPERATIONS }] = await Promise.all([
      import('../openapi/docs.js'),
      import('./other-operations.js'),
    ]);
    const description = { components: COMPONENTS, contract, version, others: OTHER_OPERATIONS };
    return docsApp(description, cors, (request) => describedDataFor(sandboxes, request));
  });
  for (const url of ['/openapi.json', '/openapi.yaml', '/docs', '/docs/*']) {
    app.route({ method: ['GET', 'HEAD', 'OPTIONS'], url, handler });
  }
};

/** The page to look at, and the way to it: whoever asks for HTML at the root gets it, and all others the documentation. */
const addConsole = (app: FastifyInstance): void => {
  const handler = lateApp(app, async () => {
    const { consoleApp } = await import('../console/console-app.js');
    return consoleApp();
  });
  const method = ['GET', 'HEAD'];
  for (const url of ['/console', '/console/*']) app.route({ method, url, handler });
  app.route({
    method,
    url: '/',
    handler: ({ originalUrl, headers }, reply) => {
      const page = headers.accept?.includes('text/html') === true ? 'console/' : 'docs/';
      return reply.headers(PLAIN_HEADERS).header('vary', 'accept').redirect(relativeTo(originalUrl, page));
    },
  });
  // Browsers ask for it by themselves. It is no request to the ESB.
  app.route({ method, url: '/favicon.ico', handler: (_request, reply) => reply.code(204).send() });
};

const addControl = (app: FastifyInstance, { sandboxes, access, cors, ready, closing, log }: AppOptions): void => {
  const handler = lateApp(app, async () => {
    const { controlApp } = await import('../control/control-app.js');
    return controlApp({ sandboxes, access, cors, ready, closing, log });
  });
  for (const url of [CONTROL_PREFIX, `${CONTROL_PREFIX}/*`]) app.all(url, handler);
};

/** Stubs come first, unless all calls are forwarded. */
const otherAnswerers = ({ sandboxes, upstream }: AppOptions): OtherAnswerer<CmdbData>[] => {
  const stubs = stubAnswerer(({ raw }) => sandboxes.get(sandboxNameOf(raw)).stubs);
  if (upstream === undefined) return [stubs];
  const forward = upstreamAnswerer(upstream.answers, ({ originalUrl }) => targetBehindSandbox(originalUrl));
  return upstream.mode === 'all' ? [forward] : [stubs, forward];
};

/** The HTTP server before it listens: the ESB, its documentation, the control API, and health. */
export const buildApp = (options: AppOptions): FastifyInstance => {
  const { sandboxes, ready, closing, access, readiness, cors, bodyLimit, requestTimeout, log } = options;
  const forwardsAll = options.upstream?.mode === 'all';
  // createEmulator throws the error of a failed load. Here it matters only to requests that wait for the data.
  ready.catch(() => undefined);
  const calls: CmdbOptions = {
    components: forwardsAll ? [] : COMPONENTS,
    others: otherAnswerers(options),
    contextOf: ({ raw }) => sandboxes.get(sandboxNameOf(raw)).context,
    ready,
    closing,
    bodyLimit,
    cors,
    log,
  };
  const app = Fastify({
    // Fastify takes the timer from the globals, which fake timers of a test replace.
    pluginTimeout: 0,
    rewriteUrl: (raw) => decodeSlashes(takeSandbox(raw)),
    exposeHeadRoutes: false,
    schemaController: NO_SCHEMAS,
    serverFactory: (answer) => createHttpServer(answer, requestTimeout),
    clientErrorHandler: refuseClient,
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    // The ESB has no component at a path that cannot be decoded.
    frameworkErrors: (_error, _request, reply) => void sendNotFound(reply as FastifyReply),
  });
  leaveBodies(app);
  app.setNotFoundHandler(notFoundHandler(calls, esbReader, gatewayToOther));
  app.setErrorHandler<FastifyError>((error, _request, reply) =>
    error instanceof ControlError ? sendControlError(reply, error.status, error) : sendInternalError(error, reply, log),
  );
  void app.register(health(readiness, cors, (headers) => hasAccess(access, headers)));
  addDocs(app, options);
  addConsole(app);
  addControl(app, options);
  if (!forwardsAll) void app.register(otherPaths(calls));
  const faces: [prefix: string, face: FastifyPluginCallback, methods: readonly string[]][] = [
    // The ESB has no other methods, whatever its stubs say.
    [CHANNEL_PREFIX, channel(calls), ['GET', 'POST']],
    [API_SERVER_PREFIX, apiServer(calls), STUB_METHODS],
    [API_GATEWAY_PREFIX, apiGateway(calls), STUB_METHODS],
    [OTHER_GATEWAYS_PREFIX, otherGateways(calls), STUB_METHODS],
  ];
  for (const [prefix, face, methods] of faces) {
    void app.register(
      async (scope) => {
        await allowOrigins(scope, cors, methods);
        await scope.register(face);
      },
      { prefix },
    );
  }
  return app;
};
