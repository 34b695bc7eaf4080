/** Writes what is generated in `fixtures/`: the schema, the tables of both READMEs, and the demo data in the package. */
import { readFileSync, writeFileSync } from 'node:fs';
import { generate } from '../dist/demo/generate.js';
import { SHAPES } from '../dist/demo/shapes.js';
import { PACKAGED_DEMO } from '../dist/emulator/initial-data/packaged.js';
import { schemaText } from '../dist/fixtures/format/schema-text.js';
import { fixtureText } from '../dist/fixtures/write/text.js';
import { PAGES, withTables } from './lib/fixture-tables.js';

const at = (name) => new URL(`../fixtures/${name}`, import.meta.url);

const schema = schemaText();
const demo = generate(PACKAGED_DEMO.seed, SHAPES[PACKAGED_DEMO.size]);
writeFileSync(at('schema.json'), schema);
for (const [page, language] of PAGES) {
  const path = new URL(`../${page}`, import.meta.url);
  writeFileSync(path, withTables(readFileSync(path, 'utf8'), JSON.parse(schema), language));
}
writeFileSync(at('demo.json'), [...fixtureText(demo, 'json', 'schema.json')].join(''));
