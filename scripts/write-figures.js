/** Writes the figures of the last `npm run bench` into `docs/performance.md` and its Chinese page. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withFigures } from '../test/bench/report/page-figures.js';
import { readResults } from '../test/bench/figures/results-file.js';

const pathOf = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const results = readResults(pathOf('test/bench'));
for (const [name, language] of [
  ['docs/performance.md', 'en'],
  ['docs/performance.zh-CN.md', 'zh'],
]) {
  writeFileSync(pathOf(name), withFigures(readFileSync(pathOf(name), 'utf8'), results, language));
}
