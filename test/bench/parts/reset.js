/** What it costs to have a sandbox as it was at the start. */
import http from 'node:http';
import { createFigures } from '../lib/figures.js';
import { fixtureFrom, sandbox } from '../lib/sandboxes.js';
import { launchEmulator } from '../lib/servers.js';

const INSTANCES = 100;

export const reset = {
  about: `\`POST /__emulator/reset\` of a sandbox that has data of its own, over HTTP on a connection that is kept.`,
  run: async ({ folder, quick }) => {
    const figures = createFigures();
    const agent = new http.Agent({ keepAlive: true });
    const server = await launchEmulator(folder);
    try {
      const one = sandbox(server.url, 'reset', agent);
      for (let time = 0; time < (quick ? 30 : 200); time += 1) {
        await one.load(fixtureFrom(1, INSTANCES));
        const started = performance.now();
        await one.reset();
        const ms = performance.now() - started;
        figures.add('reset', `reset of a sandbox with ${INSTANCES} service instances of its own`, 'ms', ms);
      }
    } finally {
      agent.destroy();
      await server.end();
    }
    return figures.all;
  },
};
