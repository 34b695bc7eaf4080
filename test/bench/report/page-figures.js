/** The tables of figures in `docs/performance.md` and its Chinese page. */
import { markdownTable } from '../../../scripts/lib/markdown-table.js';
import { median } from '../figures/stats.js';
import { judge, TARGETS } from '../figures/targets.js';
import { withUnit } from './format.js';

const TEXT = {
  en: {
    targets: ['what', 'measured', 'against', 'ratio', 'target'],
    latency: ['', 'clients', 'p50', 'p99', 'p50, Fastify + better-sqlite3', 'p99, Fastify + better-sqlite3'],
  },
  zh: {
    targets: ['项目', '实测', '对比', '比值', '目标'],
    latency: ['', '客户端', 'p50', 'p99', 'Fastify + better-sqlite3 的 p50', 'Fastify + better-sqlite3 的 p99'],
  },
};
const LATENCY_ROWS = [
  ['lpi', 'LPI'],
  ['lsi10', 'LSI, limit 10'],
  ['lsi500', 'LSI, limit 500'],
].flatMap(([id, label]) => [1, 20].map((clients) => ({ load: `${id}/${clients}`, label, clients: String(clients) })));

const targetRow = (target, results, language) => {
  const { value, measured, reference, measuredUnit } = judge(target, results);
  if (value === undefined) return undefined;
  const isRatio = reference !== undefined;
  return [
    target.what[language],
    withUnit(measured, measuredUnit),
    isRatio ? `${target.against[language]}: ${withUnit(reference, measuredUnit)}` : '',
    isRatio ? withUnit(value, '') : '',
    `${target.bound === 'least' ? '≥' : '≤'} ${withUnit(target.target, target.unit)}`,
  ];
};

const latencyRow = ({ load, label, clients }, results) => {
  const figures = ['emulator/p50', 'emulator/p99', 'fastify-sqlite/p50', 'fastify-sqlite/p99'].map(
    (id) => results.contenders?.figures[`${load}/${id}`],
  );
  if (figures.includes(undefined)) return undefined;
  return [label, clients, ...figures.map(({ values, unit }) => withUnit(median(values), unit))];
};

/** A table of the rows that are not undefined. Those that are were not measured. */
const table = (head, allRows) => {
  const rows = allRows.filter((cells) => cells !== undefined);
  return rows.length === 0 ? [] : [markdownTable(head, rows)];
};

/** The pages show no figures of a smoke run. */
const withoutSmokeRuns = (results) => Object.fromEntries(Object.entries(results).filter(([, { quick }]) => !quick));

const tables = (all, language) => {
  const results = withoutSmokeRuns(all);
  const { targets, latency } = TEXT[language];
  return [
    ...table(
      targets,
      TARGETS.map((target) => targetRow(target, results, language)),
    ),
    ...table(
      latency,
      LATENCY_ROWS.map((row) => latencyRow(row, results)),
    ),
  ].join('\n\n');
};

const BETWEEN_MARKS = /(?<=<!-- figures -->\n)[^]*?(?=\n?<!-- \/figures -->)/;

/**
 * Replaces the figures between the marks of a Markdown text.
 *
 * @param {string} markdown
 * @param results by part, as in results.json
 * @param {'en' | 'zh'} language
 * @throws if the marks are missing
 */
export const withFigures = (markdown, results, language) => {
  if (!BETWEEN_MARKS.test(markdown))
    throw new Error('the marks <!-- figures --> and <!-- /figures --> are missing; put them back');
  return markdown.replace(BETWEEN_MARKS, () => `\n${tables(results, language)}\n`);
};
