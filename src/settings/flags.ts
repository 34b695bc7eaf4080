import { delimiter } from 'node:path';
import { parseArgs } from 'node:util';
import { didYouMean } from '../util/suggest.js';

type Kind =
  | { kind: 'text'; value: string }
  | { kind: 'texts'; value: string }
  | { kind: 'integer'; min: number; max: number; value: string }
  | { kind: 'choice'; choices: readonly string[] }
  | { kind: 'switch' };

/** Something that can be set: by a flag, and, unless it is `flagOnly`, by an environment variable of the same name. */
export type Setting = Kind & { flag: string; about: string; flagOnly?: boolean };

/** Settings by their names in the program, in the order of `--help`. */
export type Settable = Readonly<Record<string, Setting>>;

/** What settings are where nobody says. */
export type Defaults = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** A command line or an environment that cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The environment variable of a setting: `--log-level` is `BK_ESB_LOG_LEVEL`. */
export const environmentName = ({ flag }: Setting): string => `BK_ESB_${flag.replaceAll('-', '_').toUpperCase()}`;

const SWITCH_VALUES: Record<string, boolean> = { true: true, '1': true, false: false, '0': false };

/**
 * Reads the value of a setting.
 *
 * @param name how the person wrote it: a flag, an environment variable or an option
 * @throws UsageError naming it and the values it takes
 */
export const readValue = (setting: Setting, name: string, text: string): unknown => {
  switch (setting.kind) {
    case 'text':
    case 'texts':
      if (text === '') throw new UsageError(`${name} needs a value (${setting.value})`);
      return text;
    case 'integer': {
      const value = Number(text);
      if (/^\d+$/.test(text) && value >= setting.min && value <= setting.max) return value;
      throw new UsageError(`${name} must be an integer from ${setting.min} to ${setting.max}, not "${text}"`);
    }
    case 'choice':
      if (setting.choices.includes(text)) return text;
      throw new UsageError(`${name} must be one of ${setting.choices.join(', ')}, not "${text}"`);
    case 'switch':
      if (Object.hasOwn(SWITCH_VALUES, text)) return SWITCH_VALUES[text];
      throw new UsageError(`${name} must be one of true, false, 1, 0, not "${text}"`);
  }
};

/**
 * Looks for variables that seem to be misspelled. Others may have variables of this prefix too; only what looks like a
 * slip is taken for one.
 *
 * @throws UsageError naming the variable, and the one that was meant
 */
export const checkEnvironment = (settable: Settable, env: NodeJS.ProcessEnv): void => {
  const known = Object.values(settable).map(environmentName);
  for (const name of Object.keys(env).filter((name) => name.startsWith('BK_ESB_') && !known.includes(name))) {
    const meant = didYouMean(name, known, 2);
    if (meant !== '') throw new UsageError(`unknown environment variable ${name}${meant}`);
  }
};

/**
 * Reads settings from environment variables. Variables that are empty count as absent.
 *
 * @throws UsageError naming the variable, and the values it takes
 */
export const readEnvironment = (settable: Settable, env: NodeJS.ProcessEnv): Record<string, unknown> => {
  const given: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(settable)) {
    const name = environmentName(setting);
    const text = env[name];
    // Container links set variables such as BK_ESB_PORT=tcp://10.0.0.1:8000 for a service of the name bk-esb.
    if (setting.flagOnly || text === undefined || text === '' || text.startsWith('tcp://')) continue;
    given[key] =
      setting.kind === 'texts' ? text.split(delimiter).filter((part) => part !== '') : readValue(setting, name, text);
  }
  return given;
};

/** A command line, read. */
export interface Flags {
  /** What was given, by the names of the settings. */
  given: Record<string, unknown>;
  /** What is no flag, in order. */
  words: string[];
  /** The first of `--help` and `--version`, if one is there. */
  asks: 'help' | 'version' | undefined;
}

const unknownFlag = (written: string, settable: Settable): UsageError => {
  const flags = [...Object.values(settable).map(({ flag }) => `--${flag}`), '--help', '--version'];
  return new UsageError(`unknown flag ${written}${didYouMean(written, flags) || '.'} There are: ${flags.join(' ')}`);
};

const ASKS: Record<string, Flags['asks']> = { help: 'help', h: 'help', version: 'version', v: 'version' };

/**
 * Reads settings from a command line. Where a flag is repeated, the last one counts, or, if it takes several, all do.
 *
 * @throws UsageError naming the flag, and the values it takes
 */
export const readFlags = (settable: Settable, args: readonly string[]): Flags => {
  const options = Object.fromEntries(
    Object.values(settable).map(({ flag, kind }) => [
      flag,
      kind === 'switch' ? ({ type: 'boolean' } as const) : ({ type: 'string' } as const),
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const given: Record<string, unknown> = {};
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      words.push(token.value);
      continue;
    }
    const asks = ASKS[token.name];
    if (asks !== undefined) return { given, words, asks };
    const found = Object.entries(settable).find(([, setting]) => setting.flag === token.name);
    if (found === undefined) throw unknownFlag(token.rawName, settable);
    const [key, setting] = found;
    const name = `--${setting.flag}`;
    const text = token.value ?? (setting.kind === 'switch' ? 'true' : undefined);
    if (text === undefined || (token.inlineValue === false && text.startsWith('--'))) {
      const choices = setting.kind === 'choice' ? `: ${setting.choices.join(', ')}` : '';
      throw new UsageError(`${name} needs a value${choices}`);
    }
    const value = readValue(setting, name, text);
    given[key] = setting.kind === 'texts' ? [...((given[key] as unknown[] | undefined) ?? []), value] : value;
  }
  return { given, words, asks: undefined };
};

const syntax = (setting: Setting): string => {
  switch (setting.kind) {
    case 'choice':
      return `--${setting.flag} ${setting.choices.join('|')}`;
    case 'switch':
      return `--${setting.flag}`;
    default:
      return `--${setting.flag} ${setting.value}`;
  }
};

const defaultText = (value: Defaults[string]): string =>
  value === undefined || (Array.isArray(value) && value.length === 0) ? '' : ` [${String(value)}]`;

/** The part of `--help` that tells of the settings: two lines for each. */
export const describeFlags = (settable: Settable, defaults: Defaults): string => {
  const width = Math.max(...Object.values(settable).map((setting) => syntax(setting).length));
  return Object.entries(settable)
    .map(([key, setting]) => {
      const environment = setting.flagOnly ? '' : `  ${environmentName(setting)}`;
      return `  ${`${syntax(setting).padEnd(width)}${environment}`.trimEnd()}\n      ${setting.about}${defaultText(defaults[key])}`;
    })
    .join('\n');
};
