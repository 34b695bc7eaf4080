import t from 'tap';
import { chartsOf } from './lib/charts.js';
import { report } from './lib/markdown.js';
import { judge, TARGETS } from './lib/targets.js';
import { RESULTS } from './results.js';

/** Every element that opens is closed, and nothing else is in angle brackets. */
const isWellFormed = (svg: string): boolean => {
  const open: string[] = [];
  for (const [, close, name, alone] of svg.matchAll(/<(\/?)([a-z]+)(?: [a-zA-Z:-]+="[^"<>]*")*(\/?)>/g)) {
    if (close === '/' && open.pop() !== name) return false;
    if (close === '' && alone === '') open.push(name as string);
  }
  return open.length === 0 && !/[<>]/.test(svg.replaceAll(/<[^<>]+>/g, ''));
};

const charts = (name: string): Record<string, string> => chartsOf(name, RESULTS[name]);

t.test('charts are well-formed, and have each value', (t) => {
  const expected: Record<string, Record<string, string[]>> = {
    contenders: { 'requests.svg': ['9,100', '10,000', '1,310', 'bk-esb-emulator', 'Prism'] },
    scale: { 'size.svg': ['123', '234', '345', '1 k', '1 M'], 'limit.svg': ['456', '567'] },
    pages: { 'depth.svg': ['111', '222', '333'] },
    reset: {},
  };
  for (const [name, files] of Object.entries(expected)) {
    const drawn = charts(name);
    t.strictSame(Object.keys(drawn), Object.keys(files), name);
    for (const [file, values] of Object.entries(files)) {
      const svg = drawn[file] as string;
      t.ok(isWellFormed(svg), file);
      for (const value of values) t.match(svg, `>${value}</text>`, `${file} has ${value}`);
    }
  }
  t.end();
});

const target = (figure: string, reference?: string) => {
  const found = TARGETS.find(
    (one) => one.figure === figure && (reference === undefined || one.reference === reference),
  );
  if (found === undefined) throw new Error(`there is no target for ${figure}`);
  return found;
};

t.test('a verdict is of medians, and says by how much a target is missed', (t) => {
  const fastify = judge(target('lpi/emulator', 'lpi/bare-fastify'), RESULTS);
  t.match(fastify, { value: 0.91, isMet: true, missedBy: 0, measured: 9100, reference: 10_000 });
  const prism = judge(target('lpi/emulator', 'lpi/prism'), RESULTS);
  t.equal(prism.isMet, false);
  t.ok(Math.abs((prism.missedBy ?? 0) - (8 - 9100 / 1310)) < 1e-9);
  t.match(judge(target('reset'), RESULTS), { value: 2.5, unit: 'ms', isMet: false, missedBy: 0.5 });
  t.strictSame(judge(target('generate'), RESULTS), { value: undefined });
  t.end();
});

t.test('the report has the verdicts, the notes, the circumstances and all figures', (t) => {
  const text = report(RESULTS, '## By hand\n\nWhat bounds it.\n');
  t.match(text, '| LPI, 2 processes | bare Fastify | ≥ 0.90 | 0.91 | 9,100 requests/s : 10,000 requests/s | yes |');
  t.match(text, '| reset of a sandbox |  | ≤ 2.00 ms | 2.50 ms |  | **no**, by 0.50 ms (25.0 %) |');
  t.match(text, /\| Mockoon \| ≥ 8.00 \| {2}\| {2}\| not measured \|/);
  t.match(text, '## By hand\n\nWhat bounds it.\n');
  t.match(text, '- contenders, scale, pages, reset: 2 cores of A CPU, 4.00 GiB, Linux 6; Node.js v20.');
  t.match(text, '2026-11-25, `npm run bench`; rounds: 3; a load lasts 2 s.');
  t.match(text, '- Something is left out.');
  t.match(text, '| LPI, 2 processes: Prism | 1,310 | 1,300 – 1,320 | 910 | 900 – 920 | 2,730 | 3 |');
  t.match(text, '| reset of a sandbox | ms | 2.50 | 1.50 – 2.75 | 3 |');
  t.notMatch(text, 'smoke run');
  t.match(report({ reset: { ...RESULTS['reset'], quick: true } }, ''), 'smoke run');
  t.end();
});
