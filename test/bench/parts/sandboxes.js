/** The cost of a sandbox in a test: its whole life, and a reset. */
import http from 'node:http';
import { createFigures } from '../figures/figures.js';
import { fixtureOf, sandboxClient } from '../load/sandbox-client.js';
import { launchEmulator } from '../servers/launch.js';

const INSTANCES = 100;
const REQUESTS = 10;

const measureLife = async (sandbox, figures) => {
  const fixture = fixtureOf(INSTANCES);
  const started = performance.now();
  await sandbox.load(fixture);
  const loaded = performance.now();
  for (let id = 1; id <= REQUESTS; id += 1) await sandbox.listProcesses(id);
  await sandbox.drop();
  figures.add('load', `load a fixture of ${INSTANCES} service instances`, 'ms', loaded - started);
  const label = `create, load ${INSTANCES} service instances, ${REQUESTS} requests, drop`;
  figures.add('life', label, 'ms', performance.now() - started);
};

const measureReset = async (sandbox, figures) => {
  await sandbox.load(fixtureOf(INSTANCES));
  const started = performance.now();
  await sandbox.reset();
  const ms = performance.now() - started;
  figures.add('reset', `reset of a sandbox with ${INSTANCES} service instances of its own`, 'ms', ms);
};

export const sandboxes = {
  about: `All that a test does with its sandbox, over HTTP, one request after the other on one connection; and
\`POST /__emulator/reset\` of a sandbox that has data of its own. The first lives include the warm-up.`,
  run: async ({ folder, quick, progress }) => {
    const figures = createFigures();
    const agent = new http.Agent({ keepAlive: true });
    const server = await launchEmulator(folder);
    const times = quick ? 30 : 200;
    progress(`${times} sandboxes`);
    try {
      for (let time = 0; time < times; time += 1) {
        await measureLife(sandboxClient(server.url, `life${time}`, agent), figures);
        await measureReset(sandboxClient(server.url, 'reset', agent), figures);
      }
    } finally {
      agent.destroy();
      await server.end();
    }
    return figures.all;
  },
};
