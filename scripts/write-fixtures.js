/** Writes what is generated in `fixtures/`: the schema, and the demo data that is in the package. */
import { writeFileSync } from 'node:fs';
import { fixtureText } from '../dist/fixtures/demo/fixture.js';
import { SHAPES } from '../dist/fixtures/demo/shapes.js';
import { PACKAGED_DEMO } from '../dist/fixtures/resolve.js';
import { schemaText } from '../dist/fixtures/schema-text.js';

const write = (name, text) => writeFileSync(new URL(`../fixtures/${name}`, import.meta.url), text);

write('schema.json', schemaText());
write('demo.json', fixtureText(PACKAGED_DEMO.seed, SHAPES[PACKAGED_DEMO.size]));
