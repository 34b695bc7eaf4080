/** Changes the watched fixture again and again. */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../lib/connection.js';
import { fixtureOf } from './generation.js';

const PAUSE_MS = 3000;
const POLL_MS = 100;
const MOST_MS = 60_000;

/** Editors and deployments replace a file like this. */
export const writeFixture = (folder, generation) => {
  writeFileSync(join(folder, '../next.json'), JSON.stringify(fixtureOf(generation)));
  renameSync(join(folder, '../next.json'), join(folder, 'fixture.json'));
};

const digestOf = async (port) => (await ask(port, 'GET', '/readyz')).json.data.digest;

/** @param {{ port: number, folder: string, baseline: import('./timeline.js').Timeline, nextGeneration: () => number, until: number }} reloader */
export const reloadAgainAndAgain = async ({ port, folder, baseline, nextGeneration, until }, report) => {
  while (performance.now() < until && !report.hasFailed()) {
    await sleep(Math.min(PAUSE_MS, Math.max(0, until - performance.now())));
    const generation = nextGeneration();
    const before = await digestOf(port);
    await baseline.change(generation, async () => {
      const written = performance.now();
      writeFixture(folder, generation);
      while ((await digestOf(port)) === before) {
        if (performance.now() - written > MOST_MS) return report.fail('a changed fixture is not loaded after a minute');
        await sleep(POLL_MS);
      }
    });
    report.count('reload');
  }
};
