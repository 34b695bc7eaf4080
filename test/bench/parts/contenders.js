/** Requests a second, of this project and of others that answer the same. */
import { isDeepStrictEqual } from 'node:util';
import { alternate, createFigures } from '../lib/figures.js';
import { ask } from '../lib/http.js';
import { putLoad, WARM_UP_S } from '../lib/load.js';
import { launchPeer, PEERS } from '../lib/peers.js';
import { launchBare, launchEmulator } from '../lib/servers.js';
import { WORKLOADS } from '../lib/workloads.js';

const CLIENTS = 20;
const BARE = { 'bare-http': 'bare node:http', 'bare-fastify': 'bare Fastify' };

const headersOf = ({ date, ...others }) => others;

/** Another one in each reply. */
const withoutId = (text) => text.replace(/"request_id":"[0-9a-f]{32}"/, '');

/**
 * Refuses to measure what does not answer as it should.
 *
 * @param {{ exact: boolean }} how to the byte and the header, or only the same JSON
 */
const check = async ({ name, url }, { path, request }, expected, { exact }) => {
  const { status, headers, text } = await ask(url + path, { method: 'POST', body: request });
  const told = `${name} answered ${path} with ${status}`;
  if (status !== 200) throw new Error(`${told}: ${text.slice(0, 200)}`);
  const same = exact
    ? withoutId(text) === withoutId(expected.text) && text.length === expected.text.length
    : isDeepStrictEqual(JSON.parse(text), JSON.parse(expected.text));
  if (!same) throw new Error(`${told} and another body than the emulator: ${text.slice(0, 200)}`);
  if (exact && !isDeepStrictEqual(headersOf(headers), headersOf(expected.headers))) {
    throw new Error(`${told} and other headers than the emulator: ${JSON.stringify([headers, expected.headers])}`);
  }
};

/** What others still do on the core that they share, such as to compile, is not to be measured with this one. */
const alone = async (servers, one, work) => {
  const others = servers.filter(({ pid }) => pid !== one.pid);
  for (const { pid } of others) process.kill(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    for (const { pid } of others) process.kill(pid, 'SIGCONT');
  }
};

const launchAll = async ({ folder, peers }, { path, args, body, forPeers }, servers) => {
  const emulator = await launchEmulator(folder, args);
  servers.push({ ...emulator, label: 'bk-esb-emulator', exact: true });
  const request = await body(emulator.url);
  const expected = await ask(emulator.url + path, { method: 'POST', body: request });
  for (const [kind, label] of Object.entries(BARE)) {
    servers.push({ ...(await launchBare(kind, folder, expected)), label, exact: true });
  }
  for (const peer of forPeers ? peers : []) {
    const server = await launchPeer(peer, folder, { path, request, body: expected.text });
    servers.push({ ...server, label: peer.label, exact: false, warmUpS: peer.warmUpS });
  }
  for (const server of servers) await check(server, { path, request }, expected, server);
  return { path, body: request };
};

const measure = async (context, id, workload, figures) => {
  const { rounds, seconds, quick, tell } = context;
  const servers = [];
  try {
    const load = await launchAll(context, workload, servers);
    for (const server of servers) {
      const warmUp = quick ? seconds : (server.warmUpS ?? WARM_UP_S);
      await alone(servers, server, () => putLoad(server.url, load, { clients: CLIENTS, seconds: warmUp }));
    }
    await alternate(servers, rounds, async (server, round) => {
      const { name, label, url } = server;
      const measured = await alone(servers, server, () => putLoad(url, load, { clients: CLIENTS, seconds }));
      figures.addLoad(`${id}/${name}`, `${workload.label}: ${label}`, measured);
      tell(`${workload.label}, round ${round + 1}: ${label} ${Math.round(measured.rate)} requests/s`);
    });
  } finally {
    for (const server of servers) await server.end();
  }
};

export const contenders = {
  about: `Requests a second with ${CLIENTS} connections, one contender after the other in each round, while the others
are stopped. The
bare servers send the very bytes and headers that the emulator sends; the peers have the same reply as a fixed example.`,
  run: async (context) => {
    const figures = createFigures();
    const peers = !context.peers ? [] : PEERS.filter(({ missing }) => missing?.() === undefined);
    for (const { missing } of !context.peers ? [] : PEERS) {
      const reason = missing?.();
      if (reason !== undefined) context.note(reason);
    }
    for (const [id, workload] of Object.entries(WORKLOADS)) await measure({ ...context, peers }, id, workload, figures);
    return figures.all;
  },
};
