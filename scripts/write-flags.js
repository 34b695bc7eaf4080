/** Writes the table of flags on both pages about them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { CONTROL_SCHEMAS } from '../dist/control/schemas.js';
import { SETTINGS } from '../dist/settings/settings.js';
import { withFlags } from './lib/flag-table.js';

for (const [name, lang] of [
  ['flags.md', 'en'],
  ['flags.zh-CN.md', 'zh'],
]) {
  const path = new URL(`../docs/${name}`, import.meta.url);
  const httpNames = Object.keys(CONTROL_SCHEMAS.SandboxSettings.properties);
  writeFileSync(path, await withFlags(readFileSync(path, 'utf8'), SETTINGS, httpNames, lang));
}
