import { SIZES } from '../../demo/shapes.js';
import type { SettingTable } from '../setting.js';
import type { Settings } from '../values.js';

export const DATA_SETTINGS: SettingTable<Pick<Settings, 'db' | 'fixtures' | 'reload' | 'watch' | 'seed' | 'size'>> = {
  db: {
    flag: 'db',
    kind: 'string',
    placeholder: 'FILE',
    default: undefined,
    description: {
      en: 'The SQLite file that keeps the data. Without it, the data is in memory only.',
      zh: '保存数据的 SQLite 文件；不指定时，数据只在内存中。',
    },
  },
  fixtures: {
    flag: 'fixtures',
    alias: 'fixture',
    kind: 'strings',
    placeholder: 'PATH',
    default: [],
    description: {
      en: 'A fixture file, or a folder of them, to load in place of the default data. May be given several times.',
      zh: '要加载的 fixture 文件或目录，取代默认数据；可以多次指定。',
    },
  },
  reload: {
    flag: 'reload',
    kind: 'switch',
    default: false,
    description: {
      en: 'Load the fixtures in place of what the file of --db holds.',
      zh: '重新加载 fixture，替换 --db 文件中已有的数据。',
    },
  },
  watch: {
    flag: 'watch',
    kind: 'switch',
    default: false,
    description: {
      en: 'Load the fixtures again when they change. Needs --fixtures.',
      zh: 'fixture 改动后自动重新加载；需要同时指定 --fixtures。',
    },
  },
  seed: {
    flag: 'seed',
    kind: 'integer',
    min: 0,
    max: 2 ** 32 - 1,
    placeholder: 'N',
    default: 1,
    description: {
      en: 'The seed of the generated demo data.',
      zh: '生成演示数据所用的随机种子。',
    },
  },
  size: {
    flag: 'size',
    kind: 'choice',
    choices: SIZES,
    default: 'small',
    description: {
      en: 'How much demo data is generated: 900, some 10,000 or some 100,000 service instances.',
      zh: '演示数据的规模：900 个、约 1 万个或约 10 万个服务实例。',
    },
  },
};
