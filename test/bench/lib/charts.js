/** Which figures are drawn, and how. */
import { barChart } from './bars.js';
import { lineChart } from './lines.js';
import { median, summary } from './stats.js';

const CONTENDERS = ['emulator', 'bare-fastify', 'bare-http', 'mockoon', 'prism', 'wiremock'];
const WORKLOADS = ['lpi', 'lsi10', 'lsi500'];

const requests = (part) => {
  const groups = WORKLOADS.map((workload) => {
    const shown = CONTENDERS.map((name) => [name, part.figures[`${workload}/${name}`]]).filter(([, figure]) => figure);
    const bars = shown.map(([name, { label, values }]) => ({
      label: label.split(': ')[1],
      own: name === 'emulator',
      ...summary(values),
    }));
    return { title: shown[0]?.[1].label.split(': ')[0], bars };
  });
  return barChart(
    'Requests a second, by contender',
    groups.filter(({ bars }) => bars.length > 0),
  );
};

/** A line of the p50s of figures, each at its place on the x axis. */
const line = (part, label, places) => ({
  label,
  points: places
    .map(([x, id]) => ({ x, y: part.figures[`${id}/p50`] }))
    .filter(({ y }) => y !== undefined)
    .map(({ x, y }) => ({ x, y: median(y.values) })),
});

const P50 = 'p50, µs';

const size = (part) => {
  const places = (kind, clients) =>
    Object.entries(part.sizes).map(([role, count]) => [count, `${kind}/${clients}/${role}`]);
  return lineChart('Cost by size of the data, 1 client', { x: 'service instances', y: P50 }, [
    line(part, 'LPI, ids by chance', places('lpi', 1)),
    line(part, 'LSI, limit 10', places('lsi', 1)),
  ]);
};

const limit = (part) => {
  const places = [1, 10, 200, 500].map((one) => [one, `limit/1/${one}`]);
  return lineChart('Cost by limit, 1 client', { x: 'limit', y: P50 }, [line(part, 'LSI, first page', places)]);
};

const depth = (part) => {
  const large = part.sizes.large;
  const between = [0.001, 0.01, 0.1, 0.5].map((share) => [large * share, `page/1/${large * share}`]);
  const places = [[0, 'page/1/first'], ...between, [large * 0.99, 'page/1/deepest']];
  return lineChart('Cost by depth of the page, 1 client', { x: 'start', y: P50 }, [
    line(part, 'LSI, limit 10', places),
  ]);
};

/** By the part that they show. */
const CHARTS = {
  contenders: { 'requests.svg': requests },
  scale: { 'size.svg': size, 'limit.svg': limit },
  pages: { 'depth.svg': depth },
};

/** @returns {Record<string, string>} SVG by the name of the file */
export const chartsOf = (name, part) =>
  Object.fromEntries(Object.entries(CHARTS[name] ?? {}).map(([file, draw]) => [file, draw(part)]));
