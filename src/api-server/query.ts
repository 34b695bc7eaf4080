import type { CallRequest, RawRequest } from '../calls/call-request.js';

/** The fields of a request target's query. */
const queryOf = (target: string): Record<string, string> => {
  const mark = target.indexOf('?');
  return mark === -1 ? {} : Object.fromEntries(new URLSearchParams(target.slice(mark + 1)));
};

/** Reads a request with the fields of its query as parameters, too. Those of the body count more. */
export const withQuery =
  <R extends CallRequest>(read: (rawRequest: RawRequest) => R) =>
  (rawRequest: RawRequest): R => {
    const request = read(rawRequest);
    return { ...request, params: { ...queryOf(rawRequest.url), ...request.params } };
  };
