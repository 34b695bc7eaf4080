/** The part of `CONTRIBUTING.md` about the rooms. */
import { roomOf } from './house.js';
import { LAYERS, MOST_FILES, MOST_LINES } from './layers.js';

const ROOMS = Object.assign({}, ...LAYERS);

const codes = (names) => names.map((name) => `\`${name}\``).join(' ');

/** The folders in a room, in order. */
const foldersIn = (own) =>
  [...new Set(own.filter((file) => file.split('/').length > 2).map((file) => file.split('/')[1]))].sort();

const cells = (room, about, files) => {
  const own = [...files.keys()].filter((file) => roomOf(file) === room);
  const imported = new Set(own.flatMap((file) => files.get(file).imports.map(roomOf)));
  const below = Object.keys(ROOMS).filter((name) => name !== room && imported.has(name));
  return [codes([room]), about, codes(foldersIn(own)), codes(below)];
};

/** Pads cells to one width, as Prettier does. */
const markdownTable = ([head, ...rows]) => {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
};

/** @param {Map<string, { imports: string[] }>} files */
export const houseTable = (files) =>
  markdownTable([
    ['`src/`', 'what is in it', 'folders', 'imports'],
    ...Object.entries(ROOMS).map(([room, about]) => cells(room, about, files)),
  ]);

const MARK = /(?<=<!-- rooms, written by "npm run house" -->\n)[^]*(?=\n<!-- end of rooms -->)/;

const LIMITS = `No folder has more than ${MOST_FILES} files side by side, and no file has more than ${MOST_LINES} lines.`;

/** Puts the table between the marks in a Markdown text. */
export const withHouse = (markdown, files) => markdown.replace(MARK, () => `\n${houseTable(files)}\n\n${LIMITS}\n`);
