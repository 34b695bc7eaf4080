/** What a Fastify server costs that does nothing: it parses the request with its own parser, and sends a fixed string. */
import fastify from 'fastify';
import { body, headers, listening } from './reply.js';

const app = fastify();
app.get('/readyz', () => 'ready');
app.post('/*', (_request, reply) => reply.headers(headers).send(body));
await app.listen(listening);
