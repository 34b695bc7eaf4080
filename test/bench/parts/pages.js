/** What a page costs by how deep it lies. */
import { checkDepth, database } from '../lib/databases.js';
import { alternate, createFigures } from '../lib/figures.js';
import { putLoad } from '../lib/load.js';
import { LSI, lsiBody } from '../lib/requests.js';
import { launchEmulator } from '../lib/servers.js';
import { grouped } from '../lib/words.js';

const LIMIT = 10;
const DEEPEST = 0.99;
const FEWER = [0.001, 0.01, 0.1, 0.5];

const measure = async ({ rounds, seconds, tell }, url, starts, clients, figures) => {
  tell(`pages, ${clients === 1 ? '1 client' : `${clients} clients`}`);
  const load = (start) => ({ path: LSI, body: lsiBody(start, LIMIT) });
  for (const start of starts) await checkDepth(url, start, LIMIT);
  await putLoad(url, load(0), { clients, seconds });
  await alternate(starts, rounds, async (start) => {
    const role = { [starts[0]]: 'first', [starts.at(-1)]: 'deepest' }[start] ?? start;
    const label = `LSI, limit ${LIMIT}, start ${grouped(start)}, ${clients === 1 ? '1 client' : `${clients} clients`}`;
    figures.addLoad(`page/${clients}/${role}`, label, await putLoad(url, load(start), { clients, seconds }));
  });
};

export const pages = {
  about: `Pages of the set template that holds all service instances of the largest database, from the first one down.`,
  run: async (context) => {
    const figures = createFigures();
    const count = context.sizes.large;
    const server = await launchEmulator(context.folder, ['--db', await database(context, count)]);
    try {
      const deepest = count * DEEPEST;
      const between = FEWER.map((share) => count * share);
      await measure(context, server.url, [0, ...between, deepest], 1, figures);
      await measure(context, server.url, [0, deepest], 20, figures);
    } finally {
      await server.end();
    }
    return figures.all;
  },
};
