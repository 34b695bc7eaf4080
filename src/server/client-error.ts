import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { currentReply } from './current-reply.js';

/** The status of a request that Node has given up, by the code of its error; any other is malformed. */
const STATUS_OF: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

/**
 * Answers a request that is no HTTP, or does not arrive in time, and closes its connection. Requests that came before it on
 * the connection are answered first.
 */
export const refuseClient = (error: Error & { code?: string }, socket: Socket): void => {
  const reply = currentReply(socket);
  if (reply?.req.complete === true) {
    // Nothing more is read, so there is one error at most.
    socket.pause();
    reply.once('finish', () => refuseClient(error, socket));
    return;
  }
  // A reply that has begun cannot be taken back.
  if (socket.writable && reply?.headersSent !== true) {
    const status = STATUS_OF[String(error.code)] ?? 400;
    socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }
  socket.destroy();
};
