import type { Text } from '../../model/language.js';
import { NO_BODY } from './read-body.js';
import { pathOfTarget } from './path-of-target.js';
import type { CallRequest, RawRequest } from '../call-request.js';
import type { Face } from '../face.js';

const UNREADABLE: Text = { en: 'it cannot be read', zh: '无法读取' };

/** Requests that the face could not read. */
const UNREAD = new WeakSet<CallRequest>();

const readWith = <R extends CallRequest>(read: (rawRequest: RawRequest) => R, rawRequest: RawRequest): R => {
  try {
    return read(rawRequest);
  } catch {
    // The upstream says so. Its caller and its parameters are not known.
    const empty = { ...rawRequest, method: 'POST', url: pathOfTarget(rawRequest.url), headers: {}, body: NO_BODY };
    const unread = read(empty);
    UNREAD.add(unread);
    return unread;
  }
};

/**
 * A face for a component that another system answers. That system reads the request and checks its caller; this face has
 * the faults and the words of errors.
 */
export const forwardingFace = <B, R extends CallRequest>(face: Face<B, R>): Face<B, R> => ({
  ...face,
  read: (rawRequest) => readWith(face.read, rawRequest),
  authenticate: (_request, claimed) => claimed,
  check: () => undefined,
  circumstances: (state, request) => {
    const { notJson } = face.circumstances(state, request);
    // How contracts differ is no matter of the emulator's.
    state.trace.differences.length = 0;
    const { contract } = state.context;
    return { contract, supplierAccount: '0', notJson: UNREAD.has(request) ? UNREADABLE : notJson };
  },
});
