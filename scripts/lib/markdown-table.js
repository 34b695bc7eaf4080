/** Tables as prettier formats them. */

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

/** The width of a text as prettier counts it. */
const widthOf = (text) => [...text].reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0);

/**
 * @param {string[]} head
 * @param {string[][]} rows
 * @returns {string} a table in Markdown
 */
export const markdownTable = (head, rows) => {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((cells) => widthOf(cells[column]))));
  const line = (cells) =>
    `| ${cells.map((cell, column) => cell + ' '.repeat(widths[column] - widthOf(cell))).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
};
