/** How long it takes from the start of the process until it answers. */
import { database } from '../lib/databases.js';
import { alternate, createFigures } from '../lib/figures.js';
import { launchBare, launchEmulator } from '../lib/servers.js';
import { short } from '../lib/words.js';

/** The first of each finds nothing in the caches of the machine. */
const FEWEST = 11;
const REPLY = { headers: { 'content-type': 'application/json; charset=utf-8' }, text: '{}' };

export const start = {
  about: `From the start of the process to the first 200 of \`/readyz\`, asked each millisecond.`,
  run: async (context) => {
    const { folder, rounds, quick, sizes } = context;
    const figures = createFigures();
    const file = await database(context, sizes.large);
    const starts = [
      { id: 'bare-fastify', label: 'bare Fastify', launch: () => launchBare('bare-fastify', folder, REPLY) },
      { id: 'default', label: 'bk-esb-emulator, default data', launch: () => launchEmulator(folder) },
      {
        id: 'database',
        label: `bk-esb-emulator, a database of ${short(sizes.large)} service instances`,
        launch: () => launchEmulator(folder, ['--db', file]),
      },
    ];
    for (const { launch } of starts) await (await launch()).end();
    await alternate(starts, quick ? 3 : Math.max(rounds, FEWEST), async ({ id, label, launch }) => {
      const server = await launch();
      figures.add(id, label, 'ms', server.startMs);
      await server.end();
    });
    return figures.all;
  },
};
