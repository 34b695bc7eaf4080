/** How fast data is generated into a database. */
import { join } from 'node:path';
import { createFigures } from '../figures/figures.js';
import { formatSize } from '../report/format.js';
import { generate as generateInto, removeDatabase } from '../servers/databases.js';
import { SERVER_CORE } from '../servers/pinning.js';

const MAX_ROUNDS = 3;

export const generate = {
  about: `\`generate --service-instances N --db FILE\` from its start to its end, on one core. Each service instance has two
processes on average.`,
  run: async ({ folder, rounds, generated, progress }) => {
    const figures = createFigures();
    const file = join(folder, 'generated.db');
    const label = `generating ${formatSize(generated)} service instances`;
    for (let round = 0; round < Math.min(rounds, MAX_ROUNDS); round += 1) {
      progress(`${label}, round ${round + 1}`);
      removeDatabase(file);
      const ms = await generateInto(SERVER_CORE, file, generated);
      figures.add('generate', label, 'service instances/s', (generated / ms) * 1000);
    }
    removeDatabase(file);
    return figures.all;
  },
};
