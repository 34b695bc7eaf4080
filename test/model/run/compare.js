import assert from 'node:assert/strict';
import { readJson } from '../python.js';
import { REQUEST_ID, written } from '../replies.js';

/** Compares a reply of the emulator with that of the model: status, type, body, and the order of keys where it is fixed. */

/** The wording of a Python library ends this message. */
const PYTHON_TEXT = /^(Component request third-party system \[\w+\] interface \[\w+\] error: ).*/s;

const readBody = ({ headers, body }) => {
  if (!headers.get('content-type').startsWith('application/json')) return body.toString();
  const json = readJson(new TextDecoder('utf-8', { fatal: true }).decode(body), written);
  // A stub may answer with any JSON.
  if (!(json instanceof Map)) return json;
  if (/^[0-9a-f]{32}$/.test(json.get('request_id'))) json.set('request_id', REQUEST_ID);
  const message = json.get('message');
  if (typeof message === 'string') json.set('message', message.replace(PYTHON_TEXT, '$1'));
  return json;
};

const keysOf = (value) => (value instanceof Map ? [...value.keys()] : []);

/** The keys whose order is fixed: of the envelope, of LSI's data and rows, of LPI's rows and relations. */
const orders = (body) => {
  const data = body instanceof Map ? body.get('data') : undefined;
  const rows = Array.isArray(data) ? data : data instanceof Map ? (data.get('info') ?? []) : [];
  return [
    keysOf(body),
    keysOf(data),
    ...rows.flatMap((row) => (row instanceof Map ? [keysOf(row), keysOf(row.get('relation'))] : [])),
  ];
};

/** A page of HTML is the same if it holds the words of the model's. */
const sameText = (got, expected) => (typeof got === 'string' && got.includes(expected) ? expected : got);

/**
 * @param got a reply of the client
 * @param expected a reply of the model
 * @param {string} method HEAD has no body
 */
export const assertSame = (got, expected, method) => {
  const { status, type, body } = expected;
  const head = { status: got.status, type: got.headers.get('content-type') };
  assert.deepEqual(head, { status, type });
  if (method === 'HEAD') return;
  const read = readBody(got);
  if (typeof body === 'string') return assert.equal(sameText(read, body), body);
  assert.deepEqual(read, body);
  assert.deepEqual(orders(read), orders(body));
};
