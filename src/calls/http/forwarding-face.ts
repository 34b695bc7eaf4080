import { NO_BODY } from './read-body.js';
import { pathOfTarget } from './path-of-target.js';
import type { CallRequest, RawRequest } from '../call-request.js';
import type { Face } from '../face.js';

const readWith = <R extends CallRequest>(read: (rawRequest: RawRequest) => R, rawRequest: RawRequest): R => {
  try {
    return read(rawRequest);
  } catch {
    // The upstream says so. Its caller and its parameters are not known.
    return read({ ...rawRequest, method: 'POST', url: pathOfTarget(rawRequest.url), headers: {}, body: NO_BODY });
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
  circumstances: ({ context: { contract } }) => ({ contract, supplierAccount: '0', notJson: undefined }),
});
