/** How long a large fixture takes to load, against parsing it and nothing else. */
import { statSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '../lib/databases.js';
import { createFigures } from '../lib/figures.js';
import { SERVER_CORE } from '../lib/pinning.js';
import { run } from '../lib/processes.js';
import { launchEmulator } from '../lib/servers.js';
import { grouped, short } from '../lib/words.js';

const PARSE = fileURLToPath(new URL('../lib/parse-yaml.js', import.meta.url));
/** Each takes minutes. */
const MOST_ROUNDS = 2;
const PATIENCE_MS = 15 * 60_000;
/** So seldom that asking does not slow down what takes so long. */
const POLL_MS = 20;
const HEAP_MIB = Math.min(12_000, Math.floor((totalmem() / 2 ** 20) * 0.6));
const NODE = [`--max-old-space-size=${HEAP_MIB}`];
/** Below this, a failure is none of memory. */
const SMALLEST = 1000;

const parse = async (file) => (await run(SERVER_CORE, process.execPath, [...NODE, PARSE, file])).ms;

const startWith = async (folder, file) => {
  const options = { node: NODE, patience: PATIENCE_MS, pollMs: POLL_MS };
  const server = await launchEmulator(folder, ['--fixtures', file], options);
  await server.end();
  return server.startMs;
};

const measure = async ({ folder, rounds, tell, note }, count) => {
  const figures = createFigures();
  const file = join(folder, `${count}.yaml`);
  await generate(count, ['--out', file]);
  const label = `a fixture of ${short(count)} service instances (${grouped(statSync(file).size / 2 ** 20)} MiB of YAML)`;
  for (let round = 0; round < Math.min(rounds, MOST_ROUNDS); round += 1) {
    tell(`parsing and loading ${short(count)} service instances, round ${round + 1}`);
    figures.add('parse', `parsing ${label} with yaml alone`, 'ms', await parse(file));
    figures.add('load', `start with ${label}`, 'ms', await startWith(folder, file));
  }
  note(`Both with --max-old-space-size=${HEAP_MIB}.`);
  return figures.all;
};

export const load = {
  about: `From the start of the emulator with a YAML fixture to the first 200 of \`/readyz\`; and a process that reads and
parses the same file with the package \`yaml\`, from its start to its end.`,
  run: async (context) => {
    for (let count = context.fixture; ; count /= 2) {
      try {
        return await measure(context, count);
      } catch (error) {
        if (count / 2 < SMALLEST) throw error;
        context.tell(error.message);
        context.note(
          `A fixture of ${short(count)} service instances could not be measured on this machine; half as many were tried.`,
        );
      }
    }
  },
};
