/** What Node's own server costs: it reads the request to its end, and sends a fixed string. */
import { createServer } from 'node:http';
import { body, headers, KEEP_ALIVE_MS, listening } from './reply.js';

const all = { ...headers, 'content-length': Buffer.byteLength(body) };
const server = createServer((request, response) => {
  request.on('data', () => undefined);
  request.on('end', () => response.writeHead(200, all).end(body));
});
server.keepAliveTimeout = KEEP_ALIVE_MS;
server.listen(listening);
