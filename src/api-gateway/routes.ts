import type { FastifyPluginCallback } from 'fastify';
import { pathOf, type CmdbOptions } from '../api-server/routes.js';
import { callHandler } from '../calls/http/call-handler.js';
import { unknownPathHandler, type UnknownPath } from '../calls/http/unknown-path-handler.js';
import { newRequestId } from '../calls/reply/request-id.js';
import { notFoundHandler } from '../esb/http/channel.js';
import type { CmdbComponent } from '../cmdb/component.js';
import type { CmdbData } from '../cmdb/repository.js';
import { apiGatewayReader, apiGatewayTo, apiGatewayToOther, type GatewayCall } from './api-gateway.js';
import { GatewayError } from './errors.js';
import { refuseWith } from './refuse.js';
import { requestIdHeaders, uuidOf } from './request-id.js';

/** The prefix of the gateway of CMDB. A stage such as `prod` follows it. */
export const API_GATEWAY_PREFIX = '/api/bk-cmdb';

/** The path of a component behind the gateway, for readers. */
export const gatewayPathOf = (component: CmdbComponent): string => `${API_GATEWAY_PREFIX}/{stage}${pathOf(component)}`;

const unknownPath = (components: readonly CmdbComponent[]): UnknownPath<CmdbData, GatewayCall> => ({
  face: 'api-gateway',
  reader: apiGatewayReader,
  emulated: components.map(gatewayPathOf),
  answer: ({ method, headers }, { reply, trace, path, why }) => {
    refuseWith(new GatewayError('notFound', { method, path }, why), 'en', reply, trace);
    trace.requestId = uuidOf(newRequestId());
    reply.headers = { ...reply.headers, ...requestIdHeaders(trace.requestId, headers) };
  },
});

/** BlueKing's API gateway before CMDB as a Fastify plugin. */
export const apiGateway =
  (options: CmdbOptions): FastifyPluginCallback =>
  (app, _options, done) => {
    for (const component of options.components) {
      // A parameter in the path of a resource is one segment.
      const url = gatewayPathOf(component).replace(/\{(\w+)\}/g, ':$1');
      app.post(url.slice(API_GATEWAY_PREFIX.length), callHandler(apiGatewayTo(component), options));
    }
    app.setNotFoundHandler(unknownPathHandler(unknownPath(options.components), apiGatewayToOther, options));
    done();
  };

/** All other gateways are below this. */
export const OTHER_GATEWAYS_PREFIX = '/api';

/** Gateways of other systems than CMDB, which have no emulated component. A live ESB has nothing there (contract section 1). */
export const otherGateways =
  (options: CmdbOptions): FastifyPluginCallback =>
  (app, _options, done) => {
    app.setNotFoundHandler(notFoundHandler(options, apiGatewayReader, apiGatewayToOther));
    done();
  };
