import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { EmulatorParts } from './assemble.js';

/** How often connections that have become idle are closed, in milliseconds. */
const SWEEP_MS = 20;

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

/** Stops an emulator. Requests in flight are answered first. */
export const shutDown = async (parts: EmulatorParts): Promise<void> => {
  const { app, store, loader, sandboxes, closing, closeSilentConnections } = parts;
  closing.abort();
  // The server waits for keep-alive connections, which become idle when their request is answered.
  const sweep = setInterval(() => {
    app.server.closeIdleConnections();
    closeSilentConnections();
  }, SWEEP_MS);
  await Promise.all([app.close(), loader.stop()]);
  clearInterval(sweep);
  sandboxes.close();
  store.close();
};
