import type { FastifyRequest } from 'fastify';

/**
 * Holds a reply back. The wait ends early if the client disconnects or the server closes.
 *
 * @param ms milliseconds
 * @returns whether the client is still connected
 */
export const wait = (ms: number, { raw }: FastifyRequest, closing: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const end = (isConnected: boolean) => {
      clearTimeout(timer);
      raw.socket.off('close', onDisconnect);
      closing.removeEventListener('abort', onTimeUp);
      resolve(isConnected);
    };
    const onDisconnect = () => end(false);
    const onTimeUp = () => end(true);
    const timer = setTimeout(onTimeUp, ms);
    // Any number of pipelined requests may wait on one connection, each with a listener.
    raw.socket.setMaxListeners(0);
    raw.socket.once('close', onDisconnect);
    closing.addEventListener('abort', onTimeUp);
    if (closing.aborted) onTimeUp();
  });
