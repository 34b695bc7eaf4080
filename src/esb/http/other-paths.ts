import type { FastifyPluginCallback, FastifyRequest } from 'fastify';
import type { CallOptions, Handler } from '../../calls/http/call-handler.js';
import { fixedHandler } from '../../calls/http/fixed-handler.js';
import type { Text } from '../../model/language.js';
import { inactiveChannel } from '../errors.js';
import { esbErrorEnvelope } from '../reply/envelope.js';
import { esbReader, gatewayToOther } from '../gateway.js';
import { CHANNEL_PREFIX, notFoundHandler } from './channel.js';

/** The ESB's prefix for components that its users add by themselves. No such component is ever active. */
const SELF_SERVICE_PREFIX = '/api/c/self-service-api';

/** The path and the query of a request target, which may be a whole address. */
const TARGET = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?/i;

const partsOf = (target: string): [path: string, query: string] => {
  const [, path = '', query = ''] = TARGET.exec(target) as RegExpExecArray;
  return [path, query];
};

const endsWithSlash = ({ url }: FastifyRequest): boolean => partsOf(url)[0].endsWith('/');

const NO_SLASH: Text = {
  en: 'the ESB has no such path without a slash at its end, and sends the client to the path with one',
  zh: 'ESB 没有末尾不带斜杠的这个路径，让客户端转到带斜杠的路径',
};

/** Django sends a client from a path without slash to the same path with one, if there is something. */
const redirectHandler = <B>(options: CallOptions<B>): Handler =>
  fixedHandler('esb', options, ({ originalUrl }, { reply, trace }) => {
    const [path, query] = partsOf(originalUrl);
    const location = `${path.replace(/\/{2,}/g, '/')}/${query}`;
    trace.why = NO_SLASH;
    reply.status = 301;
    reply.headers = { 'content-type': 'text/html; charset=utf-8', location };
    return undefined;
  });

const selfServiceHandler = <B>(options: CallOptions<B>): Handler =>
  fixedHandler('esb', options, (_request, { reply, trace }) => {
    const error = inactiveChannel();
    trace.code = error.code;
    trace.why = error.detail;
    reply.status = error.status;
    reply.body = esbErrorEnvelope(error, '');
    return undefined;
  });

/** The ESB's paths beside those of its components, as a Fastify plugin (contract section 2). They take any method. */
export const otherPaths =
  <B>(options: CallOptions<B>): FastifyPluginCallback =>
  (app, _options, done) => {
    const [redirect, notFound, selfService] = [
      redirectHandler(options),
      notFoundHandler(options, esbReader, gatewayToOther),
      selfServiceHandler(options),
    ];
    const withSlash =
      (handler: Handler): Handler =>
      (request, reply) =>
        (endsWithSlash(request) ? handler : redirect)(request, reply);
    app.all(CHANNEL_PREFIX, withSlash(notFound));
    app.all(SELF_SERVICE_PREFIX, withSlash(selfService));
    app.all(`${SELF_SERVICE_PREFIX}/*`, selfService);
    done();
  };
