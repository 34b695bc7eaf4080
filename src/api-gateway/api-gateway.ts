import { DEFAULT_ACCOUNT } from '../api-server/check-headers.js';
import { JSON_TYPE } from '../api-server/reply-headers.js';
import { withQuery } from '../api-server/query.js';
import { cmdbPathOf, readCall, withBusiness, type AtCmdb, type CmdbCall } from '../api-server/read-call.js';
import { TOO_LARGE, type RawRequest } from '../calls/call-request.js';
import type { Component } from '../calls/component.js';
import type { Face, FaceReader } from '../calls/face.js';
import type { CmdbData } from '../cmdb/repository.js';
import { authenticate, checkPermission, claimedBy } from './authenticate.js';
import { readCredentials, type Credentials } from './credentials.js';
import { successEnvelope } from './envelope.js';
import { GatewayError } from './errors.js';
import { API_GATEWAY_FAULTS } from './faults.js';
import { refuseWith } from './refuse.js';
import { requestIdHeaders, uuidOf } from './request-id.js';

/** A call as the gateway and CMDB behind it read it. */
export interface GatewayCall extends CmdbCall {
  credentials: Credentials;
}

/** The path by which the gateway calls CMDB: without its own prefix, and without a slash at its end. */
const pathBehind = (target: string): string => cmdbPathOf(target).replace(/^(?:\/[^/]*){3}|\/$/g, '');

/** @throws GatewayError if the body is over the limit */
const readAtGateway = (rawRequest: RawRequest): GatewayCall => {
  if (rawRequest.body === TOO_LARGE) throw new GatewayError('bodyTooLarge');
  const header = rawRequest.headers['x-bkapi-authorization'];
  const call = readCall(rawRequest, pathBehind(rawRequest.url));
  return { ...call, credentials: readCredentials(header?.toString()) };
};

/** How the API gateway reads calls of other components than the emulator's, which may have parameters in the query. */
export const apiGatewayReader: FaceReader<GatewayCall> = {
  read: withQuery(readAtGateway),
  claimedBy: ({ credentials }, { auth, accounts }) => claimedBy(credentials, auth, accounts),
};

/** BlueKing's API gateway before CMDB as a way to call a component (contract section 9). */
export const apiGatewayTo = (component: Component<CmdbData> & AtCmdb): Face<CmdbData, GatewayCall> => ({
  name: 'api-gateway',
  component,
  read: (rawRequest) => withBusiness(readAtGateway(rawRequest), component),
  claimedBy: apiGatewayReader.claimedBy,
  authenticate: ({ credentials }, claimed, { auth, accounts }) => {
    const caller = authenticate(credentials, claimed, auth, accounts);
    if (auth === 'strict') checkPermission(component, caller.app, accounts);
    return caller;
  },
  // The gateway passes every call on.
  check: () => undefined,
  circumstances: (_state, { notJson }) => ({ contract: 'cmdb-3.14', supplierAccount: DEFAULT_ACCOUNT, notJson }),
  faultEffects: API_GATEWAY_FAULTS,
  succeed: ({ reply, trace }, { data, why }) => {
    reply.headers = JSON_TYPE;
    reply.body = successEnvelope(data);
    trace.code = 0;
    trace.why = why;
  },
  refuse: ({ request, reply, trace }, error) => refuseWith(error, request?.language ?? 'en', reply, trace),
  finish: ({ rawRequest, requestId, reply, trace }) => {
    if (trace.code === null) return;
    trace.requestId = uuidOf(requestId);
    reply.headers = { ...requestIdHeaders(trace.requestId, rawRequest.headers), ...reply.headers };
  },
});

/** The API gateway as a way to call a component that is none of the emulator's. */
export const apiGatewayToOther = (component: Component<CmdbData>): Face<CmdbData, GatewayCall> => {
  const face = apiGatewayTo({ ...component, cmdbPath: component.path });
  return {
    ...face,
    ...apiGatewayReader,
    component,
    circumstances: (state, call) => ({ ...face.circumstances(state, call), requestId: uuidOf(state.requestId) }),
  };
};
