import type { ShapeError, ShapeFault } from '../../demo/check-shape.js';
import type { Generated, GeneratedServiceInstance } from '../../demo/generate.js';
import { fitShape, LOCALES, PLAIN, type Shape } from '../../demo/shapes.js';
import type { Message } from '../../messages/message.js';
import type { Language, Text } from '../../model/language.js';
import type { Setting, SettingTable } from '../../settings/setting.js';
import { SETTINGS } from '../../settings/settings.js';
import { UsageError } from '../../settings/usage-error.js';
import { EXIT_STATUS, type CommandProcess } from '../cli-process.js';
import type { Command } from '../command.js';
import { amount, grouped, rate } from '../output/amounts.js';
import { formatOf, OUTPUT_SETTINGS, outputName, type OutputSettings } from '../output/output-settings.js';
import { createProgress } from '../output/progress.js';
import { checkOutput, writeOutput } from '../output/write-output.js';
import { monotonicNow } from '../../util/clock.js';

type Counts = { [Name in keyof Shape]: Shape[Name] | undefined };
type GenerateSettings = Counts & OutputSettings & { seed: number; db: string | undefined };

/** Most businesses, set templates and modules. Their relations are computed before the first row, and kept in memory. */
const MOST_OWNERS = 1e6;

const count = (
  flag: string,
  description: Text,
  value: number | undefined,
  { max = 1e9, defaultText }: { max?: number; defaultText?: Text } = {},
): Setting<number | undefined> => ({
  flag,
  kind: 'integer',
  min: 0,
  max,
  placeholder: 'N',
  default: value,
  ...(defaultText === undefined ? {} : { defaultText }),
  description,
  flagOnly: true,
});

const SHAPE: SettingTable<Counts> = {
  businesses: count('businesses', { en: 'The number of businesses.', zh: '业务数。' }, undefined, {
    max: MOST_OWNERS,
    defaultText: { en: 'as many as suit the set templates', zh: '与集群模板数相称' },
  }),
  setTemplates: count('set-templates', { en: 'The number of set templates.', zh: '集群模板数。' }, undefined, {
    max: MOST_OWNERS,
    defaultText: { en: 'as many as suit the modules', zh: '与模块数相称' },
  }),
  modules: count('modules', { en: 'The number of modules.', zh: '模块数。' }, undefined, {
    max: MOST_OWNERS,
    defaultText: { en: 'as many as suit the service instances', zh: '与服务实例数相称' },
  }),
  hosts: count('hosts', { en: 'The number of hosts.', zh: '主机数。' }, undefined, {
    defaultText: { en: 'as many as suit the service instances', zh: '与服务实例数相称' },
  }),
  serviceInstances: count(
    'service-instances',
    { en: 'The number of service instances.', zh: '服务实例数。' },
    PLAIN.serviceInstances,
  ),
  processesPerInstance: count(
    'processes-per-instance',
    {
      en: 'The most processes that a service instance has. From 5 on, it has two on average.',
      zh: '每个服务实例最多有几个进程；为 5 或更大时，平均两个。',
    },
    PLAIN.processesPerInstance,
  ),
  locale: {
    flag: 'locale',
    kind: 'choice',
    choices: LOCALES,
    default: PLAIN.locale,
    description: { en: 'The language of the generated names.', zh: '生成的名称所用的语言。' },
    flagOnly: true,
  },
};

/** Calls `onRow` after each service instance that is read. */
const observed = (generated: Generated, onRow: (row: GeneratedServiceInstance) => void): Generated => ({
  ...generated,
  service_instances: {
    *[Symbol.iterator]() {
      for (const row of generated.service_instances) {
        yield row;
        onRow(row);
      }
    },
  },
});

const flagOf = (name: keyof Counts): string => `--${SHAPE[name].flag}`;

const describeFault = (fault: ShapeFault): Message =>
  'child' in fault
    ? { code: 'COMMAND_IMPOSSIBLE_SHAPE', child: flagOf(fault.child), parent: flagOf(fault.parent) }
    : { code: 'COMMAND_TOO_MANY', flag: flagOf(fault.name), most: fault.most, value: fault.value };

const create = async (seed: number, shape: Shape): Promise<Generated> => {
  const [{ generate }, { checkShape }] = await Promise.all([
    import('../../demo/generate.js'),
    import('../../demo/check-shape.js'),
  ]);
  try {
    checkShape(seed, shape);
  } catch (error) {
    // The flags have checked everything else.
    throw new UsageError(describeFault((error as ShapeError).fault));
  }
  return generate(seed, shape);
};

