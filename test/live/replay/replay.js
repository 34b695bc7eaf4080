/** Replays all recordings. */
import { readRecordings } from '../recordings.js';
import { replayApiServer } from './replay-api-server.js';
import { replayCmdb } from './replay-cmdb.js';
import { replayEsb } from './replay-esb.js';

/**
 * @param {string} url the address of the emulator
 * @returns {Promise<import("./result.js").Result[]>}
 */
export const replay = async (url) => {
  const { esb, cmdb } = readRecordings();
  return [...(await replayEsb(url, esb)), ...(await replayCmdb(url, cmdb)), ...(await replayApiServer(url, cmdb))];
};
