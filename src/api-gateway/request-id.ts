import type { IncomingHttpHeaders } from 'node:http';

/** Writes 32 hexadecimal digits as a random UUID (version 4). */
export const uuidOf = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-');

/** A value that can be sent back in a header as it is. */
const GIVEN = /^[\w.:-]{1,128}$/;

/** The gateway's id of the request, and the caller's own, if it gives one. */
export const requestIdHeaders = (id: string, { 'x-request-id': given = '' }: IncomingHttpHeaders) => ({
  'x-bkapi-request-id': id,
  'x-request-id': GIVEN.test(given.toString()) ? given.toString() : id.replaceAll('-', ''),
});
