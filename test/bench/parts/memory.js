/** How much memory a server keeps, before and after requests. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { alternate, createFigures } from '../lib/figures.js';
import { ask } from '../lib/http.js';
import { putRequests } from '../lib/load.js';
import { launchBare, launchEmulator } from '../lib/servers.js';
import { grouped } from '../lib/words.js';
import { WORKLOADS } from '../lib/workloads.js';

const CLIENTS = 20;
/** It moves by itself: several looks, over a second. */
const LOOKS = 5;
const BETWEEN_MS = 200;
/** Of each kind, one after the other: by where V8 is in collecting garbage, two of a kind are some ten percent apart. */
const MOST_PROCESSES = 3;

const residentMiB = (pid) => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

const look = async ({ pid }, id, label, figures) => {
  for (let time = 0; time < LOOKS; time += 1) {
    await sleep(BETWEEN_MS);
    figures.add(id, label, 'MiB', residentMiB(pid));
  }
};

/** @param {{ warm: number, all: number }} after how many requests it is looked at */
const measure = async (server, load, { warm, all }, tell, figures) => {
  const { name, url } = server;
  await look(server, `${name}/idle`, `${name}, idle`, figures);
  await putRequests(url, load, CLIENTS, warm);
  await look(server, `${name}/warm`, `${name}, after ${grouped(warm)} requests`, figures);
  tell(`memory of ${name}: ${grouped(all)} requests`);
  await putRequests(url, load, CLIENTS, all - warm);
  await look(server, `${name}/after`, `${name}, after ${grouped(all)} requests`, figures);
};

export const memory = {
  about: `Resident memory (\`VmRSS\`) of servers that were sent the same requests (LPI), one after the other, up to
${MOST_PROCESSES} processes of each. The spread is that of ${LOOKS} looks at each of them, ${BETWEEN_MS} ms apart.`,
  run: async ({ folder, rounds, quick, tell, note }) => {
    const figures = createFigures();
    if (process.platform !== 'linux') {
      note('Memory is not measured: it is read from /proc, which only Linux has.');
      return figures.all;
    }
    const requests = quick ? { warm: 1000, all: 10_000 } : { warm: 100_000, all: 1_000_000 };
    const { path, body } = WORKLOADS.lpi;
    const asked = await launchEmulator(folder);
    const load = { path, body: await body(asked.url) };
    const reply = await ask(asked.url + path, { method: 'POST', body: load.body });
    await asked.end();
    // Not the one that was asked: it is not idle.
    const launches = [() => launchEmulator(folder), () => launchBare('bare-fastify', folder, reply)];
    await alternate(launches, Math.min(rounds, MOST_PROCESSES), async (launch) => {
      const server = await launch();
      try {
        await measure(server, load, requests, tell, figures);
      } finally {
        await server.end();
      }
    });
    return figures.all;
  },
};
