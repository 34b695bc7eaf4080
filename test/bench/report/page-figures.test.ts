import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import t from 'tap';
import { readResults } from '../figures/results-file.js';
import { withFigures } from './page-figures.js';
import { RESULTS } from './sample-results.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const EMPTY = 'Before.\n\n<!-- figures -->\n\n<!-- /figures -->\n\nAfter.\n';

const filled = (language: 'en' | 'zh'): string => withFigures(EMPTY, RESULTS, language);

t.test('figures come between the marks, as prettier formats them', async (t) => {
  for (const language of ['en', 'zh'] as const) {
    t.equal(await format(filled(language), { parser: 'markdown' }), filled(language), language);
    t.equal(withFigures(filled(language), RESULTS, language), filled(language), `${language}, once more`);
  }
});

t.test('each target has a row with the figure and its reference, each load one with p50 and p99', (t) => {
  const rows = (language: 'en' | 'zh') =>
    filled(language)
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) =>
        line
          .split('|')
          .map((cell) => cell.trim())
          .slice(1, -1),
      );
  t.strictSame(rows('en')[0], ['what', 'measured', 'against', 'ratio', 'target']);
  t.strictSame(rows('en')[2], [
    'LPI, 2 processes',
    '9,100 requests/s',
    'Fastify + better-sqlite3: 10,000 requests/s',
    '0.91',
    '≥ 0.80',
  ]);
  const isReset = ([what]: string[]) => what === 'reset of a sandbox' || what === '重置沙箱';
  t.strictSame(rows('en').filter(isReset), [['reset of a sandbox', '2.50 ms', '', '', '≤ 2.00 ms']]);
  t.strictSame(rows('zh').filter(isReset), [['重置沙箱', '2.50 ms', '', '', '≤ 2.00 ms']]);
  const latency = [
    ['LPI', '1', '123 µs', '369 µs', '234 µs', '702 µs'],
    ['LPI', '20', '301 µs', '903 µs', '91.0 µs', '273 µs'],
  ];
  t.strictSame(rows('en').slice(-2), latency);
  t.strictSame(rows('zh').slice(-2), latency);
  t.equal(rows('zh').length, rows('en').length);
  t.end();
});

t.test('figures of a smoke run are not shown', (t) => {
  t.notMatch(withFigures(EMPTY, { sandboxes: { ...RESULTS['sandboxes'], quick: true } }, 'en'), 'reset');
  t.throws(() => withFigures('no marks', RESULTS, 'en'), /put them back/);
  t.end();
});

t.test('the pages of performance have the figures of the committed results', (t) => {
  const results = readResults(`${root}test/bench`) as typeof RESULTS;
  for (const [name, language] of [
    ['docs/performance.md', 'en'],
    ['docs/performance.zh-CN.md', 'zh'],
  ] as const) {
    const text = readFileSync(root + name, 'utf8');
    t.equal(withFigures(text, results, language), text, 'run "npm run figures" and commit the result');
  }
  t.end();
});

t.test('the report is that of the committed results', async (t) => {
  const { report } = await import('./markdown.js');
  const { chartsOf } = await import('./charts.js');
  const read = (name: string): string => readFileSync(`${root}test/bench/${name}`, 'utf8');
  const results = readResults(`${root}test/bench`) as typeof RESULTS;
  const redraw = 'run "node test/bench/write-report.js" and commit the result';
  t.equal(report(results, read('notes.md')), read('results.md'), redraw);
  for (const [name, part] of Object.entries(results)) {
    for (const [file, svg] of Object.entries(chartsOf(name, part))) {
      t.equal(svg, read(`charts/${file}`), redraw);
    }
  }
});
