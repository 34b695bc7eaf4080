import { existsSync, statSync } from 'node:fs';
import type { DataSettings } from '../../emulator/initial-data/origin.js';
import type { Rows } from '../../fixtures/write/text.js';
import type { Language } from '../../model/language.js';
import { SETTINGS } from '../../settings/settings.js';
import type { Store } from '../../store/datasets/store.js';
import type { Summary } from '../../store/datasets/summary.js';
import { EXIT_STATUS, type CommandProcess } from '../cli-process.js';
import type { Command } from '../command.js';
import { Failure } from '../failure.js';
import { amount, grouped, rate } from '../output/amounts.js';
import { formatOf, OUTPUT_SETTINGS, outputName, type OutputSettings } from '../output/output-settings.js';
import { createProgress, type Progress } from '../output/progress.js';
import { checkOutput, writeOutput } from '../output/write-output.js';
import { monotonicNow } from '../../util/clock.js';

type ExportSettings = DataSettings & OutputSettings & { db: string | undefined };

interface Words {
  label: string;
  done: (instances: number, rate: string) => string;
  otherData: (difference: string) => string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    label: 'exporting',
    done: (instances, rate) => `: ${amount(instances, 'service instance')} in ${rate}`,
    otherData: (difference) => `${difference}; what it holds is exported`,
  },
  zh: {
    label: '正在导出',
    done: (instances, rate) => `：服务实例 ${grouped(instances)} 个，用时 ${rate}`,
    otherData: (difference) => `${difference}；导出的是其中现有的数据`,
  },
};

/** Opens the data that `serve` answers from with the same settings. */
const openStore = async (settings: ExportSettings, cli: CommandProcess): Promise<Store> => {
  const { db } = settings;
  if (db !== undefined && !existsSync(db)) throw new Failure({ code: 'DATABASE_NOT_FOUND', file: db });
  if (db !== undefined && statSync(db).size === 0) throw new Failure({ code: 'DATABASE_EMPTY', file: db });
  const [{ Store }, { resolveData }, { differenceOf }] = await Promise.all([
    import('../../store/datasets/store.js'),
    import('../../emulator/initial-data/resolve.js'),
    import('../../emulator/initial-data/difference.js'),
  ]);
  const store = Store.open(db);
  try {
    if (db === undefined) {
      const { data, origin } = await resolveData(settings);
      await store.replace(data, origin);
      return store;
    }
    if (store.current === undefined) throw new Failure({ code: 'DATABASE_EMPTY', file: db });
    const difference = await differenceOf(db, settings, store.current);
    if (difference !== undefined) cli.stderr.write(`${WORDS[cli.lang].otherData(difference[cli.lang])}\n`);
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
};

const withProgress = (rows: Rows, progress: Progress): Rows => ({
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

const run: Command<ExportSettings>['run'] = async (settings, _operands, cli) => {
  checkOutput(settings);
  const format = formatOf(settings);
  const [{ exportRows }, { fixtureText }] = await Promise.all([
    import('../../fixtures/write/export.js'),
    import('../../fixtures/write/text.js'),
  ]);
  const store = await openStore(settings, cli);
  const summary = store.summary as Summary;
  const total = summary.counts.service_instances;
  const progress = createProgress(cli, WORDS[cli.lang].label, total);
  const started = monotonicNow();
  try {
    const text = fixtureText(withProgress(exportRows(store.contents), progress), format);
    if (!(await writeOutput(settings, text, cli))) return EXIT_STATUS.ok;
  } finally {
    progress.end();
    store.close();
  }
  const done = WORDS[cli.lang].done(total, rate(total, monotonicNow() - started, cli.lang));
  cli.stderr.write(`${outputName(settings, cli.lang)}${done}\n`);
  return EXIT_STATUS.ok;
};

export const exportCommand: Command<ExportSettings> = {
  name: 'export',
  summary: { en: 'Writes the data as a fixture.', zh: '把数据导出为 fixture。' },
  usage: '[flags]',
  description: {
    en: `Writes the data that "serve" answers from with the same flags and variables, as a fixture.
When the fixture is loaded, the replies are the same, byte for byte.`,
    zh: `把“serve”在相同的参数和环境变量下所用的数据导出为 fixture。
重新加载这个 fixture，返回逐字节一致。`,
  },
  examples: [
    {
      about: { en: 'Write the default data as YAML', zh: '把默认数据导出为 YAML' },
      line: 'bk-esb-emulator export --out all.yaml',
    },
    {
      about: { en: 'Write the data of a database as JSON', zh: '把数据库中的数据导出为 JSON' },
      line: 'bk-esb-emulator export --db esb.db --out all.json',
    },
  ],
  settings: {
    db: {
      ...SETTINGS.db,
      description: {
        en: 'The database to read. No emulator may be using it.',
        zh: '要读取的数据库；此时不能有模拟器正在使用它。',
      },
    },
    fixtures: SETTINGS.fixtures,
    seed: SETTINGS.seed,
    size: SETTINGS.size,
    ...OUTPUT_SETTINGS,
  },
  run,
};
