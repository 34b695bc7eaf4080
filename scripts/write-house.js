/** Writes the table of rooms and their imports in `CONTRIBUTING.md`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withHouse } from './lib/house-table.js';
import { readFiles } from './lib/house.js';

const path = new URL('../CONTRIBUTING.md', import.meta.url);
writeFileSync(path, withHouse(readFileSync(path, 'utf8'), readFiles()));
