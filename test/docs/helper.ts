import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The pages of documentation, and the parts of a page. */

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const read = (page: string): string => readFileSync(ROOT + page, 'utf8');

const chineseOf = (page: string): string => page.replace(/\.md$/, '.zh-CN.md');

/** The English pages that have a Chinese one beside them, or have to. */
export const PAGES: readonly string[] = [
  'README.md',
  ...readdirSync(`${ROOT}docs`)
    .filter((name) => name.endsWith('.md') && !name.endsWith('.zh-CN.md'))
    .map((name) => `docs/${name}`),
  'fixtures/README.md',
  'test/examples/README.md',
];

/** Each English page with its Chinese one. */
export const PAIRS: readonly (readonly [english: string, chinese: string])[] = PAGES.map((page) => [
  page,
  chineseOf(page),
]);

/** All pages in both languages. Those that are missing are the matter of a test of their own. */
export const ALL: readonly string[] = PAIRS.flat().filter((page) => existsSync(ROOT + page));

export interface Block {
  language: string;
  text: string;
}

/** The code blocks of a page, in order. */
export const blocksOf = (page: string): Block[] =>
  [...read(page).matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, text]) => ({
    language: language as string,
    text: text as string,
  }));

/** The code blocks of one language. */
export const only = (page: string, language: string): string[] =>
  blocksOf(page)
    .filter((block) => block.language === language)
    .map(({ text }) => text);

/** A page without its code blocks. */
export const proseOf = (page: string): string => read(page).replace(/^```\w+\n.*?^```$/gms, '');

/** The headings of a page: their level and text. */
export const headingsOf = (page: string): { level: number; text: string }[] =>
  [...proseOf(page).matchAll(/^(#+) (.+)$/gm)].map(([, marks = '', text = '']) => ({ level: marks.length, text }));

/** The anchors that GitHub gives the headings of a page. */
export const anchorsOf = (page: string): string[] =>
  headingsOf(page).map(({ text }) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-'),
  );

/** The rows of all tables of a page, without their heads: the cells of each, as they are written. */
export const rowsOf = (page: string): string[][] =>
  proseOf(page)
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[ |-]+\|$/.test(line))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** Shapes of the tables of a page: how many columns and rows each has. */
export const tablesOf = (page: string): string[] =>
  [...proseOf(page).matchAll(/(?:^\|.*\n)+/gm)].map(([table]) => {
    const lines = table.trimEnd().split('\n');
    return `${(lines[0] as string).split(/(?<!\\)\|/).length - 2} columns, ${lines.length - 2} rows`;
  });
