import { delimiter } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { closest, distance } from 'fastest-levenshtein';
import { AUTH_MODES, CONTRACTS, type AuthMode, type Contract } from './contract.js';
import { SIZES, type Size } from './fixtures/demo/shapes.js';

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that can be set. Flags, environment variables and `--help` follow from `SETTINGS`. */
export interface Settings {
  /** Address to listen on. Default `127.0.0.1`. */
  host: string;
  /** Port to listen on, 0 for any free one. Default 8000 on the command line, 0 in `createEmulator`. */
  port: number;
  /** Which replies to give. Default `documented`. */
  contract: Contract;
  /** How credentials are checked. Default `required`. */
  auth: AuthMode;
  /** SQLite file to keep the data in; undefined for memory. */
  db: string | undefined;
  /** Fixture files and folders, in place of the default data. Default none. */
  fixtures: readonly string[];
  /** Seed of the generated data. Default 1. */
  seed: number;
  /** How much data is generated. Default `small`. */
  size: Size;
  /** Origin whose pages may call the two routes; `*` for any. Default `*`. */
  cors: string;
  /** Bytes of a request body. Default 1 MiB. */
  bodyLimit: number;
  /** Default `info` on the command line, `silent` in `createEmulator`. */
  logLevel: LogLevel;
  /** Log for people rather than for machines. Default false. */
  pretty: boolean;
}

export const defaults: Settings = {
  host: '127.0.0.1',
  port: 8000,
  contract: 'documented',
  auth: 'required',
  db: undefined,
  fixtures: [],
  seed: 1,
  size: 'small',
  cors: '*',
  bodyLimit: 1024 * 1024,
  logLevel: 'info',
  pretty: false,
};

type Kind =
  | { kind: 'text'; value: string }
  | { kind: 'texts'; value: string }
  | { kind: 'integer'; min: number; max: number; value: string }
  | { kind: 'choice'; choices: readonly string[] }
  | { kind: 'switch' };

type Setting = Kind & { flag: string; about: string };

const MAX_SEED = 2 ** 32 - 1;

/** In the order of `--help`. */
export const SETTINGS: Record<keyof Settings, Setting> = {
  host: { flag: 'host', kind: 'text', value: 'ADDRESS', about: 'address to listen on; 0.0.0.0 for all' },
  port: {
    flag: 'port',
    kind: 'integer',
    min: 0,
    max: 65535,
    value: 'N',
    about: 'port to listen on; 0 for any free one',
  },
  contract: {
    flag: 'contract',
    kind: 'choice',
    choices: CONTRACTS,
    about: 'answer as the documentation says, or as a live ESB with CMDB 3.10 to 3.14 does',
  },
  auth: {
    flag: 'auth',
    kind: 'choice',
    choices: AUTH_MODES,
    about: 'credentials: not checked, must be there, or must match the fixtures',
  },
  db: { flag: 'db', kind: 'text', value: 'FILE', about: 'SQLite file to keep the data in; in memory without it' },
  fixtures: {
    flag: 'fixtures',
    kind: 'texts',
    value: 'PATH',
    about: 'fixture file or folder in place of the default data; may be repeated',
  },
  seed: { flag: 'seed', kind: 'integer', min: 0, max: MAX_SEED, value: 'N', about: 'seed of the generated demo data' },
  size: { flag: 'size', kind: 'choice', choices: SIZES, about: 'how much demo data is generated' },
  cors: { flag: 'cors', kind: 'text', value: 'ORIGIN', about: 'origin whose pages may call the ESB; * for any' },
  bodyLimit: {
    flag: 'body-limit',
    kind: 'integer',
    min: 1,
    max: 1024 ** 3,
    value: 'BYTES',
    about: 'size of a request body that is still read',
  },
  logLevel: { flag: 'log-level', kind: 'choice', choices: LOG_LEVELS, about: 'what is logged, on standard error' },
  pretty: { flag: 'pretty', kind: 'switch', about: 'log for people rather than for machines' },
};

/** A command line or an environment that cannot be understood. */
export class UsageError extends Error {}

/** The environment variable of a setting: `--log-level` is `BK_ESB_LOG_LEVEL`. */
export const environmentName = ({ flag }: Setting): string => `BK_ESB_${flag.replaceAll('-', '_').toUpperCase()}`;

const SWITCH_VALUES: Record<string, boolean> = { true: true, '1': true, false: false, '0': false };

/** @param name how the person wrote it: a flag or an environment variable */
const readValue = (setting: Setting, name: string, text: string): unknown => {
  switch (setting.kind) {
    case 'text':
      if (text === '') throw new UsageError(`${name} needs a value (${setting.value})`);
      return text;
    case 'texts':
      return text.split(delimiter).filter((part) => part !== '');
    case 'integer': {
      const value = Number(text);
      if (/^\d+$/.test(text) && value >= setting.min && value <= setting.max) return value;
      throw new UsageError(`${name} must be an integer from ${setting.min} to ${setting.max}, not "${text}"`);
    }
    case 'choice':
      if (setting.choices.includes(text)) return text;
      throw new UsageError(`${name} must be one of ${setting.choices.join(', ')}, not "${text}"`);
    case 'switch':
      if (text in SWITCH_VALUES) return SWITCH_VALUES[text];
      throw new UsageError(`${name} must be one of true, false, 1, 0, not "${text}"`);
  }
};

