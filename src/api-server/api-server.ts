import type { Face, FaceReader } from '../calls/face.js';
import type { Component } from '../calls/component.js';
import type { CmdbData } from '../cmdb/repository.js';
import { callerOf, checkHeaders, supplierAccountOf } from './check-headers.js';
import { successEnvelope } from './envelope.js';
import { noMatchedRules } from './errors.js';
import { API_SERVER_FAULTS } from './faults.js';
import { cmdbPathOf, readCall, withBusiness, type AtCmdb, type CmdbCall } from './read-call.js';
import { withQuery } from './query.js';
import { asBackendError, refuseWith } from './refuse.js';
import { headersOf, requestIdOf } from './reply-headers.js';

/** How CMDB's own API server reads calls of other components than the emulator's, which may have parameters in the query. */
export const apiServerReader: FaceReader<CmdbCall> = {
  read: withQuery((rawRequest) => readCall(rawRequest, cmdbPathOf(rawRequest.url))),
  claimedBy: ({ headers }) => callerOf(headers),
};

/** CMDB's own API server as a way to call a component (contract section 9). */
export const apiServerTo = (component: Component<CmdbData> & AtCmdb): Face<CmdbData, CmdbCall> => ({
  name: 'api-server',
  component,
  read: (rawRequest) => withBusiness(readCall(rawRequest, cmdbPathOf(rawRequest.url)), component),
  claimedBy: apiServerReader.claimedBy,
  authenticate: ({ headers }, claimed, { auth }) => {
    checkHeaders(headers, auth);
    return claimed;
  },
  check: ({ path }) => {
    // The rules of CMDB's authorisation name this path without a slash at its end.
    if (path.endsWith('/') && !component.cmdbPath.endsWith('/')) {
      throw noMatchedRules({ en: 'the path ends with a slash', zh: '路径末尾有斜杠' });
    }
  },
  circumstances: (_state, { headers, notJson }) => ({
    contract: 'cmdb-3.14',
    supplierAccount: supplierAccountOf(headers),
    notJson,
  }),
  faultEffects: API_SERVER_FAULTS,
  succeed: ({ reply, trace }, { data, why }) => {
    reply.body = successEnvelope(data);
    trace.code = 0;
    trace.why = why;
  },
  refuse: ({ request, reply, trace }, error) => {
    // Reading a call never fails, so that there is a request.
    refuseWith(asBackendError(error), (request as CmdbCall).language, reply, trace);
  },
  finish: ({ rawRequest, requestId, reply, trace }) => {
    // A reply that a fault has made comes from elsewhere.
    if (trace.code === null) return;
    trace.requestId = requestIdOf(rawRequest.headers, requestId);
    reply.headers = { ...headersOf(trace.requestId), ...reply.headers };
  },
});

/** CMDB's own API server as a way to call a component that is none of the emulator's. It may have any path and method. */
export const apiServerToOther = (component: Component<CmdbData>): Face<CmdbData, CmdbCall> => {
  const face = apiServerTo({ ...component, cmdbPath: component.path });
  return {
    ...face,
    ...apiServerReader,
    component,
    check: () => undefined,
    circumstances: (state, call) => ({
      ...face.circumstances(state, call),
      requestId: requestIdOf(call.headers, state.requestId),
    }),
  };
};
