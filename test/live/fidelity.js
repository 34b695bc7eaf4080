/** The numbers of the last replay and the known differences, as tables in the READMEs and in docs/. */
import { markdownTable } from '../../scripts/lib/markdown-table.js';
import { KNOWN_DIFFERENCES } from './known-differences.js';
import { COUNTED, EXPECTED } from './recordings.js';

/**
 * The files with tables, with their language.
 *
 * @type {[file: string, language: 'en' | 'zh'][]}
 */
export const FILES = [
  ['README.md', 'en'],
  ['README.zh-CN.md', 'zh'],
  ['docs/fidelity.md', 'en'],
  ['docs/fidelity.zh-CN.md', 'zh'],
];

const TEXT = {
  en: {
    counts: ['recorded replies', 'recorded', 'the same here'],
    again: ['the same recordings again', 'recorded', 'the same here'],
    others: ['replies that do not count', 'recorded', 'the same here'],
    all: 'all',
    differences: ['live', 'here', 'why', 'recordings'],
  },
  zh: {
    counts: ['录制的返回', '录制数', '相同'],
    again: ['换一种方式回放同样的录制', '录制数', '相同'],
    others: ['不计入的返回', '录制数', '相同'],
    all: '合计',
    differences: ['真实系统', '模拟器', '原因', '录制'],
  },
};

const KINDS = {
  esb: { en: 'of the ESB alone', zh: 'ESB 自身的返回' },
  forwarded: { en: 'to requests that the ESB passed on to CMDB', zh: 'ESB 转发给 CMDB 的请求' },
  cmdb: { en: 'of CMDB', zh: 'CMDB 的返回' },
  'api-server': { en: "of CMDB, at the emulator's own paths of CMDB", zh: 'CMDB 的返回，用模拟器中 CMDB 自己的路径' },
  'python-text': { en: "with a Python library's own wording", zh: '含 Python 库自身文字的返回' },
  'web-server': {
    en: 'of the web server below the ESB, or that depend on its settings',
    zh: 'ESB 之下 Web 服务器的返回，或取决于其设置的返回',
  },
  front: {
    en: 'that a proxy before the ESB changes, or to what only an emulator has',
    zh: '会被 ESB 之前的代理改变的返回，或只有模拟器才有的功能',
  },
  other: { en: 'of other components', zh: '其他组件的返回' },
};

/** How many results of each kind there are, and how many of them are the same. */
export const countsOf = (results) =>
  Object.fromEntries(
    Object.keys(KINDS).map((kind) => {
      const own = results.filter((result) => result.kind === kind);
      return [kind, { all: own.length, same: own.filter(({ same }) => same).length }];
    }),
  );

const sum = (counts) =>
  counts.reduce((total, { all, same }) => ({ all: total.all + all, same: total.same + same }), { all: 0, same: 0 });

const row = (name, { all, same }, emphasis = '') =>
  [name, String(all), String(same)].map((cell) => `${emphasis}${cell}${emphasis}`);

const countTable = (counts, language) =>
  markdownTable(TEXT[language].counts, [
    ...COUNTED.map((kind) => row(KINDS[kind][language], counts[kind])),
    row(TEXT[language].all, sum(COUNTED.map((kind) => counts[kind])), '**'),
  ]);

const kindTable = (head, kinds, counts, language) =>
  markdownTable(
    TEXT[language][head],
    kinds.map((kind) => row(KINDS[kind][language], counts[kind])),
  );

const AGAIN = EXPECTED.filter((kind) => !COUNTED.includes(kind));
const OTHERS = Object.keys(KINDS).filter((kind) => !EXPECTED.includes(kind));

const differenceTable = (language) =>
  markdownTable(
    TEXT[language].differences,
    KNOWN_DIFFERENCES.map(({ ids, live, here, why }) => [
      live[language],
      here[language],
      why[language],
      ids.map((id) => `\`${id}\``).join(' '),
    ]),
  );

const TABLES = {
  counts: countTable,
  again: (counts, language) => kindTable('again', AGAIN, counts, language),
  others: (counts, language) => kindTable('others', OTHERS, counts, language),
  differences: (_, language) => differenceTable(language),
};

/**
 * Replaces what stands between the marks `<!-- fidelity: NAME -->` and `<!-- /fidelity -->`.
 *
 * @param {string} markdown
 * @param counts of `countsOf`
 * @param {'en' | 'zh'} language
 */
export const withFidelity = (markdown, counts, language) =>
  markdown.replace(
    /(<!-- fidelity: (\w+) -->\n)[^]*?(\n<!-- \/fidelity -->)/g,
    (_, begin, name, end) => `${begin}\n${TABLES[name](counts, language)}\n${end}`,
  );
