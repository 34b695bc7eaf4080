/** What a request costs by how much data there is, and by how much of it is asked for. */
import { database, checkDepth } from '../lib/databases.js';
import { alternate, createFigures } from '../lib/figures.js';
import { putLoad, WARM_UP_S } from '../lib/load.js';
import { FIRST_ID, LPI, LSI, lpiBody, lsiBody } from '../lib/requests.js';
import { launchEmulator } from '../lib/servers.js';
import { short } from '../lib/words.js';

const CLIENTS = [1, 20];
const LIMITS = [1, 10, 200, 500];
const PAGE = 10;

/** By the ids over the whole data by chance: the same ones in each run, others in each round. */
const loads = (count) => ({
  lpi: { label: 'LPI, ids by chance', path: LPI, body: lpiBody('{n}'), from: FIRST_ID, to: FIRST_ID + count - 1 },
  lsi: { label: `LSI, limit ${PAGE}`, path: LSI, body: lsiBody(0, PAGE) },
});

const clientsLabel = (clients) => (clients === 1 ? '1 client' : `${clients} clients`);

const bySize = async ({ rounds, seconds, quick, tell }, servers, figures) => {
  for (const clients of CLIENTS) {
    for (const kind of ['lpi', 'lsi']) {
      tell(`${kind} by size, ${clientsLabel(clients)}`);
      const warmUp = quick ? seconds : WARM_UP_S;
      for (const { url, count } of servers) await putLoad(url, loads(count)[kind], { clients, seconds: warmUp });
      await alternate(servers, rounds, async ({ url, count, role }, round) => {
        const load = loads(count)[kind];
        const measured = await putLoad(url, load, { clients, seconds, seed: round + 1 });
        const label = `${load.label}, ${short(count)} service instances, ${clientsLabel(clients)}`;
        figures.addLoad(`${kind}/${clients}/${role}`, label, measured);
      });
    }
  }
};

const byLimit = async ({ rounds, seconds, tell }, { url, count }, figures) => {
  for (const clients of CLIENTS) {
    tell(`lsi by limit, ${clientsLabel(clients)}`);
    for (const limit of LIMITS) await checkDepth(url, 0, limit);
    await alternate(LIMITS, rounds, async (limit) => {
      const measured = await putLoad(url, { path: LSI, body: lsiBody(0, limit) }, { clients, seconds });
      const label = `LSI, limit ${limit}, ${short(count)} service instances, ${clientsLabel(clients)}`;
      figures.addLoad(`limit/${clients}/${limit}`, label, measured);
    });
  }
};

export const scale = {
  about: `The same requests of databases of different sizes, on disk, one set template holding all service instances, with two
processes each on average; the ids of LPI are by chance over all of them. Then pages of different limits of the largest.`,
  run: async (context) => {
    const figures = createFigures();
    const servers = [];
    try {
      for (const [role, count] of Object.entries(context.sizes)) {
        const file = await database(context, count);
        servers.push({ role, count, ...(await launchEmulator(context.folder, ['--db', file])) });
      }
      await bySize(context, servers, figures);
      await byLimit(context, servers.at(-1), figures);
    } finally {
      for (const server of servers) await server.end();
    }
    return figures.all;
  },
};
