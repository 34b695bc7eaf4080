/**
 * Loads the journal of an emulator in a process of its own, and prints how much memory that takes:
 *
 *     node --expose-gc measure.js
 */
import { once } from 'node:events';
import http from 'node:http';
import { connect } from 'node:net';
import { createEmulator } from 'bk-esb-emulator';

const LPI = '/api/c/compapi/v2/cc/list_process_instance/';
const STRINGS = 1000;
const READERS = 100;
const ENTRIES = 10_000;

/** Bytes that JavaScript and buffers hold. */
const inUse = () => {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });

const ask = (url, body, method = 'POST') =>
  new Promise((resolve, reject) => {
    const request = http.request(url, { method, agent }, (response) => {
      let size = 0;
      response.on('data', (chunk) => (size += chunk.length));
      response.on('end', () => resolve(size));
    });
    request.on('error', reject);
    request.end(body);
  });

const askAll = async (url, count, bodyOf) => {
  let next = 0;
  const askOn = async () => {
    while (next < count) await ask(url + LPI, bodyOf(next++));
  };
  await Promise.all([askOn(), askOn(), askOn(), askOn()]);
};

/** Requests with one long string each. */
const strings = async () => {
  const esb = await createEmulator({ auth: 'off' });
  await askAll(esb.url, 20, (n) => JSON.stringify({ n, text: 'x'.repeat(1e6) }));
  esb.requests.clear();
  const before = inUse();
  await askAll(esb.url, STRINGS, (n) => JSON.stringify({ n, text: 'x'.repeat(1e6) }));
  const full = inUse() - before;
  const count = esb.requests.count();
  await ask(`${esb.url}/__emulator/requests`, undefined, 'DELETE');
  const cleared = inUse() - before;
  await esb.close();
  return { count, full, cleared };
};

const large = (n) =>
  JSON.stringify({ n, ...Object.fromEntries(Array.from({ length: 20 }, (_, key) => [`k${key}`, 'x'.repeat(500)])) });

/** Readers of a full journal that never read. */
const readers = async () => {
  const esb = await createEmulator({ auth: 'off' });
  await askAll(esb.url, 2000, large);
  const before = inUse();
  const { hostname, port } = new URL(esb.url);
  const sockets = Array.from({ length: READERS }, () => {
    const socket = connect(Number(port), hostname);
    socket.write('GET /__emulator/requests/stream?since=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    return socket;
  });
  // Each is either served or waits to be: the last one has its turn before a request that comes later.
  await Promise.all(sockets.map((socket) => once(socket, 'readable')));
  await askAll(esb.url, 2000, large);
  const held = inUse() - before;
  for (const socket of sockets) socket.destroy();
  await esb.close();
  return { held };
};

/** Milliseconds that a request takes, over and over until something is done. */
const timesUntil = async (url, done) => {
  const times = [];
  let isDone = false;
  void done.then(() => (isDone = true));
  while (!isDone) {
    const started = performance.now();
    await ask(url + LPI, '{"service_instance_id":54}');
    times.push(performance.now() - started);
  }
  times.sort((one, other) => one - other);
  return { count: times.length, median: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)] };
};

/** How long another request takes while long lists are read, and while nothing else is done. */
const list = async () => {
  const esb = await createEmulator({ auth: 'off', journalSize: ENTRIES, journalBytes: 2 ** 30, maxMemory: 4096 });
  await askAll(esb.url, ENTRIES, large);
  const read = async () => {
    for (const query of ['', '?app=x', '?body={"n":5}']) {
      await ask(`${esb.url}/__emulator/requests${query}`, undefined, 'GET');
    }
  };
  const beside = await timesUntil(esb.url, read());
  const alone = await timesUntil(
    esb.url,
    askAll(esb.url, 2000, () => '{}'),
  );
  await esb.close();
  return { beside, alone };
};

const figures = { strings: await strings(), readers: await readers(), list: await list() };
console.log(JSON.stringify(figures));
agent.destroy();
