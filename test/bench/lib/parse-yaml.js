/** Parses a YAML file, and does nothing with it: `node parse-yaml.js FILE`. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

parse(readFileSync(process.argv[2], 'utf8'));
