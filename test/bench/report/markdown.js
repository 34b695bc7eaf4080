/** The report in Markdown, from the results alone. */
import { summary } from '../figures/stats.js';
import { judge, TARGETS } from '../figures/targets.js';
import { chartsOf } from './charts.js';
import { formatNumber, withUnit } from './format.js';

const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const verdict = ({ value, isMet, missedBy }, { target, unit }) => {
  if (value === undefined) return 'not measured';
  if (isMet) return 'yes';
  return `**no**, by ${withUnit(missedBy, unit)} (${formatNumber((missedBy / target) * 100)} %)`;
};

const targetRow = (target, results) => {
  const judged = judge(target, results);
  const { value, measured, reference, measuredUnit } = judged;
  const { unit } = target;
  return [
    target.what.en,
    target.against?.en ?? '',
    `${target.bound === 'least' ? '≥' : '≤'} ${withUnit(target.target, unit)}`,
    value === undefined ? '' : withUnit(value, unit),
    reference === undefined ? '' : `${withUnit(measured, measuredUnit)} : ${withUnit(reference, measuredUnit)}`,
    verdict(judged, target),
  ];
};

const targets = (results) =>
  table(
    ['what', 'against', 'target', 'measured', 'medians', 'met'],
    TARGETS.map((target) => targetRow(target, results)),
  );

const spread = ({ min, max }) => `${formatNumber(min)} – ${formatNumber(max)}`;

/** One row for the three figures of a load. */
const loadRow = (figures, id) => {
  const [rate, p50, p99] = [id, `${id}/p50`, `${id}/p99`].map((one) => summary(figures[one].values));
  const cells = [rate, p50, p99].flatMap((figure) => [formatNumber(figure.median), spread(figure)]);
  return [figures[id].label, ...cells, rate.count];
};

const plainRow = ({ label, unit, values }) => {
  const all = summary(values);
  return [label, unit, formatNumber(all.median), spread(all), all.count];
};

const PLAIN_HEAD = ['what', 'unit', 'median', 'spread', 'measured'];
const LOAD_HEAD = ['what', 'requests/s', 'spread', 'p50, µs', 'spread', 'p99, µs', 'spread', 'rounds'];

const tables = (figures) => {
  const ids = Object.keys(figures);
  const loads = ids.filter((id) => `${id}/p50` in figures);
  const plain = ids.filter((id) => !loads.some((load) => id === load || id.startsWith(`${load}/`)));
  const plainRows = plain.map((id) => plainRow(figures[id]));
  const loadRows = loads.map((id) => loadRow(figures, id));
  return [
    ...(plainRows.length > 0 ? [table(PLAIN_HEAD, plainRows)] : []),
    ...(loadRows.length > 0 ? [table(LOAD_HEAD, loadRows)] : []),
  ];
};

const circumstances = ({ machine: { cores, cpu, memoryMiB, system }, versions }) =>
  `${cores} cores of ${cpu}, ${formatNumber(memoryMiB / 1024)} GiB, ${system}; ` +
  `${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join('; ')}.`;

/** One line for all parts that were measured on the same machine with the same versions. */
const measuredOn = (results) => {
  const names = new Map();
  for (const [name, part] of Object.entries(results)) {
    const text = circumstances(part);
    names.set(text, [...(names.get(text) ?? []), name]);
  }
  return [...names].map(([text, parts]) => `- ${parts.join(', ')}: ${text}`).join('\n');
};

const section = ([name, part]) =>
  [
    `## ${name}`,
    ...(part.quick
      ? ['**A smoke run (`--quick`), with less data than the targets are for: the figures mean little.**']
      : []),
    part.about,
    `${part.date}, \`${part.command}\`; rounds: ${part.rounds}; a load lasts ${part.seconds} s.`,
    ...part.notes.map((note) => `- ${note.replaceAll('\n', ' ')}`),
    ...Object.keys(chartsOf(name, part)).map((file) => `![${file.replace('.svg', '')}](charts/${file})`),
    ...tables(part.figures),
  ].join('\n\n');

/**
 * @param results by part, as in results.json
 * @param {string} notes the text of notes.md
 */
export const report = (results, notes) =>
  `${[
    '# What it costs',
    'Written by `npm run bench`, from [results.json](results.json). LPI is `list_process_instance`, LSI is\n' +
      '`list_service_instance_by_set_template`. Each figure is the median of its rounds; the spread is the least and the most.',
    '## Targets',
    'A ratio is that of two medians of the same run.',
    targets(results),
    notes.trim(),
    '## Machine and versions',
    measuredOn(results),
    ...Object.entries(results).map(section),
  ].join('\n\n')}\n`;
