import type { FastifyPluginCallback } from 'fastify';
import { callHandler, type CallOptions } from '../calls/http/call-handler.js';
import { unknownPathHandler, type UnknownPath } from '../calls/http/unknown-path-handler.js';
import { newRequestId } from '../calls/reply/request-id.js';
import type { CmdbComponent } from '../cmdb/component.js';
import type { CmdbData } from '../cmdb/repository.js';
import { apiServerReader, apiServerTo, apiServerToOther } from './api-server.js';
import { checkHeaders } from './check-headers.js';
import { noMatchedRules } from './errors.js';
import { readLanguage } from './headers.js';
import type { CmdbCall } from './read-call.js';
import { asBackendError, refuseWith } from './refuse.js';
import { headersOf, requestIdOf } from './reply-headers.js';

export interface CmdbOptions extends CallOptions<CmdbData> {
  components: readonly CmdbComponent[];
}

/** The prefix of all paths of CMDB's own API. */
export const API_SERVER_PREFIX = '/api/v3';

/** The path of a component at CMDB's own API, for readers. */
export const pathOf = ({ cmdbPath }: CmdbComponent): string =>
  cmdbPath.endsWith('/') ? `${cmdbPath}{bk_biz_id}` : cmdbPath;

/** No rule of CMDB's authorisation knows such a path. The headers are checked first. */
const unknownPath = (components: readonly CmdbComponent[]): UnknownPath<CmdbData, CmdbCall> => ({
  face: 'api-server',
  reader: apiServerReader,
  emulated: components.map(pathOf),
  answer: ({ headers }, { reply, trace, why }, { auth }) => {
    trace.requestId = requestIdOf(headers, newRequestId());
    try {
      checkHeaders(headers, auth);
      throw noMatchedRules(why);
    } catch (error) {
      refuseWith(asBackendError(error), readLanguage(headers), reply, trace);
    }
    reply.headers = { ...headersOf(trace.requestId), ...reply.headers };
  },
});

/** CMDB's own API server as a Fastify plugin. */
export const apiServer =
  (options: CmdbOptions): FastifyPluginCallback =>
  (app, _options, done) => {
    for (const component of options.components) {
      // Anything may follow in place of the business. CMDB says what it makes of that.
      const url = pathOf(component).replace('{bk_biz_id}', '*');
      app.post(url.slice(API_SERVER_PREFIX.length), callHandler(apiServerTo(component), options));
    }
    app.setNotFoundHandler(unknownPathHandler(unknownPath(options.components), apiServerToOther, options));
    done();
  };
