import { inspect } from 'node:util';
import { AUTH_MODES, CONTRACTS, type AuthMode, type Contract } from '../model/contract.js';
import { SIZES, type Size } from '../demo/shapes.js';
import type { Fixture } from '../fixtures/read/input.js';
import { readValue, UsageError, type Settable, type Setting } from './flags.js';

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
  /** Fixture files and folders, or, from a program, fixtures, in place of the default data. Default none. */
  fixtures: readonly (string | Fixture)[];
  /** Whether to load the fixtures again when they have changed. Default false. */
  watch: boolean;
  /** Seed of the generated data. Default 1. */
  seed: number;
  /** How much data is generated. Default `small`. */
  size: Size;
  /** Origin whose pages may call the two routes; `*` for any. Default `*`. */
  cors: string;
  /** Bytes of a request body. Default 1 MiB. */
  bodyLimit: number;
  /** Whether requests that `cmdb-3.14` would refuse or answer differently are refused under `documented`. Default false. */
  strictWarnings: boolean;
  /** Files of faults that every sandbox begins with. Default none. */
  faults: readonly string[];
  /** What a request has to show to control the emulator. Default: nothing on loopback, elsewhere one that is made. */
  controlToken: string | undefined;
  /** How many sandboxes there may be; beyond that, the one unused for longest is dropped. Default 1000. */
  maxSandboxes: number;
  /** Seconds without use after which a sandbox is dropped; 0 for never. Default 3600. */
  sandboxIdle: number;
  /** How many requests the journal of a sandbox keeps. Default 1000. */
  journalSize: number;
  /** Default `info` on the command line, `silent` in `createEmulator`. */
  logLevel: LogLevel;
  /** Log for people rather than for machines. Default false, and true on the command line of a terminal. */
  pretty: boolean;
}

export const defaults: Settings = {
  host: '127.0.0.1',
  port: 8000,
  contract: 'documented',
  auth: 'required',
  db: undefined,
  fixtures: [],
  watch: false,
  seed: 1,
  size: 'small',
  cors: '*',
  bodyLimit: 1024 * 1024,
  strictWarnings: false,
  faults: [],
  controlToken: undefined,
  maxSandboxes: 1000,
  sandboxIdle: 3600,
  journalSize: 1000,
  logLevel: 'info',
  pretty: false,
};

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
  watch: { flag: 'watch', kind: 'switch', about: 'load the fixtures again when they have changed; needs --fixtures' },
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
  strictWarnings: {
    flag: 'strict-warnings',
    kind: 'switch',
    about: 'refuse what cmdb-3.14 would refuse or answer differently, in place of a warning',
  },
  faults: {
    flag: 'fault',
    kind: 'texts',
    value: 'FILE',
    about: 'file of failures on demand that every sandbox begins with; may be repeated',
  },
  controlToken: {
    flag: 'control-token',
    kind: 'text',
    value: 'TOKEN',
    about: 'what requests below /__emulator must show; beyond loopback, one is made and printed without it',
  },
  maxSandboxes: {
    flag: 'max-sandboxes',
    kind: 'integer',
    min: 1,
    max: 100_000,
    value: 'N',
    about: 'sandboxes at a time; beyond that, the one unused for longest is dropped',
  },
  sandboxIdle: {
    flag: 'sandbox-idle',
    kind: 'integer',
    min: 0,
    max: 31_536_000,
    value: 'SECONDS',
    about: 'time without use after which a sandbox is dropped; 0 for never',
  },
  journalSize: {
    flag: 'journal-size',
    kind: 'integer',
    min: 0,
    max: 100_000,
    value: 'N',
    about: 'requests that the journal of a sandbox keeps',
  },
  logLevel: { flag: 'log-level', kind: 'choice', choices: LOG_LEVELS, about: 'what is logged, on standard error' },
  pretty: {
    flag: 'pretty',
    kind: 'switch',
    about: 'log for people rather than for machines; on a terminal unless --pretty=false',
  },
};

/**
 * Settings that a program gives, with defaults for those that it leaves out or gives as undefined.
 *
 * @throws UsageError naming a setting that is unknown, or a value that is none of its choices, or what is missing
 */
export const completeSettings = (given: Partial<Settings>, fallback: Settings): Settings => {
  const settings: Settings = { ...fallback };
  for (const [key, value] of Object.entries(given)) {
    const setting = (SETTINGS as Settable)[key];
    if (setting === undefined) {
      throw new UsageError(`unknown option ${key}; there are: ${Object.keys(SETTINGS).join(', ')}`);
    }
    if (value === undefined) continue;
    if (setting.kind !== 'texts') readValue(setting, key, typeof value === 'string' ? value : inspect(value));
    else if (!Array.isArray(value)) throw new UsageError(`${key} must be a list`);
    Object.assign(settings, { [key]: value });
  }
  if (settings.watch && settings.fixtures.length === 0) {
    throw new UsageError('watch needs fixtures: name the files or folders to watch, with --fixtures PATH');
  }
  if (settings.watch && settings.fixtures.some((fixture) => typeof fixture !== 'string')) {
    throw new UsageError('watch needs files: a fixture that is an object does not change');
  }
  return settings;
};
