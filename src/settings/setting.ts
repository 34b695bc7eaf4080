import type { Text } from '../model/language.js';

type Values =
  | { kind: 'string'; placeholder: string }
  | { kind: 'strings'; placeholder: string }
  | { kind: 'origin'; placeholder: string }
  | { kind: 'integer'; min: number; max: number; placeholder: string }
  | { kind: 'choice'; choices: readonly string[] }
  | { kind: 'switch' };

/** Something that can be set by a flag and, unless it is `flagOnly`, by an environment variable. */
export type Setting<Value = unknown> = Values & {
  /** The flag without its dashes. The environment variable follows from it. */
  flag: string;
  /** Another spelling of the flag, and so of the variable, that is understood but not shown. */
  alias?: string;
  /** A full phrase. */
  description: Text;
  /** Undefined if there is no value without the flag. */
  default: Value;
  /** Describes the value without the flag, if `default` does not. */
  defaultText?: Text;
  flagOnly?: boolean;
};

/** The settings of `Values` by name, in the order of `--help`. */
export type SettingTable<Values extends object = Record<string, unknown>> = {
  readonly [Name in keyof Values]-?: Setting<Values[Name]>;
};

/** All spellings of the flag of a setting, the one that is shown first. */
export const spellingsOf = ({ flag, alias }: Pick<Setting, 'flag' | 'alias'>): readonly string[] =>
  alias === undefined ? [flag] : [flag, alias];

/** The environment variable of a setting: `--log-level` is `BK_ESB_LOG_LEVEL`. */
export const environmentName = ({ flag }: Pick<Setting, 'flag'>): string =>
  `BK_ESB_${flag.replaceAll('-', '_').toUpperCase()}`;

/** All spellings of the environment variable of a setting, the one that is shown first. */
export const environmentNames = (setting: Pick<Setting, 'flag' | 'alias'>): readonly string[] =>
  spellingsOf(setting).map((flag) => environmentName({ flag }));

/** The default value of each setting. */
export const defaultsOf = <Values extends object>(table: SettingTable<Values>): Values =>
  Object.fromEntries(Object.entries<Setting>(table).map(([name, setting]) => [name, setting.default])) as Values;
