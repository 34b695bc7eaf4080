import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * The reply that has its turn on a connection; undefined if the connection owes none. Node has no public way to tell a
 * request in flight from one that is still arriving, but keeps the reply at its socket, as its own `closeIdleConnections`
 * does.
 */
export const currentReply = (socket: Socket & { _httpMessage?: ServerResponse | null }): ServerResponse | undefined =>
  socket._httpMessage ?? undefined;
