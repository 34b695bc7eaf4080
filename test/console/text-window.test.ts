import t from 'tap';
import {
  lineAt,
  lineStartsOf,
  offsetOf,
  windowAround,
  windowBeside,
  type TextWindow,
} from '../../src/console/page/parts/text-editor/text-window.js';

/** The part of a long text that is in the page. */

const numbered = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index + 1}`).join('\n');

t.test('lines and columns are found, also beyond the text', (t) => {
  const text = 'ab\n\ncde';
  const starts = lineStartsOf(text);
  t.strictSame(starts, [0, 3, 4]);
  t.strictSame(
    [0, 2, 3, 4, 7].map((offset) => lineAt(starts, offset)),
    [1, 1, 2, 3, 3],
  );
  const places: [line: number, column: number, offset: number][] = [
    [1, 1, 0],
    [1, 2, 1],
    [1, 99, 2],
    [2, 5, 3],
    [3, 2, 5],
    [9, 9, 7],
    [0, 0, 0],
  ];
  for (const [line, column, offset] of places) {
    t.equal(offsetOf(text, starts, line, column), offset, `${line}:${column}`);
  }
  t.end();
});

const texts: [name: string, text: string][] = [
  ['nothing', ''],
  ['a short text', numbered(20)],
  ['many lines', numbered(5000)],
  ['many long lines', Array.from({ length: 200 }, () => 'x'.repeat(1500)).join('\n')],
  ['one line', 'x'.repeat(300_000)],
  ['a long line after an empty one', `\n\n${'x'.repeat(120_000)}\nend`],
  ['one line of pairs of surrogates', `a${'😀'.repeat(100_000)}`],
];

t.test('a window holds the offset, is bounded, and the next ones lead through all of the text', (t) => {
  for (const [name, text] of texts) {
    const starts = lineStartsOf(text);
    for (const share of [0, 0.25, 0.5, 0.999, 1]) {
      const offset = Math.floor(text.length * share);
      const { from, to } = windowAround(text, starts, offset);
      const shown = text.slice(from, to);
      t.ok(from <= offset && offset <= to, `${name}: ${from} ≤ ${offset} ≤ ${to}`);
      t.ok(shown.length <= 50_000 && shown.split('\n').length <= 1000, `${name}: bounded at ${offset}`);
      t.equal(Buffer.from(shown).toString(), shown, `${name}: no parted pair at ${offset}`);
    }
    for (const direction of [1, -1] as const) {
      let at: TextWindow | undefined = windowAround(text, starts, direction === 1 ? 0 : text.length);
      let last = at;
      for (let count = 0; at !== undefined && count < 1000; count += 1) {
        t.ok(direction === 1 ? at.from <= last.to + 1 : at.to >= last.from - 1, `${name}: nothing is left out`);
        last = at;
        at = windowBeside(text, starts, at, direction);
      }
      t.equal(direction === 1 ? last.to : last.from, direction === 1 ? text.length : 0, `${name}: to its end`);
    }
  }
  t.end();
});
