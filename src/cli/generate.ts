import { SETTINGS } from '../settings/settings.js';
import type { Generated } from '../demo/generate.js';
import { fitShape, LOCALES, PLAIN, type Shape } from '../demo/shapes.js';
import { UsageError, type Setting } from '../settings/flags.js';
import { STATUS, type Command, type Terminal } from './command.js';
import type { Tell } from './into-database.js';
import {
  claimOutput,
  formatOf,
  OUTPUT,
  OUTPUT_DEFAULTS,
  outputName,
  writeOutput,
  type OutputSettings,
} from './output.js';
import { amount, createProgress, grouped, rate } from './progress.js';

type Counts = { [Name in keyof Shape]: Shape[Name] | undefined };
type GenerateSettings = Counts & OutputSettings & { seed: number; db: string | undefined };

/** Who belongs to whom is worked out before the first row, and kept in memory. */
const MOST_OWNERS = 1e6;

const count = (flag: string, about: string, max = 1e9): Setting => ({
  flag,
  kind: 'integer',
  min: 0,
  max,
  value: 'N',
  about,
  flagOnly: true,
});

const SHAPE: Record<keyof Shape, Setting> = {
  businesses: count('businesses', 'businesses; as many as suit the set templates without it', MOST_OWNERS),
  setTemplates: count('set-templates', 'set templates; as many as suit the modules without it', MOST_OWNERS),
  modules: count('modules', 'modules; as many as suit the service instances without it', MOST_OWNERS),
  hosts: count('hosts', 'hosts; as many as suit the service instances without it'),
  serviceInstances: count('service-instances', 'service instances'),
  processesPerInstance: count('processes-per-instance', 'the most that one has; from 5 on, two on average'),
  locale: { flag: 'locale', kind: 'choice', choices: LOCALES, about: 'language of names', flagOnly: true },
};

/** Tells of rows as they are read, which they are once. */
const told = (generated: Generated, tell: Tell): Generated => ({
  ...generated,
  service_instances: {
    *[Symbol.iterator]() {
      for (const row of generated.service_instances) {
        yield row;
        tell(1, row.processes?.length ?? 0);
      }
    },
  },
});

const create = async (seed: number, shape: Shape): Promise<Generated> => {
  const { checkShape, generate } = await import('../demo/generate.js');
  try {
    checkShape(seed, shape);
  } catch (error) {
    const { message } = error as RangeError;
    const names = Object.entries(SHAPE).map(([name, { flag }]) => [name, `--${flag}`] as const);
    throw new UsageError(names.reduce((text, [name, flag]) => text.replaceAll(name, flag), message));
  }
  return generate(seed, shape);
};

const intoText = async (settings: GenerateSettings, generated: Generated, terminal: Terminal): Promise<boolean> => {
  const { fixtureText } = await import('../fixtures/write/text.js');
  return writeOutput(settings, fixtureText({ ...generated }, formatOf(settings)), terminal);
};

const run: Command['run'] = async (given, _words, terminal) => {
  const settings = given as unknown as GenerateSettings;
  const { db, seed, out, force } = settings;
  if (db !== undefined && out !== undefined) throw new UsageError('--db and --out exclude each other; name one');
  if (db === ':memory:') throw new UsageError('--db :memory: would be gone at the end; name a file');
  if (db === undefined) {
    claimOutput(settings);
    formatOf(settings);
  }
  const shape = fitShape(settings);
  const total = shape.serviceInstances;
  const progress = createProgress(terminal, 'generating', total);
  let processes = 0;
  const tell: Tell = (serviceInstances, theirProcesses) => {
    processes += theirProcesses;
    for (let step = 0; step < serviceInstances; step += 1) progress.step();
  };
  const generated = told(await create(seed, shape), tell);
  const started = performance.now();
  try {
    if (db !== undefined) {
      const { intoDatabase } = await import('./into-database.js');
      await intoDatabase({ db, force, seed, shape }, generated, tell, terminal);
    } else if (!(await intoText(settings, generated, terminal))) return STATUS.ok;
  } finally {
    progress.end();
  }
  terminal.err.write(
    `${db ?? outputName(settings)}: ${amount(total, 'service instance')} and ` +
      `${amount(processes, 'process')} in ${rate(total, performance.now() - started)}, ` +
      `peak memory ${grouped(terminal.peakMemory() / 2 ** 20)} MiB\n`,
  );
  return STATUS.ok;
};

export const generate: Command = {
  name: 'generate',
  summary: 'makes a data set by seed, as a fixture or into a database',
  usage: '[flags]',
  about: `Makes a data set by seed, as a fixture, or, with --db, into a database that "serve --db" then serves.
The same flags give the same bytes, and more of anything leaves all other rows as they were.`,
  settings: {
    ...SHAPE,
    seed: { ...SETTINGS.seed, about: 'seed', flagOnly: true },
    db: { ...SETTINGS.db, about: 'SQLite file to write to, in place of a fixture', flagOnly: true },
    ...OUTPUT,
  },
  defaults: { ...PLAIN, seed: 1, ...OUTPUT_DEFAULTS },
  run,
};
