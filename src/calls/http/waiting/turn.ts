import type { FastifyReply } from 'fastify';
import { disconnectListeners } from './listen-once.js';

/**
 * Waits for the turn of a reply to a pipelined request: until the replies before it are sent, or the client disconnects.
 * Node gives a reply the socket when it is its turn.
 */
export const turnOf = ({ request, raw: response }: FastifyReply): Promise<void> =>
  new Promise((resolve) => {
    const { socket } = request.raw;
    const listeners = disconnectListeners(socket);
    const end = () => {
      listeners.delete(end);
      resolve();
    };
    response.once('socket', end);
    listeners.add(end);
    if (socket.destroyed) end();
  });
