/** Lines over a logarithmic axis, each point with its value. */
import { element, picture, text } from './svg.js';
import { grouped, short } from './words.js';

const [WIDTH, HEIGHT] = [760, 380];
const [LEFT, RIGHT, TOP, BOTTOM] = [70, 40, 84, 56];
const COLOURS = ['#3a84ff', '#e8833a', '#2f9e6e', '#9a5bd0'];

/** As wide as what is written below a point. */
const LABEL_WIDTH = 44;

/** Those that have room for what is written below them, the last before all. */
const withRoom = (xs, atX) => {
  const kept = [];
  for (const x of [...xs].reverse()) if (kept.length === 0 || atX(kept[0]) - atX(x) >= LABEL_WIDTH) kept.unshift(x);
  return kept;
};

/** Zero is where a page starts; a logarithm has none. */
const scaled = (value) => Math.log10(value + 1);

/**
 * @param {string} title
 * @param {{ x: string, y: string }} axes what is on them
 * @param {{ label: string, points: { x: number, y: number }[] }[]} series
 */
export const lineChart = (title, axes, series) => {
  const all = series.flatMap(({ points }) => points);
  const xs = [...new Set(all.map(({ x }) => x))].sort((one, other) => one - other);
  const [least, range] = [scaled(xs[0]), scaled(xs.at(-1)) - scaled(xs[0]) || 1];
  const most = Math.max(...all.map(({ y }) => y)) * 1.1;
  const atX = (x) => Math.round(LEFT + 20 + ((scaled(x) - least) / range) * (WIDTH - LEFT - RIGHT - 40));
  const atY = (y) => Math.round(HEIGHT - BOTTOM - (y / most) * (HEIGHT - TOP - BOTTOM));

  const floor = HEIGHT - BOTTOM;
  const elements = [
    element('path', { d: `M${LEFT} ${TOP}V${floor}H${WIDTH - RIGHT}`, stroke: '#888888', fill: 'none' }),
    text(LEFT, TOP - 10, axes.y, { fill: '#444444', 'text-anchor': 'middle' }),
    text(WIDTH - RIGHT, HEIGHT - 12, axes.x, { fill: '#444444', 'text-anchor': 'end' }),
    text(LEFT - 8, floor + 4, '0', { fill: '#444444', 'text-anchor': 'end' }),
    ...withRoom(xs, atX).map((x) => text(atX(x), floor + 20, short(x), { fill: '#444444', 'text-anchor': 'middle' })),
  ];
  for (const [index, { label, points }] of series.entries()) {
    const colour = COLOURS[index % COLOURS.length];
    const path = points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${atX(x)} ${atY(y)}`).join('');
    elements.push(
      element('path', { d: path, stroke: colour, 'stroke-width': 2, fill: 'none' }),
      text(LEFT + 50 + index * 165, 54, label, { fill: colour, 'font-weight': 'bold' }),
      ...points.flatMap(({ x, y }) => [
        element('circle', { cx: atX(x), cy: atY(y), r: 4, fill: colour }),
        text(atX(x), atY(y) + (index % 2 === 0 ? -9 : 19), grouped(y), {
          fill: colour,
          'text-anchor': 'middle',
          'font-size': 12,
        }),
      ]),
    );
  }
  return picture(WIDTH, HEIGHT, title, elements);
};