const entries = Object.entries(SETTINGS) as [keyof Settings, Setting][];

const fromEnvironment = (env: NodeJS.ProcessEnv): Partial<Settings> => {
  const known = entries.map(([, setting]) => environmentName(setting));
  // Others may have variables of this prefix too; only what looks like a slip is taken for one.
  for (const name of Object.keys(env).filter((name) => name.startsWith('BK_ESB_') && !known.includes(name))) {
    const near = closest(name, known);
    if (distance(name, near) <= 2) throw new UsageError(`unknown environment variable ${name}; did you mean ${near}?`);
  }
  return Object.fromEntries(
    entries.flatMap(([key, setting]) => {
      const name = environmentName(setting);
      const text = env[name];
      return text === undefined || text === '' ? [] : [[key, readValue(setting, name, text)]];
    }),
  );
};

/**
 * Settings that a program gives, with defaults for those that it leaves out or gives as undefined.
 *
 * @throws UsageError naming a setting that is unknown, or a value that is none of its choices
 */
export const completeSettings = (given: Partial<Settings>, fallback: Settings): Settings => {
  const settings: Settings = { ...fallback };
  for (const [key, value] of Object.entries(given)) {
    const setting = entries.find(([name]) => name === key)?.[1];
    if (setting === undefined) {
      throw new UsageError(`unknown option ${key}; there are: ${entries.map(([name]) => name).join(', ')}`);
    }
    if (setting.kind === 'choice' && value !== undefined) readValue(setting, key, String(value));
    if (value !== undefined) Object.assign(settings, { [key]: value });
  }
  return settings;
};

const FLAGS: NonNullable<ParseArgsConfig['options']> = {
  ...Object.fromEntries(
    entries.map(([, setting]) => [
      setting.flag,
      setting.kind === 'switch'
        ? { type: 'boolean' as const }
        : { type: 'string' as const, multiple: setting.kind === 'texts' },
    ]),
  ),
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
};

/** What the command line asks for. */
export type Command = { do: 'help' } | { do: 'version' } | { do: 'serve'; settings: Settings };

const unknownFlag = (written: string): UsageError => {
  const flags = Object.keys(FLAGS).map((flag) => `--${flag}`);
  const near = closest(written, flags);
  const hint = distance(written, near) <= written.length / 2 ? `; did you mean ${near}?` : ';';
  return new UsageError(`unknown flag ${written}${hint} There are: ${flags.join(' ')}`);
};

/**
 * Reads the command line, and, for what it leaves out, the environment.
 *
 * @throws UsageError naming the flag or variable, and the values it takes
 */
export const readCommand = (args: readonly string[], env: NodeJS.ProcessEnv): Command => {
  const { tokens } = parseArgs({ args: [...args], options: FLAGS, strict: false, tokens: true });
  const given: Partial<Record<keyof Settings, unknown>> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') {
      throw new UsageError(`unexpected argument "${token.value}"; settings are flags, see --help`);
    }
    if (token.kind === 'option-terminator') continue;
    if (token.name === 'help' || token.name === 'h') return { do: 'help' };
    if (token.name === 'version' || token.name === 'v') return { do: 'version' };
    const found = entries.find(([, setting]) => setting.flag === token.name);
    if (found === undefined) throw unknownFlag(token.rawName);
    const [key, setting] = found;
    const name = `--${setting.flag}`;
    if (setting.kind === 'switch') {
      given[key] = readValue(setting, name, token.value ?? 'true');
    } else if (token.value === undefined || (!token.inlineValue && token.value.startsWith('--'))) {
      throw new UsageError(
        `${name} needs a value${setting.kind === 'choice' ? `: ${setting.choices.join(', ')}` : ''}`,
      );
    } else if (setting.kind === 'texts') {
      given[key] = [...((given[key] as string[] | undefined) ?? []), token.value];
    } else {
      given[key] = readValue(setting, name, token.value);
    }
  }
  return { do: 'serve', settings: { ...defaults, ...fromEnvironment(env), ...(given as Partial<Settings>) } };
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

const defaultText = (value: Settings[keyof Settings]): string =>
  value === undefined || (Array.isArray(value) && value.length === 0) ? '' : ` [${String(value)}]`;

/** The text of `--help`. */
export const helpText = (): string => {
  const width = Math.max(...entries.map(([, setting]) => syntax(setting).length));
  const lines = entries.map(
    ([key, setting]) =>
      `  ${syntax(setting).padEnd(width)}  ${environmentName(setting)}\n      ${setting.about}${defaultText(defaults[key])}`,
  );
  return `bk-esb-emulator: the BlueKing (蓝鲸) ESB for CMDB data, on your machine

Usage: bk-esb-emulator [flags]

Each flag can also be given as the environment variable beside it; the flag wins.
Defaults stand in brackets.
Several paths in ${environmentName(SETTINGS.fixtures)} are separated by "${delimiter}".

${lines.join('\n')}
  -h, --help
      this text
  -v, --version
      the version
`;
};
