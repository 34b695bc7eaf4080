/** The requests that all contenders answer, and the flags that the emulator needs for them. */
import { dataOf, firstInstanceIds, LPI, lpiBody, LSI, lsiBody, SET_TEMPLATE_ID } from './requests.js';

/** The table of the plain contender has this many replies, so that it looks one up among others. */
const REPLIES = 100;
/** Most service instances of the demo data have two processes. */
const PROCESSES = 2;

const instanceWithProcesses = async (url, ids) => {
  for (const id of ids) {
    if ((await dataOf(url, LPI, lpiBody(id))).length === PROCESSES) return id;
  }
  throw new Error(`${url}: no service instance among ${ids.length} has ${PROCESSES} processes; is it the demo data?`);
};

/**
 * @typedef {object} Workload
 * @property {string} label
 * @property {string} path
 * @property {string} idField the member of the request body that has the id
 * @property {readonly string[]} args flags of the emulator
 * @property {boolean} forPeers whether the other mock servers are measured with it
 * @property {(id: number) => string} body
 * @property {(url: string) => Promise<{ ids: number[], id: number }>} choose ids that have a reply, and the one to ask for
 */

const page = (limit, label) => ({
  label,
  path: LSI,
  idField: 'set_template_id',
  args: ['--size', 'medium'],
  forPeers: false,
  body: (id) => lsiBody(0, limit, id),
  choose: async () => ({ ids: [SET_TEMPLATE_ID, SET_TEMPLATE_ID + 1], id: SET_TEMPLATE_ID }),
});

/** @type {Record<string, Workload>} */
export const WORKLOADS = {
  lpi: {
    label: 'LPI, 2 processes',
    path: LPI,
    idField: 'service_instance_id',
    args: [],
    forPeers: true,
    body: lpiBody,
    choose: async (url) => {
      const ids = await firstInstanceIds(url, REPLIES);
      return { ids, id: await instanceWithProcesses(url, ids) };
    },
  },
  lsi10: page(10, 'LSI, limit 10'),
  lsi500: page(500, 'LSI, limit 500'),
};
