/** What the bare servers are started with: `node SERVER.js PORT REPLY_FILE`, a file with `{ "headers": {…}, "body": "…" }`. */
import { readFileSync } from 'node:fs';

const [port, file] = process.argv.slice(2);

export const { headers, body } = JSON.parse(readFileSync(file, 'utf8'));
export const listening = { port: Number(port), host: '127.0.0.1' };

/** Of the connections of a Fastify server, which tells it in a header of every reply. */
export const KEEP_ALIVE_MS = 72_000;
