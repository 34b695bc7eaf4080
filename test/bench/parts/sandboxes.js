/** What sandboxes cost: many of them beside each other, and the life of one. */
import http from 'node:http';
import { alternate, createFigures } from '../lib/figures.js';
import { putLoad } from '../lib/load.js';
import { LPI, lpiBody } from '../lib/requests.js';
import { fixtureFrom, sandbox } from '../lib/sandboxes.js';
import { launchEmulator } from '../lib/servers.js';

const CLIENTS = [1, 20];
const INSTANCES = 100;
const REQUESTS = 10;

const beside = async ({ rounds, seconds, quick, tell }, url, agent, figures) => {
  const counts = quick ? [1, 100] : [1, 100, 1000];
  const most = counts.at(-1);
  tell(`filling ${most} sandboxes`);
  for (let n = 1; n <= most; n += 1) await sandbox(url, `s${n}`, agent).load(fixtureFrom(n, 1));
  for (let n = 1; n <= most; n += 1) await sandbox(url, `s${n}`, agent).check(n);
  for (const clients of CLIENTS) {
    await alternate(counts, rounds, async (count, round) => {
      const load = { path: `/@s{n}${LPI}`, body: lpiBody('{n}'), from: 1, to: count };
      const measured = await putLoad(url, load, { clients, seconds, seed: round + 1 });
      const label = `LPI, ${count} sandbox${count === 1 ? '' : 'es'}, ${clients} client${clients === 1 ? '' : 's'}`;
      figures.addLoad(`spread/${clients}/${count}`, label, measured);
    });
  }
};

const lives = async ({ quick, tell }, url, agent, figures) => {
  const times = quick ? 30 : 200;
  tell(`the lives of ${times} sandboxes`);
  for (let life = 0; life < times; life += 1) {
    const one = sandbox(url, `life${life}`, agent);
    const fixture = fixtureFrom(1, INSTANCES);
    const started = performance.now();
    await one.load(fixture);
    const loaded = performance.now();
    for (let id = 1; id <= REQUESTS; id += 1) await one.ask(id);
    await one.drop();
    figures.add('life/load', `load a fixture of ${INSTANCES} service instances`, 'ms', loaded - started);
    const label = `create, load ${INSTANCES} service instances, ${REQUESTS} requests, drop`;
    figures.add('life', label, 'ms', performance.now() - started);
  }
};

export const sandboxes = {
  about: `Requests spread by chance over sandboxes that each have data of their own; and all that a test does with its sandbox,
over HTTP, one request after the other on one connection.`,
  run: async (context) => {
    const figures = createFigures();
    const agent = new http.Agent({ keepAlive: true });
    const server = await launchEmulator(context.folder);
    try {
      await lives(context, server.url, agent, figures);
      await beside(context, server.url, agent, figures);
    } finally {
      agent.destroy();
      await server.end();
    }
    return figures.all;
  },
};
