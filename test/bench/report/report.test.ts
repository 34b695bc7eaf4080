import t from 'tap';
import { chartsOf } from './charts.js';
import { report } from './markdown.js';
import { RESULTS } from './sample-results.js';

/** Every element is closed, and angle brackets have nothing else in them. */
const isWellFormed = (svg: string): boolean => {
  const open: string[] = [];
  for (const [, close, name, alone] of svg.matchAll(/<(\/?)([a-z]+)(?: [a-zA-Z:-]+="[^"<>]*")*(\/?)>/g)) {
    if (close === '/' && open.pop() !== name) return false;
    if (close === '' && alone === '') open.push(name as string);
  }
  return open.length === 0 && !/[<>]/.test(svg.replaceAll(/<[^<>]+>/g, ''));
};

t.test('charts are well-formed and show each value', (t) => {
  const expected: Record<string, Record<string, string[]>> = {
    contenders: {
      'requests.svg': ['9,100', '10,000', '1,310', 'bk-esb-emulator', 'Prism', 'LPI, 2 processes, 20 clients'],
      'p50.svg': ['123', '234', '301', '91', '910'],
      'p99.svg': ['369', '702', '903', '273', '2,730'],
    },
    sandboxes: {},
  };
  for (const [name, files] of Object.entries(expected)) {
    const charts: Record<string, string> = chartsOf(name, RESULTS[name]);
    t.strictSame(Object.keys(charts), Object.keys(files), name);
    for (const [file, values] of Object.entries(files)) {
      const svg = charts[file] as string;
      t.ok(isWellFormed(svg), file);
      for (const value of values) t.match(svg, `>${value}</text>`, `${file} has ${value}`);
    }
  }
  t.end();
});

t.test('the report has the verdicts, the notes, the circumstances and all figures', (t) => {
  const text = report(RESULTS, '## By hand\n\nA note.\n');
  const plain = '| Fastify + better-sqlite3 |';
  t.match(text, `| LPI, 2 processes ${plain} ≥ 0.80 | 0.91 | 9,100 requests/s : 10,000 requests/s | yes |`);
  t.match(text, `| p99 of LPI, 2 processes, 1 client ${plain} ≤ 2.00 | 0.53 | 369 µs : 702 µs | yes |`);
  t.match(
    text,
    `| p99 of LPI, 2 processes, 20 clients ${plain} ≤ 2.00 | 3.31 | 903 µs : 273 µs | **no**, by 1.31 (65.4 %) |`,
  );
  t.match(text, '| reset of a sandbox |  | ≤ 2.00 ms | 2.50 ms |  | **no**, by 0.50 ms (25.0 %) |');
  t.match(text, /\| Mockoon \| ≥ 8.00 \| {2}\| {2}\| not measured \|/);
  t.match(text, /on one core \| {2}\| ≥ 12,000 service instances\/s \| {2}\| {2}\| not measured \|/);
  t.match(text, '## By hand\n\nA note.\n');
  t.match(text, '- contenders, scale, sandboxes: 2 cores of A CPU, 4.00 GiB, Linux 6; Node.js v20.');
  t.match(text, '2026-11-25, `npm run bench`; rounds: 3; a load lasts 2 s.');
  t.match(text, '- Something is left out.');
  const prism = '| 1,310 | 1,300 – 1,320 | 910 | 900 – 920 | 2,730 | 2,700 – 2,760 | 3 |';
  t.match(text, `| LPI, 2 processes, 20 clients: Prism ${prism}`);
  t.match(text, '| reset of a sandbox | ms | 2.50 | 1.50 – 2.75 | 3 |');
  t.notMatch(text, 'smoke run');
  t.match(report({ sandboxes: { ...RESULTS['sandboxes'], quick: true } }, ''), 'smoke run');
  t.end();
});
