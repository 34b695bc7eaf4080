/** The figures that the READMEs show, as tables in Markdown. */
import { judge, TARGETS } from './targets.js';
import { amount } from './words.js';

const WORDS = {
  en: { head: ['what', 'measured', 'against', 'ratio', 'target'] },
  zh: { head: ['项目', '实测', '对比', '比值', '目标'] },
};

const row = (target, results, language) => {
  const { value, measured, reference, of } = judge(target, results);
  if (value === undefined) return undefined;
  const compared = reference === undefined ? '' : `${target.against[language]}: ${amount(reference, of)}`;
  const unit = reference === undefined ? of : '';
  const bound = `${target.bound === 'least' ? '≥' : '≤'} ${amount(target.target, unit)}`;
  return [target.what[language], amount(measured, of), compared, unit === '' ? amount(value, '') : '', bound];
};

/** As prettier writes a table, with the widths that it counts. */
const widthOf = (text) =>
  [...text].reduce(
    (width, character) =>
      width +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(character)
        ? 2
        : 1),
    0,
  );

const table = (head, rows) => {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((cells) => widthOf(cells[column]))));
  const line = (cells) =>
    `| ${cells.map((cell, column) => cell + ' '.repeat(widths[column] - widthOf(cell))).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
};

/** What a smoke run measured is not what the rows say. */
const real = (results) => Object.fromEntries(Object.entries(results).filter(([, { quick }]) => !quick));

export const readmeFigures = (all, language) => {
  const results = real(all);
  const rows = TARGETS.map((target) => row(target, results, language));
  return table(
    WORDS[language].head,
    rows.filter((cells) => cells !== undefined),
  );
};

const MARK = /(?<=<!-- figures -->\n)[^]*?(?=\n?<!-- \/figures -->)/;

/**
 * Puts the figures where a Markdown text has the marks for them.
 *
 * @param {string} markdown
 * @param results by part, as in results.json
 * @param {'en' | 'zh'} language
 */
export const withFigures = (markdown, results, language) => {
  if (!MARK.test(markdown))
    throw new Error('the marks <!-- figures --> and <!-- /figures --> are missing; put them back');
  return markdown.replace(MARK, () => `\n${readmeFigures(results, language)}\n`);
};
