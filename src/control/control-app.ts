import { stringify } from 'lossless-json';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { TOO_LARGE } from '../calls/call-request.js';
import { readBody } from '../calls/http/read-body.js';
import { describeRefusedPage } from '../calls/http/refused-page.js';
import type { SandboxRegistry } from '../sandboxes/sandbox-registry.js';
import { badRequest, ControlError } from '../util/control-error.js';
import { allowOrigins } from '../util/cors.js';
import type { Log } from '../util/log.js';
import { sendSecurityHeaders } from '../util/security-headers.js';
import { checkAccess, type AccessRules } from './access.js';
import { addOperation } from './add-operation.js';
import { BodyGate } from './body/body-gate.js';
import { bodyTooLarge } from './body/body-too-large.js';
import { decompress } from './body/decompress.js';
import { toUtf8 } from './body/to-utf8.js';
import { OPERATIONS } from './operations/index.js';
import { sendErrors } from './send-errors.js';
import { sendControlError } from './send-control-error.js';
import { explain, validators } from './validate-request.js';

export interface ControlOptions {
  sandboxes: SandboxRegistry;
  access: AccessRules;
  /** Origin whose pages may control the emulator with a token; `*` for any. */
  cors: string;
  /** Settles when the data is loaded. Earlier requests wait for it. */
  ready: Promise<unknown>;
  /** Aborted when the server closes. */
  closing: AbortSignal;
  log: Log;
}

/** Takes the control token out of a query that may have it. */
const takeToken = ({ query, routeOptions }: FastifyRequest): string | undefined => {
  if (routeOptions.config.takesTokenInQuery !== true) return undefined;
  const { token } = query as { token?: string | string[] };
  delete (query as { token?: string }).token;
  return token?.toString();
};

/**
 * Says why a browser gets no leave for a page that asks for it. A page that may call has got its answer by now.
 *
 * @throws ControlError 403
 */
const checkPage = (request: FastifyRequest, { access, cors, log }: ControlOptions): void => {
  if (request.method !== 'OPTIONS' || access.token === undefined) return;
  const reason = describeRefusedPage(request, cors);
  if (reason === undefined) return;
  log.warn({ reason: reason.en }, 'a page of another origin is refused');
  throw new ControlError(403, { code: 'REQUEST_PAGE_REFUSED', reason });
};

/** Builds the app of the control API. It is separate because its bodies, errors and limits differ from those of the ESB. */
export const controlApp = async (options: ControlOptions): Promise<FastifyInstance> => {
  const { sandboxes, access, cors, ready, closing, log } = options;
  const app = Fastify({
    // Fastify takes the timer from the globals, which fake timers of a test replace.
    pluginTimeout: 0,
    // A name that is too long must reach the check of names, which reports it.
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength: 10_000 },
    exposeHeadRoutes: true,
    schemaErrorFormatter: explain,
    frameworkErrors: (error, _request, reply) =>
      void sendControlError(
        reply as FastifyReply,
        400,
        badRequest({ code: 'REQUEST_MALFORMED', reason: error.message }),
      ),
  });
  app.setValidatorCompiler(validators());
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', async (request: FastifyRequest, payload: IncomingMessage) => {
    const { headers, sentAs } = request;
    const { bodyLimit } = request.routeOptions;
    const isTooLong = Number(headers['content-length']) > bodyLimit;
    const body = isTooLong ? TOO_LARGE : await readBody(payload, bodyLimit);
    if (body === TOO_LARGE) throw bodyTooLarge();
    return toUtf8(await decompress(body, headers['content-encoding'], bodyLimit), sentAs);
  });
  // The parameters of a fault may be integers that JavaScript would round.
  app.setReplySerializer((value) => stringify(value) as string);
  sendErrors(app, log);
  await sendSecurityHeaders(app);
  if (access.token !== undefined) await allowOrigins(app, cors, ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
  app.decorateRequest('sentAs', undefined);
  app.addHook('onRequest', (request, _reply, done) => {
    checkPage(request, options);
    checkAccess(access, request.headers, takeToken(request));
    // Fastify would refuse a malformed content type. The operation decides how the body is read.
    request.sentAs = request.headers['content-type'];
    delete request.headers['content-type'];
    done();
  });
  const dependencies = { sandboxes, closing, ready, streams: { open: 0 }, bodies: new BodyGate(), log };
  for (const operation of OPERATIONS) addOperation(app, operation, dependencies);
  await app.ready();
  return app;
};
