/** The memory of a server before and after many requests. */
import { readFileSync } from 'node:fs';
import { platform } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFigures, interleave } from '../figures/figures.js';
import { WORKLOADS } from '../load/workloads.js';
import { sendRequests } from '../load/wrk.js';
import { formatCount } from '../report/format.js';
import { ask } from '../servers/http-client.js';
import { launchContender, launchEmulator } from '../servers/launch.js';

const CLIENTS = 20;
/** Resident memory moves by itself, so it is read several times within a second. */
const READINGS = 5;
const INTERVAL_MS = 200;
/** Two processes of the same server differ by some ten percent, depending on when V8 collects garbage. */
const MAX_PROCESSES = 3;

const residentMiB = (pid) => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

const readMemory = async ({ pid }, id, label, figures) => {
  for (let reading = 0; reading < READINGS; reading += 1) {
    await sleep(INTERVAL_MS);
    figures.add(id, label, 'MiB', residentMiB(pid));
  }
};

/** @param {{ warm: number, all: number }} requests the numbers of requests after which memory is read */
const measure = async (server, load, { warm, all }, progress, figures) => {
  const { name, url } = server;
  await readMemory(server, `${name}/idle`, `${name}, idle`, figures);
  await sendRequests(url, load, CLIENTS, warm);
  await readMemory(server, `${name}/warm`, `${name}, after ${formatCount(warm)} requests`, figures);
  progress(`memory of ${name}: ${formatCount(all)} requests`);
  await sendRequests(url, load, CLIENTS, all - warm);
  await readMemory(server, `${name}/after`, `${name}, after ${formatCount(all)} requests`, figures);
};

/** @returns the request that both servers get, and the reply that the bare one has */
const exampleOf = async (folder, { path, body, choose }) => {
  const emulator = await launchEmulator(folder);
  try {
    const load = { path, body: body((await choose(emulator.url)).id) };
    return { load, reply: await ask(emulator.url + path, { method: 'POST', body: load.body }) };
  } finally {
    await emulator.end();
  }
};

export const memory = {
  about: `Resident memory (\`VmRSS\`) of servers that get the same requests (LPI), one server after the other, up to
${MAX_PROCESSES} processes of each. The spread is that of ${READINGS} readings of each process, ${INTERVAL_MS} ms apart. The
bare Fastify server sends a fixed string.`,
  run: async ({ folder, rounds, quick, progress, note }) => {
    const figures = createFigures();
    if (platform !== 'linux') {
      note('Memory is not measured: it is read from /proc, and only Linux has that.');
      return figures.all;
    }
    const requests = quick ? { warm: 1000, all: 10_000 } : { warm: 100_000, all: 1_000_000 };
    const { load, reply } = await exampleOf(folder, WORKLOADS.lpi);
    const launches = [() => launchEmulator(folder), () => launchContender('bare-fastify', folder, reply)];
    await interleave(launches, Math.min(rounds, MAX_PROCESSES), async (launch) => {
      const server = await launch();
      try {
        await measure(server, load, requests, progress, figures);
      } finally {
        await server.end();
      }
    });
    return figures.all;
  },
};
