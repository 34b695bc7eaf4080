/**
 * The emulator's work in the plainest way: Fastify parses the JSON, one prepared statement finds the finished reply by
 * business and id, and `reply.send` sends it.
 */
import Sqlite from 'better-sqlite3';
import fastify from 'fastify';
import { input, listening } from './input.js';

const { headers, path, idField, replies } = input;

const database = new Sqlite(':memory:');
database.exec('CREATE TABLE reply (bk_biz_id INTEGER, id INTEGER, text TEXT, PRIMARY KEY (bk_biz_id, id))');
const insert = database.prepare('INSERT INTO reply (bk_biz_id, id, text) VALUES (?, ?, ?)');
for (const { bizId, id, text } of replies) insert.run(bizId, id, text);
const select = database.prepare('SELECT text FROM reply WHERE bk_biz_id = ? AND id = ?').pluck();

const app = fastify();
app.get('/readyz', () => 'ready');
app.post(path, ({ body }, reply) => reply.headers(headers).send(select.get(body.bk_biz_id, body[idField])));
await app.listen(listening);
