import { stringify } from 'lossless-json';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { TOO_LARGE } from '../calls/call-request.js';
import { readBody } from '../calls/http/read-body.js';
import type { SandboxRegistry } from '../sandboxes/sandbox-registry.js';
import { allowOrigins } from '../util/cors.js';
import type { Log } from '../util/log.js';
import { sendSecurityHeaders } from '../util/security-headers.js';
import { checkAccess, type AccessRules } from './access.js';
import { addOperation } from './add-operation.js';
import { BodyGate } from './body-gate.js';
import { bodyTooLarge } from './body-too-large.js';
import { OPERATIONS } from './operations/index.js';
import { sendErrors } from './send-errors.js';
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

/** Builds the app of the control API. It is separate because its bodies, errors and limits differ from those of the ESB. */
export const controlApp = async (options: ControlOptions): Promise<FastifyInstance> => {
  const { sandboxes, access, cors, ready, closing, log } = options;
  const app = Fastify({
    // A name that is too long must reach the check of names, which reports it.
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength: 10_000 },
    exposeHeadRoutes: false,
    schemaErrorFormatter: explain,
    frameworkErrors: (error, _request, reply) =>
      void (reply as FastifyReply).code(400).send({ message: error.message }),
  });
  app.setValidatorCompiler(validators());
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', async ({ headers, routeOptions }: FastifyRequest, payload: IncomingMessage) => {
    const { bodyLimit } = routeOptions;
    const isTooLong = Number(headers['content-length']) > bodyLimit;
    const body = isTooLong ? TOO_LARGE : await readBody(payload, bodyLimit);
    if (body === TOO_LARGE) throw bodyTooLarge();
    return body;
  });
  // The parameters of a fault may be integers that JavaScript would round.
  app.setReplySerializer((value) => stringify(value) as string);
  sendErrors(app, log);
  await sendSecurityHeaders(app);
  if (access.token !== undefined) await allowOrigins(app, cors, ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
  app.decorateRequest('sentAs', undefined);
  app.addHook('onRequest', (request, _reply, done) => {
    checkAccess(access, request.headers);
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
