import t from 'tap';
import { createProgress } from '../../../src/cli/output/progress.js';
import type { Language } from '../../../src/model/language.js';
import { collector } from '../helper.js';

/** Does all of the work, at a given number of rows a second, and gives what was written. */
const work = (
  total: number,
  columns: number | undefined,
  rowsPerSecond = 1000,
  until = total,
  lang: Language = 'en',
): string => {
  const { stream, text } = collector();
  let time = 5;
  const progress = createProgress(
    { stderr: stream, columns, lang },
    lang === 'en' ? 'doing' : '正在生成',
    total,
    () => time,
  );
  for (let row = 0; row < until; row++) {
    time += 1000 / rowsPerSecond;
    progress.step();
  }
  progress.end();
  return text();
};

t.test('little work shows no progress', (t) => {
  for (const columns of [undefined, 80]) {
    t.equal(work(9_999, columns), '');
    t.equal(work(0, columns), '');
  }
  t.end();
});

t.test('without a terminal, each tenth is a line', (t) => {
  const lines = work(10_000, undefined).split('\n');
  t.equal(lines.length, 11);
  t.equal(lines[0], 'doing: 10 %, 1,000 of 10,000, 1.0 s');
  t.equal(lines[8], 'doing: 90 %, 9,000 of 10,000, 9.0 s');
  t.equal(lines[9], 'doing: 100 %, 10,000 of 10,000, 10 s');
  t.equal(lines[10], '');
  t.end();
});

t.test('on a terminal, a bar is redrawn in place and removed at the end', (t) => {
  const drawn = work(40_000, 80).split('\r').slice(1);
  t.equal(drawn.pop(), '\x1b[K', 'the bar is removed');
  t.equal(drawn[0], 'doing ░░░░░░░░░░ 0 %  200 of 40,000, 1,000 a second, 40 s left\x1b[K');
  t.equal(drawn[99], 'doing █████░░░░░ 50 %  20,000 of 40,000, 1,000 a second, 20 s left\x1b[K');
  t.equal(
    drawn[158],
    'doing ██████████ 79 %  31,800 of 40,000, 1,000 a second, 8.2 s left\x1b[K'.replace('██████████', '████████░░'),
  );
  t.equal(drawn.at(-1), 'doing ██████████ 100 %  40,000 of 40,000, 1,000 a second, 0.0 s left\x1b[K');
  t.notMatch(drawn.join(''), '\n');
  t.end();
});

t.test('in Chinese, the bar keeps to the width of the terminal', (t) => {
  const drawn = (columns: number) => work(40_000, columns, 1000, 40_000, 'zh').split('\r')[100];
  t.equal(drawn(80), '正在生成 █████░░░░░ 50 %  20,000/40,000，每秒 1,000 个，剩余 20 s\x1b[K');
  t.equal(drawn(20), '正在生成 █████░░░░░\x1b[K');
  t.equal(drawn(8), '正在生\x1b[K');
  const [first] = work(10_000, undefined, 1000, 10_000, 'zh').split('\n');
  t.equal(first, '正在生成：10 %，1,000/10,000，用时 1.0 s');
  t.end();
});

t.test('the bar is drawn at most ten times a second', (t) => {
  // 40,000 rows in one second.
  const drawn = work(40_000, 80, 40_000).split('\r').slice(1, -1);
  t.ok(drawn.length >= 8 && drawn.length <= 10, `${drawn.length} times`);
  t.end();
});

t.test('the bar is never wider than the terminal, and is whole on 80 columns', (t) => {
  for (const columns of [80, 40, 10]) {
    for (const line of work(2_000_000, columns, 12_345, 1_000_000).split('\r').slice(1, -1)) {
      const text = line.replace('\x1b[K', '');
      t.ok(text.length < columns, text);
      if (columns === 80) t.match(text, / left$/);
    }
  }
  t.end();
});

t.test('the bar is also removed if the work is given up', (t) => {
  t.ok(work(40_000, 80, 1000, 7_000).endsWith('\r\x1b[K'));
  t.end();
});
