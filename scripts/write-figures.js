/** Writes the figures of the READMEs, from those that `npm run bench` measured last. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withFigures } from '../test/bench/lib/readme-figures.js';
import { readResults } from '../test/bench/lib/results.js';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const results = readResults(at('test/bench'));
for (const [name, language] of [
  ['README.md', 'en'],
  ['README.zh-CN.md', 'zh'],
]) {
  writeFileSync(at(name), withFigures(readFileSync(at(name), 'utf8'), results, language));
}
