/** The figures of the last long runs, and the page that shows them. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const HOME = new URL('../', import.meta.url);
const BEGIN = (name) => `<!-- ${name}, written by "npm run ${name} -- --out test/robustness" -->`;
const END = (name) => `<!-- end of ${name} -->`;

export const mebibytes = (bytes) => Math.round((bytes / 2 ** 20) * 10) / 10;

const git = (...args) =>
  execFileSync('git', args, { cwd: HOME, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** What the figures belong to. The commit is missing if this is no clone. */
const machine = () => {
  const it = {
    date: new Date().toISOString().slice(0, 10),
    'Node.js': process.version,
    cores: cpus().length,
    cpu: cpus()[0].model,
  };
  try {
    return { ...it, commit: git('rev-parse', '--short', 'HEAD') };
  } catch {
    return it;
  }
};

const cell = (value) => (typeof value === 'number' && value >= 10_000 ? value.toLocaleString('en-US') : String(value));

/** A table of two columns, as Prettier writes it. */
const table = (figures) => {
  const rows = Object.entries(figures).map(([name, value]) => [name, name === 'seed' ? String(value) : cell(value)]);
  const widths = [0, 1].map((column) => Math.max(3, ...rows.map((row) => row[column].length)));
  const line = ([name, value]) => `| ${name.padEnd(widths[0])} | ${value.padStart(widths[1])} |`;
  return [line(['', '']), `| ${'-'.repeat(widths[0])} | ${'-'.repeat(widths[1] - 1)}: |`, ...rows.map(line)].join('\n');
};

/**
 * Puts the figures of all scripts into the text of the page.
 *
 * @param {string} page
 * @param {Record<string, object>} results
 * @returns {string}
 */
export const withResults = (page, results) =>
  Object.entries(results).reduce((text, [name, figures]) => {
    const [begin, end] = [text.indexOf(BEGIN(name)), text.indexOf(END(name))];
    if (begin < 0 || end < begin) throw new Error(`the page has no place for the figures of ${name}`);
    return `${text.slice(0, begin)}${BEGIN(name)}\n\n${table(figures)}\n\n${text.slice(end)}`;
  }, page);

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
};

/**
 * Prints the figures of a run and, with a folder, brings `results.json` and the page `robustness.md` beside it up to date.
 *
 * @param {'fuzz' | 'soak' | 'crash'} name
 * @param {string | undefined} out the folder of `results.json`
 * @param {Record<string, number | string>} figures
 */
export const writeResult = (name, out, figures) => {
  const all = { ...figures, ...machine() };
  process.stdout.write(`${table(all)}\n`);
  if (out === undefined) return;
  const file = join(out, 'results.json');
  const results = { ...readJson(file), [name]: all };
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
  const page = join(out, '../robustness.md');
  writeFileSync(page, withResults(readFileSync(page, 'utf8'), results));
};
