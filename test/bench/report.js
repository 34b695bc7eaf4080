/** Draws results.md and the charts from results.json alone: `node test/bench/report.js [FOLDER]`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { chartsOf } from './lib/charts.js';
import { report } from './lib/markdown.js';
import { readResults } from './lib/results.js';

const here = fileURLToPath(new URL('.', import.meta.url));

/** @param {string} folder that has results.json */
export const draw = (folder) => {
  const results = readResults(folder);
  mkdirSync(join(folder, 'charts'), { recursive: true });
  for (const [name, part] of Object.entries(results)) {
    for (const [file, svg] of Object.entries(chartsOf(name, part))) writeFileSync(join(folder, 'charts', file), svg);
  }
  writeFileSync(join(folder, 'results.md'), report(results, readFileSync(join(here, 'notes.md'), 'utf8')));
};

if (argv[1] === fileURLToPath(import.meta.url)) draw(argv[2] ?? here);
