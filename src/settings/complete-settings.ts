import { inspect } from 'node:util';
import { checkUpstream } from './check-upstream.js';
import { readValue } from './read-value.js';
import { shownText } from '../util/secrets/hide-secrets.js';
import { nearest } from '../util/suggest.js';
import type { Setting } from './setting.js';
import { SETTINGS, type Settings } from './settings.js';
import { UsageError } from './usage-error.js';

const checkWatch = ({ watch, fixtures }: Settings): void => {
  if (!watch) return;
  if (fixtures.length === 0) {
    throw new UsageError({ code: 'SETTING_WATCH_NEEDS_FIXTURES' });
  }
  if (fixtures.some((fixture) => typeof fixture !== 'string')) {
    throw new UsageError({ code: 'SETTING_WATCH_NEEDS_FILES' });
  }
};

/** Reads the value that a program gives. Text that stands for a number or a switch is read as in the environment. */
const readOption = (setting: Setting, name: string, value: unknown): unknown => {
  switch (setting.kind) {
    case 'string':
    case 'origin':
      if (typeof value === 'string') return readValue(setting, name, value);
      throw new UsageError({ code: 'SETTING_NOT_A_TEXT', name, value: shownText(inspect(value)) });
    case 'strings': {
      if (!Array.isArray(value)) throw new UsageError({ code: 'SETTING_NOT_A_LIST', name });
      const wrong: unknown = value.find(
        (one) => typeof one !== 'string' && !(name === 'fixtures' && typeof one === 'object'),
      );
      if (wrong === undefined && !value.includes(undefined)) return value;
      throw new UsageError({ code: 'SETTING_NOT_A_PATH', name, value: shownText(inspect(wrong)) });
    }
    default:
      return readValue(setting, name, typeof value === 'string' ? value : inspect(value));
  }
};

const NAMES = Object.keys(SETTINGS);

/**
 * Checks the settings that a program gives, and completes them.
 *
 * @param fallback values of the settings that are absent or undefined
 * @throws UsageError naming the setting that is unknown, has no such value, or needs another one
 */
export const completeSettings = (given: Partial<Settings>, fallback: Settings): Settings => {
  const settings: Settings = { ...fallback };
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(SETTINGS, name)) {
      throw new UsageError({
        code: 'SETTING_UNKNOWN_OPTION',
        name: shownText(name),
        meant: nearest(name, NAMES),
        known: NAMES,
      });
    }
    if (value === undefined) continue;
    const setting = SETTINGS[name as keyof Settings] as Setting;
    Object.assign(settings, { [name]: readOption(setting, name, value) });
  }
  checkWatch(settings);
  checkUpstream(settings);
  return settings;
};
