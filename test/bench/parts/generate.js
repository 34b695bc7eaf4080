/** How fast data is generated into a database, against how fast its rows can be inserted. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate as generateInto, removeDatabase } from '../lib/databases.js';
import { createFigures } from '../lib/figures.js';
import { BOTH_CORES } from '../lib/pinning.js';
import { run } from '../lib/processes.js';
import { short } from '../lib/words.js';

const INSERT = fileURLToPath(new URL('../lib/insert-rows.js', import.meta.url));
const INSERTING = [
  ['insert', '', []],
  ['insert-bare', ', bare', ['--bare']],
];
/** Each takes a minute. */
const MOST_ROUNDS = 3;

export const generate = {
  about: `\`generate --service-instances N --db FILE\` from its start to its end, two processes for each service instance on
average; and better-sqlite3 inserting the same finished rows, all tables, into a new file with the same schema, settings
and size of transactions, timed without reading them: as a store is written (\`journal_mode = WAL\`, \`synchronous = NORMAL\`),
and bare, as \`generate\` fills a file that nobody reads yet (\`MEMORY\` and \`OFF\`). Either may use both cores.`,
  run: async ({ folder, rounds, sizes, tell }) => {
    const figures = createFigures();
    const count = sizes.large;
    const [generated, inserted] = ['generated.db', 'inserted.db'].map((name) => join(folder, name));
    const label = `${short(count)} service instances`;
    for (let round = 0; round < Math.min(rounds, MOST_ROUNDS); round += 1) {
      tell(`generating ${label}, round ${round + 1}`);
      removeDatabase(generated);
      const ms = await generateInto(count, ['--db', generated]);
      figures.add('generate', `generating ${label}`, 'service instances/s', (count / ms) * 1000);
      for (const [id, how, args] of INSERTING) {
        removeDatabase(inserted);
        const { text } = await run(BOTH_CORES, process.execPath, [INSERT, generated, inserted, ...args]);
        figures.add(id, `inserting ${label}${how}`, 'service instances/s', (count / JSON.parse(text).ms) * 1000);
      }
    }
    for (const file of [generated, inserted]) removeDatabase(file);
    return figures.all;
  },
};
