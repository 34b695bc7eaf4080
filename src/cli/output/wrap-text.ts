import { eastAsianWidth } from 'get-east-asian-width';

/** The columns that a text takes at a terminal. A Chinese character takes two. */
export const columnsOf = (text: string): number =>
  Array.from(text, (character) => eastAsianWidth(character.codePointAt(0) as number)).reduce(
    (sum, one) => sum + one,
    0,
  );

/** The beginning of a text that takes at most a number of columns. */
export const cutText = (text: string, columns: number): string => {
  let cut = text;
  while (columnsOf(cut) > columns) cut = cut.slice(0, -1);
  return cut;
};

/**
 * Parts that stay on one line: a word or a Chinese character, with the blanks behind it. Chinese punctuation that opens goes
 * with what follows, and punctuation that closes goes with what is before.
 */
const PARTS =
  /(?!$)[（“《「]*(?:\p{Script=Han}|[^\s\p{Script=Han}（“《「，。；：、！？）”》」]+)?[，。；：、！？）”》」]*\s*/gu;

/**
 * Breaks one line. Lines after the first begin under the text of the first, behind its blanks and its `- `. Those of a comment
 * of a shell begin with `# `, too, so that it can be pasted.
 */
const wrapLine = (line: string, columns: number): string => {
  const [start] = /^ *(- |# )?/.exec(line) as RegExpExecArray;
  const lines: string[] = [];
  let current = start;
  for (const [part] of line.slice(start.length).matchAll(PARTS)) {
    if (current.trim() !== '' && columnsOf((current + part).trimEnd()) > columns) {
      lines.push(current.trimEnd());
      current = start.replace('-', ' ');
    }
    current += part;
  }
  return [...lines, current.trimEnd()].join('\n');
};

/**
 * Breaks the lines of a text that are longer than a number of columns.
 *
 * @param indent blanks before each line; they count
 */
export const wrapText = (text: string, { columns, indent = 0 }: { columns: number; indent?: number }): string =>
  text
    .split('\n')
    .map((line) => wrapLine(' '.repeat(indent) + line, columns))
    .join('\n');
