import type { Generated } from '../../demo/generate.js';
import { fitShape, LOCALES, PLAIN, type Shape } from '../../demo/shapes.js';
import type { Setting, SettingTable } from '../../settings/setting.js';
import { SETTINGS } from '../../settings/settings.js';
import { UsageError } from '../../settings/usage-error.js';
import { EXIT_STATUS, type CliProcess } from '../cli-process.js';
import type { Command } from '../command.js';
import { amount, grouped, rate } from '../output/amounts.js';
import { formatOf, OUTPUT_SETTINGS, outputName, type OutputSettings } from '../output/output-settings.js';
import { createProgress } from '../output/progress.js';
import { checkOutput, writeOutput } from '../output/write-output.js';
import type { Tell } from './into-database.js';

type Counts = { [Name in keyof Shape]: Shape[Name] | undefined };
type GenerateSettings = Counts & OutputSettings & { seed: number; db: string | undefined };

/** Who belongs to whom is worked out before the first row, and kept in memory. */
const MOST_OWNERS = 1e6;

const count = (
  flag: string,
  description: string,
  value: number | undefined,
  max = 1e9,
): Setting<number | undefined> => ({
  flag,
  kind: 'integer',
  min: 0,
  max,
  placeholder: 'N',
  default: value,
  description,
  flagOnly: true,
});

const SHAPE: SettingTable<Counts> = {
  businesses: count('businesses', 'businesses; as many as suit the set templates without it', undefined, MOST_OWNERS),
  setTemplates: count('set-templates', 'set templates; as many as suit the modules without it', undefined, MOST_OWNERS),
  modules: count('modules', 'modules; as many as suit the service instances without it', undefined, MOST_OWNERS),
  hosts: count('hosts', 'hosts; as many as suit the service instances without it', undefined),
  serviceInstances: count('service-instances', 'service instances', PLAIN.serviceInstances),
  processesPerInstance: count(
    'processes-per-instance',
    'the most that one has; from 5 on, two on average',
    PLAIN.processesPerInstance,
  ),
  locale: {
    flag: 'locale',
    kind: 'choice',
    choices: LOCALES,
    default: PLAIN.locale,
    description: 'language of names',
    flagOnly: true,
  },
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
  const { checkShape, generate } = await import('../../demo/generate.js');
  try {
    checkShape(seed, shape);
  } catch (error) {
    const { message } = error as RangeError;
    const names = Object.entries(SHAPE).map(([name, { flag }]) => [name, `--${flag}`] as const);
    throw new UsageError(names.reduce((text, [name, flag]) => text.replaceAll(name, flag), message));
  }
  return generate(seed, shape);
};

const intoText = async (settings: GenerateSettings, generated: Generated, cli: CliProcess): Promise<boolean> => {
  const { fixtureText } = await import('../../fixtures/write/text.js');
  return writeOutput(settings, fixtureText({ ...generated }, formatOf(settings)), cli);
};

const run: Command<GenerateSettings>['run'] = async (settings, _operands, cli) => {
  const { db, seed, out, force } = settings;
  if (db !== undefined && out !== undefined) throw new UsageError('--db and --out exclude each other; name one');
  if (db === ':memory:') throw new UsageError('--db :memory: would be gone at the end; name a file');
  if (db === undefined) {
    checkOutput(settings);
    formatOf(settings);
  }
  const shape = fitShape(settings);
  const total = shape.serviceInstances;
  const progress = createProgress(cli, 'generating', total);
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
      await intoDatabase({ db, force, seed, shape }, generated, tell, cli);
    } else if (!(await intoText(settings, generated, cli))) return EXIT_STATUS.ok;
  } finally {
    progress.end();
  }
  cli.stderr.write(
    `${db ?? outputName(settings)}: ${amount(total, 'service instance')} and ` +
      `${amount(processes, 'process')} in ${rate(total, performance.now() - started)}, ` +
      `peak memory ${grouped(cli.peakMemory() / 2 ** 20)} MiB\n`,
  );
  return EXIT_STATUS.ok;
};

export const generate: Command<GenerateSettings> = {
  name: 'generate',
  summary: 'makes a data set by seed, as a fixture or into a database',
  usage: '[flags]',
  description: `Makes a data set by seed, as a fixture, or, with --db, into a database that "serve --db" then serves.
The same flags give the same bytes, and more of anything leaves all other rows as they were.`,
  settings: {
    ...SHAPE,
    seed: { ...SETTINGS.seed, description: 'seed', flagOnly: true },
    db: { ...SETTINGS.db, description: 'SQLite file to write to, in place of a fixture', flagOnly: true },
    ...OUTPUT_SETTINGS,
  },
  run,
};
