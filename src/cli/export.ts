import { existsSync, statSync } from 'node:fs';
import { defaults, SETTINGS } from '../settings/settings.js';
import { Failure } from './explain-failure.js';
import type { DataSettings } from '../emulator/initial-data/origin.js';
import type { Rows } from '../fixtures/write/text.js';
import { otherAsked } from '../emulator/loader.js';
import type { Store } from '../store/store.js';
import type { Summary } from '../store/write.js';
import { STATUS, type Command } from './command.js';
import {
  claimOutput,
  formatOf,
  OUTPUT,
  OUTPUT_DEFAULTS,
  outputName,
  writeOutput,
  type OutputSettings,
} from './output.js';
import { amount, createProgress, rate, type Progress } from './progress.js';

type ExportSettings = DataSettings & OutputSettings & { db: string | undefined };

/** What an emulator with these settings would answer from. */
const openStore = async (settings: ExportSettings): Promise<Store> => {
  const { db } = settings;
  if (db !== undefined && !existsSync(db)) throw new Failure(`${db} is not there; name the database with --db`);
  if (db !== undefined && statSync(db).size === 0) throw new Failure(`${db} holds no data`);
  const [{ Store }, { resolveData }, { originOf }] = await Promise.all([
    import('../store/store.js'),
    import('../emulator/initial-data/resolve.js'),
    import('../emulator/initial-data/origin.js'),
  ]);
  const store = Store.open(db);
  try {
    if (db === undefined) await store.replace(await resolveData(settings), originOf(settings));
    else if (store.summary === undefined) throw new Failure(`${db} holds no data`);
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
};

const watched = (rows: Rows, progress: Progress): Rows => ({
  ...rows,
  service_instances: {
    *[Symbol.iterator]() {
      for (const row of rows.service_instances as Iterable<object>) {
        yield row;
        progress.step();
      }
    },
  },
});

const run: Command['run'] = async (given, _words, terminal) => {
  const settings = given as unknown as ExportSettings;
  claimOutput(settings);
  const format = formatOf(settings);
  const [{ exportRows }, { fixtureText }] = await Promise.all([
    import('../fixtures/write/export.js'),
    import('../fixtures/write/text.js'),
  ]);
  const store = await openStore(settings);
  const summary = store.summary as Summary;
  const other = otherAsked(settings, summary);
  if (other !== undefined) {
    terminal.err.write(`${settings.db as string} holds other data (${summary.origin}) than was asked for (${other})\n`);
  }
  const total = summary.counts.service_instances;
  const progress = createProgress(terminal, 'exporting', total);
  const started = performance.now();
  try {
    const text = fixtureText(watched(exportRows(store.contents), progress), format);
    if (!(await writeOutput(settings, text, terminal))) return STATUS.ok;
  } finally {
    progress.end();
    store.close();
  }
  terminal.err.write(
    `${outputName(settings)}: ${amount(total, 'service instance')} in ${rate(total, performance.now() - started)}\n`,
  );
  return STATUS.ok;
};

export const exportCommand: Command = {
  name: 'export',
  summary: 'writes the data as a fixture',
  usage: '[flags]',
  about: `Writes the data that "serve" with the same flags and variables answers from, as a fixture.
Loading it gives the same replies, byte for byte.`,
  settings: {
    db: { ...SETTINGS.db, about: 'database to read, of an emulator that is not running' },
    fixtures: SETTINGS.fixtures,
    seed: SETTINGS.seed,
    size: SETTINGS.size,
    ...OUTPUT,
  },
  defaults: { db: undefined, fixtures: [], seed: defaults.seed, size: defaults.size, ...OUTPUT_DEFAULTS },
  run,
};
