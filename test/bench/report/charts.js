/** The charts of the report. */
import { summary } from '../figures/stats.js';
import { barChart } from './bar-chart.js';

const CONTENDERS = ['emulator', 'beside', 'fastify-sqlite', 'mockoon', 'prism', 'wiremock'];
const WORKLOADS = ['lpi', 'lsi10', 'lsi500'];

/** A group of bars: one figure of each contender. */
const group = (figures, load, suffix) => {
  const shown = CONTENDERS.filter((name) => `${load}/${name}` in figures);
  const labels = shown.map((name) => figures[`${load}/${name}`].label.split(': '));
  const bars = shown.map((name, index) => ({
    label: labels[index][1],
    own: name === 'emulator',
    ...summary(figures[`${load}/${name}${suffix}`].values),
  }));
  return { title: labels[0]?.[0], bars };
};

const chart = (title, clients, suffix) => (part) => {
  const loads = WORKLOADS.flatMap((workload) => clients.map((count) => `${workload}/${count}`));
  const groups = loads.map((load) => group(part.figures, load, suffix)).filter(({ bars }) => bars.length > 0);
  return barChart(title, groups);
};

/** By part and by name of the file. */
const CHARTS = {
  contenders: {
    'requests.svg': chart('Requests a second, by contender', [20], ''),
    'p50.svg': chart('p50 in µs, by contender', [1, 20], '/p50'),
    'p99.svg': chart('p99 in µs, by contender', [1, 20], '/p99'),
  },
};

/** @returns {Record<string, string>} the SVG by the name of its file */
export const chartsOf = (name, part) =>
  Object.fromEntries(Object.entries(CHARTS[name] ?? {}).map(([file, draw]) => [file, draw(part)]));
