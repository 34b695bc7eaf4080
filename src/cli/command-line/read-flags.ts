import { parseArgs } from 'node:util';
import { readValue } from '../../settings/read-value.js';
import { spellingsOf, type Setting, type SettingTable } from '../../settings/setting.js';
import { UsageError } from '../../settings/usage-error.js';
import { shownText } from '../../util/secrets/hide-secrets.js';
import { nearest } from '../../util/suggest.js';

/** The flags and operands of a command line. */
export interface Flags {
  /** The values that are given, by the names of the settings. */
  given: Record<string, unknown>;
  operands: string[];
  /** The first of `--help` and `--version`, if one is given. */
  asksFor: 'help' | 'version' | undefined;
}

const HELP_OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const unknownFlag = (written: string, table: SettingTable): UsageError => {
  const flags = [...Object.values(table).map(({ flag }) => flag), ...Object.keys(HELP_OPTIONS)];
  const names = flags.map((flag) => `--${flag}`);
  return new UsageError({
    code: 'SETTING_UNKNOWN_FLAG',
    name: shownText(written),
    meant: nearest(written, names),
    known: names,
  });
};

/** Before the name of a switch, it turns the switch off. */
const NO = 'no-';

/** A flag as it is written: its setting, and `false` as its value if it turns a switch off. */
interface Written {
  name: string;
  setting: Setting;
  isOff: boolean;
}

const findSetting = (table: SettingTable, written: string): Written | undefined => {
  for (const [name, setting] of Object.entries(table)) {
    if (spellingsOf(setting).includes(written)) return { name, setting, isOff: false };
    if (setting.kind === 'switch' && written === NO + setting.flag) return { name, setting, isOff: true };
  }
  return undefined;
};

/** The text after a flag. A following word that is a flag itself is not its value: `--contract --auth off`. */
const textOf = (setting: Setting, value: string | undefined, inlineValue: boolean | undefined): string => {
  if (setting.kind === 'switch') return value ?? 'true';
  if (value !== undefined && (inlineValue || !value.startsWith('--'))) return value;
  const values = setting.kind === 'choice' ? [...setting.choices] : [setting.placeholder];
  throw new UsageError({ code: 'SETTING_NEEDS_VALUE', name: `--${setting.flag}`, values });
};

/**
 * Reads the flags of a command line. Only a flag of several values may be repeated.
 *
 * `parseArgs` splits the words. It does not check them, because its errors name neither the values nor a similar flag.
 *
 * @throws UsageError naming the flag and the values that it takes
 */
export const readFlags = (table: SettingTable, args: readonly string[]): Flags => {
  const options = Object.values(table).flatMap((setting) =>
    spellingsOf(setting).map((flag) => [flag, { type: setting.kind === 'switch' ? 'boolean' : 'string' }] as const),
  );
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: { ...HELP_OPTIONS, ...Object.fromEntries(options) },
    strict: false,
    tokens: true,
  });
  const given: Record<string, unknown> = {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (token.name === 'help' || token.name === 'version') return { given, operands: positionals, asksFor: token.name };
    const found = findSetting(table, token.name);
    if (found === undefined || (found.isOff && token.value !== undefined)) throw unknownFlag(token.rawName, table);
    const { name, setting, isOff } = found;
    const text = isOff ? 'false' : textOf(setting, token.value, token.inlineValue);
    const flag = `--${setting.flag}`;
    const value = readValue(setting, flag, text);
    const before = given[name];
    if (setting.kind === 'strings') given[name] = [...(Array.isArray(before) ? (before as unknown[]) : []), value];
    else if (before === undefined) given[name] = value;
    else throw new UsageError({ code: 'SETTING_REPEATED', name: flag });
  }
  return { given, operands: positionals, asksFor: undefined };
};
