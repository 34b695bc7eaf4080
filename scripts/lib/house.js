/** The files of `src`, and what they import from each other. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

const importsIn = (file, text) =>
  ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(dirname(file), specifier).replace(/\.js$/, '.ts'));

/**
 * Reads all files of `src`.
 *
 * @returns {Map<string, { lines: number, imports: string[] }>} by their paths from `src`, in order
 */
export const readFiles = () => {
  const files = readdirSync(SRC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(SRC, join(entry.parentPath, entry.name)))
    .sort();
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(SRC, file), 'utf8');
      return [file, { lines: text.split('\n').length - 1, imports: importsIn(file, text) }];
    }),
  );
};

/**
 * The room of a file: a folder at the top of `src`, or a file there.
 *
 * @param {string} file its path from `src`
 * @returns {string}
 */
export const roomOf = (file) => file.split('/')[0];

/**
 * Finds files that import each other, directly or through others.
 *
 * @param {ReturnType<typeof readFiles>} files
 * @returns {string[]} one circle each: `a.ts → b.ts → a.ts`
 */
export const circlesIn = (files) => {
  const circles = [];
  const done = new Set();
  const visit = (file, path) => {
    const start = path.indexOf(file);
    if (start >= 0) circles.push([...path.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    for (const next of files.get(file).imports) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files.keys()) visit(file, []);
  return circles;
};
