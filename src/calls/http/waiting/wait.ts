import type { FastifyRequest } from 'fastify';
// An import, so that fake timers of a test in the same process do not stop the server.
import { clearTimeout, setTimeout } from 'node:timers';
import { abortListeners, disconnectListeners } from './listen-once.js';

/**
 * Holds a reply back. The wait ends early if the client disconnects or the server closes.
 *
 * @param ms milliseconds
 */
export const wait = (ms: number, { raw }: FastifyRequest, closing: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const listeners = [disconnectListeners(raw.socket), abortListeners(closing)];
    const end = () => {
      clearTimeout(timer);
      for (const each of listeners) each.delete(end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    for (const each of listeners) each.add(end);
    if (raw.socket.destroyed || closing.aborted) end();
  });
