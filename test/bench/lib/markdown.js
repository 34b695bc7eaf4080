/** The report, in Markdown, drawn from the results alone. */
import { chartsOf } from './charts.js';
import { summary } from './stats.js';
import { judge, TARGETS } from './targets.js';
import { amount, number } from './words.js';

const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const bound = ({ bound: which, target }, unit) => `${which === 'least' ? '≥' : '≤'} ${amount(target, unit)}`;

const verdict = ({ value, unit, isMet, missedBy }, target) => {
  if (value === undefined) return 'not measured';
  if (isMet) return 'yes';
  return `**no**, by ${amount(missedBy, unit)} (${number((missedBy / target.target) * 100)} %)`;
};

const targetRow = (target, results) => {
  const judged = judge(target, results);
  const { value, unit = target.reference === undefined ? 'ms' : '', measured, reference, of } = judged;
  return [
    target.what.en,
    target.against?.en ?? '',
    bound(target, unit),
    value === undefined ? '' : amount(value, unit),
    reference === undefined ? '' : `${amount(measured, of)} : ${amount(reference, of)}`,
    verdict(judged, target),
  ];
};

const targets = (results) =>
  table(
    ['what', 'against', 'target', 'measured', 'medians', 'met'],
    TARGETS.map((target) => targetRow(target, results)),
  );

const spread = ({ min, max }) => `${number(min)} – ${number(max)}`;

/** What wrk measured comes as three figures, which are one row. */
const loadRow = (figures, id) => {
  const [rate, p50, p99] = [id, `${id}/p50`, `${id}/p99`].map((one) => summary(figures[one].values));
  const { label } = figures[id];
  return [label, number(rate.median), spread(rate), number(p50.median), spread(p50), number(p99.median), rate.count];
};

const plainRow = ({ label, unit, values }) => {
  const all = summary(values);
  return [label, unit, number(all.median), spread(all), all.count];
};

const tables = (figures) => {
  const ids = Object.keys(figures);
  const loads = ids.filter((id) => `${id}/p50` in figures);
  const plain = ids.filter((id) => !loads.some((load) => id === load || id.startsWith(`${load}/`)));
  return [
    ...(plain.length > 0
      ? [
          table(
            ['what', 'unit', 'median', 'spread', 'measured'],
            plain.map((id) => plainRow(figures[id])),
          ),
        ]
      : []),
    ...(loads.length > 0
      ? [
          table(
            ['what', 'requests/s', 'spread', 'p50, µs', 'spread', 'p99, µs', 'rounds'],
            loads.map((id) => loadRow(figures, id)),
          ),
        ]
      : []),
  ];
};

const circumstances = ({ machine: { cores, cpu, memoryMiB, system }, versions }) =>
  `${cores} cores of ${cpu}, ${number(memoryMiB / 1024)} GiB, ${system}; ` +
  `${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join('; ')}.`;

/** Parts that were measured on the same machine, with the same versions, are named together. */
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
      ? ['**A smoke run (`--quick`), with less data than the targets are for: the figures tell little.**']
      : []),
    part.about,
    `${part.date}, \`${part.command}\`; rounds: ${part.rounds}; a load lasts ${part.seconds} s.`,
    ...part.notes.map((note) => `- ${note.replaceAll('\n', ' ')}`),
    ...Object.keys(chartsOf(name, part)).map((file) => `![${file.replace('.svg', '')}](charts/${file})`),
    ...tables(part.figures),
  ].join('\n\n');

/**
 * @param results by part, as in results.json
 * @param {string} notes what was written by hand
 */
export const report = (results, notes) =>
  `${[
    '# What it costs',
    'Written by `npm run bench`, from [results.json](results.json). LPI is `list_process_instance`, LSI is\n' +
      '`list_service_instance_by_set_template`. Each figure is a median; the spread is the least and the most.',
    '## What it must show',
    'Ratios are of medians of the same run.',
    targets(results),
    notes.trim(),
    '## What it was measured on',
    measuredOn(results),
    ...Object.entries(results).map(section),
  ].join('\n\n')}\n`;
