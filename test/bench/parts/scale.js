/** The cost of a request by the size of the data. */
import { createFigures, interleave } from '../figures/figures.js';
import { dataOf, FIRST_ID, LPI, lpiBody, LSI, lsiBody } from '../load/requests.js';
import { runLoad, WARM_UP_S } from '../load/wrk.js';
import { clientsOf, formatSize } from '../report/format.js';
import { database } from '../servers/databases.js';
import { launchEmulator } from '../servers/launch.js';

const CLIENTS = [1, 20];
const LIMIT = 10;

/** The ids of LPI are random numbers over the whole data. Runs have the same ids, rounds have different ones. */
const loadsOf = (count) => ({
  lpi: { label: 'LPI, random ids', path: LPI, body: lpiBody('{n}'), from: FIRST_ID, to: FIRST_ID + count - 1 },
  lsi: { label: `LSI, limit ${LIMIT}`, path: LSI, body: lsiBody(0, LIMIT) },
});

/** @throws if a page is not full, or the set template has not all service instances */
const checkPage = async ({ url, count }) => {
  const data = await dataOf(url, LSI, lsiBody(0, LIMIT));
  if (data.count === count && data.info.length === LIMIT) return;
  throw new Error(`the set template has ${data.count} service instances, not ${count}: remove the database`);
};

const measure = async ({ rounds, seconds, quick, progress }, servers, figures) => {
  for (const server of servers) await checkPage(server);
  for (const kind of ['lpi', 'lsi']) {
    for (const { url, count } of quick ? [] : servers) {
      await runLoad(url, loadsOf(count)[kind], { clients: 20, seconds: WARM_UP_S });
    }
    for (const clients of CLIENTS) {
      progress(`${kind} by size, ${clientsOf(clients)}`);
      await interleave(servers, rounds, async ({ url, count, role }, round) => {
        const load = loadsOf(count)[kind];
        const result = await runLoad(url, load, { clients, seconds, seed: round + 1 });
        const label = `${load.label}, ${formatSize(count)} service instances, ${clientsOf(clients)}`;
        figures.addLoad(`${kind}/${clients}/${role}`, label, result);
      });
    }
  }
};

export const scale = {
  about: `The same requests to databases of different sizes, which are files. One set template has all service instances,
with two processes each on average. The ids of LPI are random over the whole data.`,
  run: async (context) => {
    const figures = createFigures();
    const servers = [];
    try {
      for (const [role, count] of Object.entries(context.sizes)) {
        const file = await database(context, count);
        servers.push({ role, count, ...(await launchEmulator(context.folder, ['--db', file])) });
      }
      await measure(context, servers, figures);
    } finally {
      for (const server of servers) await server.end();
    }
    return figures.all;
  },
};
