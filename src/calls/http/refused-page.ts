import type { FastifyRequest } from 'fastify';
import { isAllowed } from '../../util/cors.js';
import { shownText } from '../../util/secrets/hide-secrets.js';

/**
 * Says that the page which sent a request is of an origin that may not call; undefined if it may, or if no page sent it.
 *
 * @param allowed the setting `cors`
 */
export const describeRefusedPage = ({ headers }: FastifyRequest, allowed: string): string | undefined => {
  const { origin, host } = headers;
  // A page that comes from the emulator itself also names its origin.
  if (origin === undefined || isAllowed(origin, allowed) || origin.replace(/^https?:\/\//, '') === host)
    return undefined;
  return (
    `the browser lets no page of ${shownText(origin)} read this reply: --cors allows ${allowed} alone; ` +
    `start with --cors ${shownText(origin)}, or --cors '*' for any`
  );
};
