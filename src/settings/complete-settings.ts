import { inspect } from 'node:util';
import { readValue } from './read-value.js';
import type { SettingTable } from './setting.js';
import { SETTINGS, type Settings } from './settings.js';
import { UsageError } from './usage-error.js';

const checkWatch = ({ watch, fixtures }: Settings): void => {
  if (!watch) return;
  if (fixtures.length === 0) {
    throw new UsageError('watch needs fixtures: name the files or folders to watch, with --fixtures PATH');
  }
  if (fixtures.some((fixture) => typeof fixture !== 'string')) {
    throw new UsageError('watch needs files: a fixture that is an object does not change');
  }
};

/**
 * Checks the settings that a program gives, and completes them.
 *
 * @param fallback values of the settings that are absent or undefined
 * @throws UsageError naming the setting that is unknown, has no such value, or needs another one
 */
export const completeSettings = (given: Partial<Settings>, fallback: Settings): Settings => {
  const settings: Settings = { ...fallback };
  for (const [name, value] of Object.entries(given)) {
    const setting = (SETTINGS as Partial<SettingTable>)[name];
    if (setting === undefined) {
      throw new UsageError(`unknown option ${name}; there are: ${Object.keys(SETTINGS).join(', ')}`);
    }
    if (value === undefined) continue;
    if (setting.kind !== 'strings') readValue(setting, name, typeof value === 'string' ? value : inspect(value));
    else if (!Array.isArray(value)) throw new UsageError(`${name} must be a list`);
    Object.assign(settings, { [name]: value });
  }
  checkWatch(settings);
  return settings;
};
