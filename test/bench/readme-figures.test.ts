import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import t from 'tap';
import { withFigures } from './lib/readme-figures.js';
import { readResults } from './lib/results.js';
import { RESULTS } from './results.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const EMPTY = 'Before.\n\n<!-- figures -->\n\n<!-- /figures -->\n\nAfter.\n';

const filled = (language: 'en' | 'zh'): string => withFigures(EMPTY, RESULTS, language);

t.test('figures are put between the marks, as prettier would write them', async (t) => {
  for (const language of ['en', 'zh'] as const) {
    t.equal(await format(filled(language), { parser: 'markdown' }), filled(language), language);
    t.equal(withFigures(filled(language), RESULTS, language), filled(language), `${language}, once more`);
  }
});

t.test('each row has what was measured, and against what', (t) => {
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
    'bare Fastify: 10,000 requests/s',
    '0.91',
    '≥ 0.90',
  ]);
  t.strictSame(rows('en').at(-1), ['reset of a sandbox', '2.50 ms', '', '', '≤ 2.00 ms']);
  t.strictSame(rows('zh').at(-1), ['重置沙箱', '2.50 ms', '', '', '≤ 2.00 ms']);
  t.equal(rows('zh').length, rows('en').length);
  t.end();
});

t.test('a smoke run is none of the figures that are shown', (t) => {
  t.notMatch(withFigures(EMPTY, { reset: { ...RESULTS['reset'], quick: true } }, 'en'), 'reset');
  t.throws(() => withFigures('no marks', RESULTS, 'en'), /put them back/);
  t.end();
});

t.test('the READMEs have the figures of the committed results', (t) => {
  const results = readResults(`${root}test/bench`) as typeof RESULTS;
  for (const [name, language] of [
    ['README.md', 'en'],
    ['README.zh-CN.md', 'zh'],
  ] as const) {
    const text = readFileSync(root + name, 'utf8');
    t.equal(withFigures(text, results, language), text, 'run "npm run figures" and commit the result');
  }
  t.end();
});

t.test('the report is that of the committed results', async (t) => {
  const { report } = await import('./lib/markdown.js');
  const { chartsOf } = await import('./lib/charts.js');
  const read = (name: string): string => readFileSync(`${root}test/bench/${name}`, 'utf8');
  const results = readResults(`${root}test/bench`) as typeof RESULTS;
  const redraw = 'run "node test/bench/report.js" and commit the result';
  t.equal(report(results, read('notes.md')), read('results.md'), redraw);
  for (const [name, part] of Object.entries(results)) {
    for (const [file, svg] of Object.entries(chartsOf(name, part))) {
      t.equal(svg, read(`charts/${file}`), redraw);
    }
  }
});