interface Words {
  label: string;
  done: (instances: number, processes: number, rate: string, memory: string) => string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    label: 'generating',
    done: (instances, processes, rate, memory) =>
      `: ${amount(instances, 'service instance')} and ${amount(processes, 'process')} in ${rate}, peak memory ${memory} MiB`,
  },
  zh: {
    label: '正在生成',
    done: (instances, processes, rate, memory) =>
      `：服务实例 ${grouped(instances)} 个，进程 ${grouped(processes)} 个，用时 ${rate}，内存峰值 ${memory} MiB`,
  },
};

const intoText = async (settings: GenerateSettings, generated: Generated, cli: CommandProcess): Promise<boolean> => {
  const { fixtureText } = await import('../../fixtures/write/text.js');
  return writeOutput(settings, fixtureText({ ...generated }, formatOf(settings)), cli);
};

const run: Command<GenerateSettings>['run'] = async (settings, _operands, cli) => {
  const { db, seed, out, force } = settings;
  if (db !== undefined && out !== undefined) throw new UsageError({ code: 'COMMAND_DATABASE_OR_FILE' });
  if (db === ':memory:') throw new UsageError({ code: 'COMMAND_DATABASE_IN_MEMORY' });
  if (db === undefined) {
    checkOutput(settings);
    formatOf(settings);
  }
  const shape = fitShape(settings);
  const total = shape.serviceInstances;
  const progress = createProgress(cli, WORDS[cli.lang].label, total);
  let processes = 0;
  const generated = observed(await create(seed, shape), (row) => {
    processes += row.processes?.length ?? 0;
    progress.step();
  });
  const started = monotonicNow();
  try {
    if (db !== undefined) {
      const [{ intoDatabase }, { toDataSet }] = await Promise.all([
        import('./into-database.js'),
        import('../../demo/dataset.js'),
      ]);
      const origin = { origin: `${total} service instances generated by seed ${seed}`, seed };
      await intoDatabase({ db, force }, toDataSet(generated), origin, cli);
    } else if (!(await intoText(settings, generated, cli))) return EXIT_STATUS.ok;
  } finally {
    progress.end();
  }
  const words = WORDS[cli.lang];
  const memory = grouped(cli.peakMemory() / 2 ** 20);
  const done = words.done(total, processes, rate(total, monotonicNow() - started, cli.lang), memory);
  cli.stderr.write(`${db ?? outputName(settings, cli.lang)}${done}\n`);
  return EXIT_STATUS.ok;
};

export const generate: Command<GenerateSettings> = {
  name: 'generate',
  summary: {
    en: 'Makes data by a seed, as a fixture or in a database.',
    zh: '按随机种子生成数据，写成 fixture 或写入数据库。',
  },
  usage: '[flags]',
  description: {
    en: `Makes data by a seed, as a fixture, or with --db in a database that "serve --db" answers from.
The same flags give the same bytes. A larger number leaves the rows of a smaller one as they were.`,
    zh: `按随机种子生成数据，写成 fixture；指定 --db 时写入数据库，之后可用“serve --db”提供服务。
参数相同，生成的字节就相同。增大某个数量时，原有的行保持不变。`,
  },
  examples: [
    {
      about: { en: 'Write a fixture of 50 service instances', zh: '生成含 50 个服务实例的 fixture' },
      line: 'bk-esb-emulator generate --service-instances 50 --out generated.yaml',
    },
    {
      about: { en: 'Fill a database with 2000 service instances', zh: '生成含 2000 个服务实例的数据库' },
      line: 'bk-esb-emulator generate --service-instances 2000 --db esb.db',
    },
    {
      about: { en: 'Answer with what the database holds', zh: '用该数据库中的数据提供服务' },
      line: 'bk-esb-emulator --db esb.db',
    },
  ],
  settings: {
    ...SHAPE,
    seed: {
      ...SETTINGS.seed,
      description: { en: 'The seed from which all data is made.', zh: '决定全部数据的随机种子。' },
      flagOnly: true,
    },
    db: {
      ...SETTINGS.db,
      description: {
        en: 'The SQLite file to write to, in place of a fixture.',
        zh: '要写入的 SQLite 文件，取代 fixture。',
      },
      flagOnly: true,
    },
    ...OUTPUT_SETTINGS,
    force: {
      ...OUTPUT_SETTINGS.force,
      description: {
        en: 'Replace the file, or the data in the database, that is there already.',
        zh: '替换已有的文件，或数据库中已有的数据。',
      },
    },
  },
  run,
};
