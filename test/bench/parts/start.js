/** The time from the start of a process until it answers. */
import { createFigures, interleave } from '../figures/figures.js';
import { formatSize } from '../report/format.js';
import { database } from '../servers/databases.js';
import { launchContender, launchEmulator } from '../servers/launch.js';

/** A start is short, so many of them are measured. */
const MIN_ROUNDS = 11;
const REPLY = { headers: { 'content-type': 'application/json; charset=utf-8' }, text: '{}' };

export const start = {
  about: `From the start of the process to the first 200 of \`/readyz\`, which is asked each millisecond.`,
  run: async (context) => {
    const { folder, rounds, quick, sizes } = context;
    const figures = createFigures();
    const file = await database(context, sizes.large);
    const starts = [
      { id: 'bare-fastify', label: 'bare Fastify', launch: () => launchContender('bare-fastify', folder, REPLY) },
      { id: 'default', label: 'bk-esb-emulator, default data', launch: () => launchEmulator(folder) },
      {
        id: 'database',
        label: `bk-esb-emulator, a database of ${formatSize(sizes.large)} service instances`,
        launch: () => launchEmulator(folder, ['--db', file]),
      },
    ];
    // The first start of each reads its files from the disk. It is not measured.
    for (const { launch } of starts) await (await launch()).end();
    await interleave(starts, quick ? 3 : Math.max(rounds, MIN_ROUNDS), async ({ id, label, launch }) => {
      const server = await launch();
      figures.add(id, label, 'ms', server.startMs);
      await server.end();
    });
    return figures.all;
  },
};
