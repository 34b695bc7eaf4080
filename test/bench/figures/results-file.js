/** Figures on disk. A run replaces the parts that it measured and keeps the others. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** More digits than these are noise. */
const rounded = (_key, value) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value);

export const readResults = (folder) => {
  const file = join(folder, 'results.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
};

export const writePart = (folder, name, part) => {
  mkdirSync(folder, { recursive: true });
  const results = { ...readResults(folder), [name]: part };
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, rounded, 1)}\n`);
};
