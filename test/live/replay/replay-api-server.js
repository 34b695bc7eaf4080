/** Sends the requests that were recorded at CMDB to the emulator's own face of CMDB, and compares the replies. */
import { send } from './exchange.js';
import { isAsked } from '../recordings.js';
import { pick, resultOf } from './result.js';
import { bytesOf } from './wire.js';

/** Whether CMDB 3.14, with authorisation on, gives the recorded reply without a failing database. */
const isComparable = ({ request, setup, v3_14: since314 }) =>
  /^same( with authorisation on|$)/.test(since314) && setup === undefined && isAsked(request.path);

const asked = ({ method, path, body, language }) => ({
  method,
  target: path,
  headers: [
    ['Host', 'cmdb.test'],
    ['Connection', 'close'],
    ['Content-Type', 'application/json'],
    ['BK_User', 'xxx'],
    ['HTTP_BK_SUPPLIER_ACCOUNT', '0'],
    ['HTTP_BLUEKING_LANGUAGE', language],
    ['Content-Length', String(Buffer.byteLength(body))],
  ],
  body,
});

/** The rows of the recordings are those of a stand-in for the database, so that only their kind is compared. */
const withoutRows = (reply) =>
  reply.json?.result === true ? { ...reply, json: { ...reply.json, data: Array.isArray(reply.json.data) } } : reply;

const view = (reply) => pick(withoutRows(reply), ['status', 'json', 'key_order', 'content_type']);

/**
 * @param {string} url the address of the emulator
 * @param recordings those of cmdb.json
 * @returns {Promise<import("./result.js").Result[]>} a result for each that is comparable
 */
export const replayApiServer = async (url, recordings) => {
  const results = [];
  for (const recording of recordings.filter(isComparable)) {
    const bytes = bytesOf(asked(recording.request));
    results.push(resultOf(recording, 'api-server', bytes, view(recording.live), view(await send(url, bytes))));
  }
  return results;
};
