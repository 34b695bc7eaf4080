type Values =
  | { kind: 'string'; placeholder: string }
  | { kind: 'strings'; placeholder: string }
  | { kind: 'integer'; min: number; max: number; placeholder: string }
  | { kind: 'choice'; choices: readonly string[] }
  | { kind: 'switch' };

/**
 * Something that can be set by a flag and, unless it is `flagOnly`, by an environment variable.
 *
 * `placeholder` stands for the value in `--help`. `default` is undefined if there is no value without the flag.
 */
export type Setting<Value = unknown> = Values & {
  flag: string;
  description: string;
  default: Value;
  flagOnly?: boolean;
};

/** The settings of `Values` by name, in the order of `--help`. */
export type SettingTable<Values extends object = Record<string, unknown>> = {
  readonly [Name in keyof Values]-?: Setting<Values[Name]>;
};

/** The environment variable of a setting: `--log-level` is `BK_ESB_LOG_LEVEL`. */
export const environmentName = ({ flag }: Pick<Setting, 'flag'>): string =>
  `BK_ESB_${flag.replaceAll('-', '_').toUpperCase()}`;

/** The default value of each setting. */
export const defaultsOf = <Values extends object>(table: SettingTable<Values>): Values =>
  Object.fromEntries(Object.entries<Setting>(table).map(([name, setting]) => [name, setting.default])) as Values;
