/** Writes results.md and the charts from results.json alone: `node test/bench/write-report.js [FOLDER]`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { readResults } from './figures/results-file.js';
import { chartsOf } from './report/charts.js';
import { report } from './report/markdown.js';

const home = fileURLToPath(new URL('.', import.meta.url));

/** @param {string} folder that has results.json */
export const writeReport = (folder) => {
  const results = readResults(folder);
  mkdirSync(join(folder, 'charts'), { recursive: true });
  for (const [name, part] of Object.entries(results)) {
    for (const [file, svg] of Object.entries(chartsOf(name, part))) writeFileSync(join(folder, 'charts', file), svg);
  }
  writeFileSync(join(folder, 'results.md'), report(results, readFileSync(join(home, 'notes.md'), 'utf8')));
};

if (argv[1] === fileURLToPath(import.meta.url)) writeReport(argv[2] ?? home);
