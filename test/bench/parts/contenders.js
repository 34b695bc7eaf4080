/** Requests a second and latency of the emulator and of other servers that give the same replies. */
import { kill } from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import { createFigures, interleave } from '../figures/figures.js';
import { BIZ_ID } from '../load/requests.js';
import { WORKLOADS } from '../load/workloads.js';
import { runLoad, WARM_UP_S } from '../load/wrk.js';
import { clientsOf } from '../report/format.js';
import { ask } from '../servers/http-client.js';
import { launchContender, launchEmulator } from '../servers/launch.js';
import { launchPeer, PEERS } from '../servers/peers.js';

const CLIENTS = [1, 20];
/** The targets compare requests a second with the peers, and these need 20 clients. */
const PEER_CLIENTS = [20];

/** The request id differs in each reply of the emulator. */
const withoutRequestId = (text) => text.replace(/"request_id":"[0-9a-f]{32}"/, '"request_id":""');
const withoutDate = ({ date, ...others }) => others;

/**
 * @param {boolean} isExact whether bytes and headers must be those of the emulator, or only the JSON
 * @throws if a server does not give the reply of the emulator
 */
const checkReply = async ({ name, url, isExact }, { path, body }, expected) => {
  const { status, headers, text } = await ask(url + path, { method: 'POST', body });
  const start = `${name} answered ${path} with ${status}`;
  if (status !== 200) throw new Error(`${start}: ${text.slice(0, 200)}`);
  const isSame = isExact
    ? withoutRequestId(text) === withoutRequestId(expected.text) && text.length === expected.text.length
    : isDeepStrictEqual(...[text, expected.text].map((json) => JSON.parse(withoutRequestId(json))));
  if (!isSame) throw new Error(`${start} and another body than the emulator: ${text.slice(0, 200)}`);
  if (isExact && !isDeepStrictEqual(withoutDate(headers), withoutDate(expected.headers))) {
    throw new Error(`${start} and other headers than the emulator: ${JSON.stringify([headers, expected.headers])}`);
  }
};

/** Stops the other servers meanwhile, so that their compiling and collecting does not take the core that they share. */
const alone = async (servers, one, work) => {
  const others = servers.filter(({ pid }) => pid !== one.pid);
  for (const { pid } of others) kill(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    for (const { pid } of others) kill(pid, 'SIGCONT');
  }
};

/** Starts all servers of a workload and adds them to `servers`, so that the caller ends them even if one fails. */
const launchAll = async ({ folder, peers, beside }, { path, idField, args, forPeers, body, choose }, servers) => {
  const emulator = await launchEmulator(folder, args);
  servers.push({ ...emulator, label: 'bk-esb-emulator', isExact: true, clients: CLIENTS });
  const replyOf = (id) => ask(emulator.url + path, { method: 'POST', body: body(id) });
  const { ids, id } = await choose(emulator.url);
  const expected = await replyOf(id);

  const replies = [];
  for (const one of ids) replies.push({ bizId: BIZ_ID, id: one, text: (await replyOf(one)).text });
  const plain = await launchContender('fastify-sqlite', folder, { headers: expected.headers, path, idField, replies });
  servers.push({ ...plain, label: 'Fastify + better-sqlite3', isExact: true, clients: CLIENTS });

  if (beside !== undefined) {
    const other = await launchEmulator(folder, args, { checkout: beside, name: 'beside' });
    servers.push({ ...other, label: 'the other checkout', isExact: false, clients: CLIENTS });
  }
  for (const peer of forPeers ? peers : []) {
    const server = await launchPeer(peer, folder, { path, request: body(id), body: expected.text });
    servers.push({ ...server, label: peer.label, isExact: false, warmUpS: peer.warmUpS, clients: PEER_CLIENTS });
  }

  const load = { path, body: body(id) };
  for (const server of servers) await checkReply(server, load, expected);
  return load;
};

const measure = async (context, id, workload, figures) => {
  const { rounds, seconds, quick, progress } = context;
  const servers = [];
  try {
    const load = await launchAll(context, workload, servers);
    for (const server of quick ? [] : servers) {
      const warmUp = { clients: 20, seconds: server.warmUpS ?? WARM_UP_S };
      await alone(servers, server, () => runLoad(server.url, load, warmUp));
    }
    for (const clients of CLIENTS) {
      const measured = servers.filter((server) => server.clients.includes(clients));
      await interleave(measured, rounds, async (server, round) => {
        const { name, label, url } = server;
        const result = await alone(servers, server, () => runLoad(url, load, { clients, seconds }));
        const what = `${workload.label}, ${clientsOf(clients)}`;
        figures.addLoad(`${id}/${clients}/${name}`, `${what}: ${label}`, result);
        progress(`${what}, round ${round + 1}: ${label} ${Math.round(result.rate)} requests/s, p99 ${result.p99} µs`);
      });
    }
  } finally {
    for (const server of servers) await server.end();
  }
};

export const contenders = {
  about: `Requests a second and latency with 1 and with 20 connections. In each round the contenders take turns, and while
one is measured, the others are stopped. "Fastify + better-sqlite3" does the same work in the plainest way: Fastify parses
the JSON, one prepared statement finds the finished reply by business and id, and \`reply.send\` sends it. Its table has the
very bytes that the emulator sends. The other mock servers have the same reply as a fixed example.`,
  run: async (context) => {
    const figures = createFigures();
    const peers = [];
    for (const peer of context.withPeers ? PEERS : []) {
      const reason = peer.whyMissing?.();
      if (reason === undefined) peers.push(peer);
      else context.note(reason);
    }
    for (const id of context.routes) await measure({ ...context, peers }, id, WORKLOADS[id], figures);
    return figures.all;
  },
};
