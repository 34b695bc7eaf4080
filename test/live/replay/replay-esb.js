/** Sends the requests that were recorded at the ESB, byte for byte, and compares the replies. */
import { send } from './exchange.js';
import { membersOf, plainRequest } from './plain.js';
import { isAsked, kindOf } from '../recordings.js';
import { pick, resultOf } from './result.js';
import { bytesOf } from './wire.js';

/** A credential that the ESB leaves among the parameters. In the plain request, the ESB would check it again. */
const LEFT_BEHIND = 'bk_access_token';

/** The parameters that reached CMDB. The recordings keep only a digest of a large body; any success will do for it. */
const receivedMembers = ({ body, body_is_text: isText }) => {
  if (isText) return membersOf(String(body));
  const isKnown = typeof body === 'object' && body !== null && !('sha1' in body);
  if (!isKnown) return '"bk_biz_id":2,"service_instance_id":10';
  return membersOf(JSON.stringify({ ...body, [LEFT_BEHIND]: undefined }));
};

/** The plain request with the parameters that reached CMDB. */
const plain = (received) => {
  const { path, user, language, supplier_account } = received;
  const credentials = { bk_username: user, bk_supplier_account: supplier_account };
  return plainRequest(path, receivedMembers(received), { language, credentials, decodes: true });
};

/** Codes of the ESB begin with 13. */
const answeredBy = ({ json }) => (String(json?.code ?? '').startsWith('13') ? 'the ESB' : 'CMDB');

const views = {
  forwarded: (reply) => ({ ...pick(reply, ['status', 'json', 'key_order']), answered_by: answeredBy(reply) }),
  /** The text of an HTML page is not compared. */
  page: (reply) => pick(reply, ['status', 'json']),
  envelope: (reply) => pick(reply, ['status', 'json', 'has_request_id', 'key_order', 'content_type']),
};

const replayOne = async (url, recording) => {
  const { request, live, cmdb_received: received } = recording;
  const kind = kindOf(recording);
  const bytes = bytesOf(request);
  const got = await send(url, bytes);
  // A stand-in for CMDB answered each request with success. So the raw request has to be answered as the plain one is.
  if (received && isAsked(received.path) && live.json?.result === true) {
    const expected = { ...views.forwarded(await send(url, bytesOf(plain(received)))), answered_by: 'CMDB' };
    return resultOf(recording, kind, bytes, expected, views.forwarded(got));
  }
  const view = live.json === null ? views.page : views.envelope;
  return resultOf(recording, kind, bytes, view(live), view(got));
};

/**
 * @param {string} url the address of the emulator
 * @param recordings those of esb.json
 * @returns {Promise<import("./result.js").Result[]>} a result for each
 */
export const replayEsb = async (url, recordings) => {
  const results = [];
  for (const recording of recordings) results.push(await replayOne(url, recording));
  return results;
};
