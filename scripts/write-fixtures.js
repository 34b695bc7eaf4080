/** Writes what is generated in `fixtures/`: the schema, the tables of the README, and the demo data in the package. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fixtureText } from '../dist/fixtures/demo/fixture.js';
import { SHAPES } from '../dist/fixtures/demo/shapes.js';
import { PACKAGED_DEMO } from '../dist/fixtures/resolve.js';
import { schemaText } from '../dist/fixtures/schema-text.js';
import { withTables } from './lib/fixture-tables.js';

const at = (name) => new URL(`../fixtures/${name}`, import.meta.url);

const schema = schemaText();
writeFileSync(at('schema.json'), schema);
writeFileSync(at('README.md'), withTables(readFileSync(at('README.md'), 'utf8'), JSON.parse(schema)));
writeFileSync(at('demo.json'), fixtureText(PACKAGED_DEMO.seed, SHAPES[PACKAGED_DEMO.size]));
