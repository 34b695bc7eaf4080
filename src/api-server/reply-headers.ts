import type { IncomingHttpHeaders } from 'node:http';

/** The header that carries the id of a request through the API gateway and CMDB, and back. */
const REQUEST_ID = 'x-bkapi-request-id';

/** An id that a caller gives. Other text could be a secret, and is not repeated. */
const GIVEN = /^[\w-]{1,64}$/;

/** The id that the caller gives, or a new one in the form of CMDB's. */
export const requestIdOf = (headers: IncomingHttpHeaders, fresh: string): string => {
  const given = headers[REQUEST_ID]?.toString() ?? '';
  return GIVEN.test(given) ? given : `cc0000${fresh.slice(0, 20)}`;
};

/** The content type of CMDB's replies, without a character set. */
export const JSON_TYPE = { 'content-type': 'application/json' } as const;

/** The headers of a reply of the API server. */
export const headersOf = (requestId: string): Record<string, string> => ({ ...JSON_TYPE, [REQUEST_ID]: requestId });
