import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { currentReply } from './current-reply.js';

/** The open connections of a server. A server that stops closes those that Node does not count among the idle ones. */
export class Connections {
  readonly #open = new Set<Socket>();

  constructor(server: Server) {
    server.on('connection', (socket) => {
      this.#open.add(socket);
      socket.once('close', () => this.#open.delete(socket));
    });
  }

  /** Closes the connections that have sent nothing yet. */
  closeSilent(): void {
    for (const socket of this.#open) if (socket.bytesRead === 0) socket.destroy();
  }

  /** Closes the connections whose request has not arrived whole. */
  closeUnfinished(): void {
    for (const socket of this.#open) if (currentReply(socket)?.req.complete !== true) socket.destroy();
  }
}
