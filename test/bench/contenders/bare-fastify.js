/** A Fastify server that looks nothing up: it parses the JSON and sends a fixed string. */
import fastify from 'fastify';
import { input, listening } from './input.js';

const { headers, text } = input;

const app = fastify();
app.get('/readyz', () => 'ready');
app.post('/*', (_request, reply) => reply.headers(headers).send(text));
await app.listen(listening);
