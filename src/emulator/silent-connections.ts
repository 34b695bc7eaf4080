import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Remembers the connections of a server.
 *
 * @returns closes those that have sent nothing yet: Node does not count them among the idle ones
 */
export const trackSilentConnections = (server: Server): (() => void) => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  };
};
