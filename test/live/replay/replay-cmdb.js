/** Sends the requests that were recorded at CMDB through the emulator's ESB, and compares codes and messages. */
import { send } from './exchange.js';
import { membersOf, plainRequest } from './plain.js';
import { isAsked } from '../recordings.js';
import { resultOf } from './result.js';
import { bytesOf } from './wire.js';

const isJsonObject = (text) => {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

/** Whether CMDB 3.14 gives the recorded reply, and the ESB passes the request on as it is. */
const isComparable = ({ id, request, setup, v3_14: since314 }) =>
  since314 === 'same' &&
  setup === undefined &&
  // The ESB changes these on the way: duplicate keys, an empty language.
  !/dup-key|lang-empty/.test(id) &&
  isAsked(request.path) &&
  isJsonObject(request.body);

/**
 * @param {string} url the address of the emulator
 * @param recordings those of cmdb.json
 * @returns {Promise<import("./result.js").Result[]>} a result for each that is comparable
 */
export const replayCmdb = async (url, recordings) => {
  const results = [];
  for (const recording of recordings.filter(isComparable)) {
    const { request, live } = recording;
    const bytes = bytesOf(plainRequest(request.path, membersOf(request.body), { language: request.language }));
    const { json } = await send(url, bytes);
    const expected = { code: live.json.bk_error_code, message: live.json.bk_error_msg };
    results.push(resultOf(recording, 'cmdb', bytes, expected, { code: json?.code, message: json?.message }));
  }
  return results;
};
