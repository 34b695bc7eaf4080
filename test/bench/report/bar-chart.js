/** A bar chart: horizontal bars with their medians and their spreads. */
import { element, picture, text } from './svg.js';
import { formatCount } from './format.js';

const WIDTH = 760;
const LEFT = 190;
const RIGHT = 110;
const BAR = 20;
const STEP = 28;
const HEAD = 34;
const TOP = 48;
const OWN = '#3a84ff';
const OTHER = '#b3bccc';

/**
 * @typedef {{ label: string, own: boolean, median: number, min: number, max: number }} Bar
 * @param {string} title
 * @param {{ title: string, bars: Bar[] }[]} groups each group has a scale of its own
 */
export const barChart = (title, groups) => {
  const elements = [];
  let y = TOP;
  for (const { title: heading, bars } of groups) {
    elements.push(text(16, y + 18, heading, { 'font-weight': 'bold', fill: '#444444' }));
    y += HEAD;
    const most = Math.max(...bars.map(({ max }) => max));
    const x = (value) => Math.round(LEFT + (value / most) * (WIDTH - LEFT - RIGHT));
    for (const { label, own, median, min, max } of bars) {
      const [middle, fill] = [y + BAR / 2, own ? OWN : OTHER];
      elements.push(
        text(LEFT - 8, middle + 4, label, { 'text-anchor': 'end', fill: '#222222' }),
        element('rect', { x: LEFT, y, width: Math.max(x(median) - LEFT, 1), height: BAR, fill }),
        element('path', { d: `M${x(min)} ${middle}H${x(max)}`, stroke: '#222222', 'stroke-width': 2 }),
        text(x(max) + 8, middle + 4, formatCount(median), { fill: '#222222' }),
      );
      y += STEP;
    }
  }
  return picture(WIDTH, y + 12, title, elements);
};
