import { AUTH_MODES, CONTRACTS, type AuthMode, type Contract } from '../model/contract.js';
import { LANGUAGES, type Language } from '../model/language.js';
import { SIZES, type Size } from '../demo/shapes.js';
import type { Fixture } from '../fixtures/read/read-input.js';
import { defaultsOf, type SettingTable } from './setting.js';

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that can be set. `SETTINGS` says by which flag, with which values and defaults. */
export interface Settings {
  /** Address to listen on. Default `127.0.0.1`. */
  host: string;
  /** Port to listen on, 0 for any free one. Default 8000 on the command line, 0 in `createEmulator`. */
  port: number;
  /** The contract that replies follow. Default `documented`. */
  contract: Contract;
  /** How credentials are checked. Default `required`. */
  auth: AuthMode;
  /** SQLite file that keeps the data; undefined for memory. Default undefined. */
  db: string | undefined;
  /** Fixture files and folders that replace the default data; a program may also give fixtures as objects. Default none. */
  fixtures: readonly (string | Fixture)[];
  /** Load the fixtures again when they change. Default false. */
  watch: boolean;
  /** Seed of the generated data. Default 1. */
  seed: number;
  /** How much data is generated. Default `small`. */
  size: Size;
  /** Origin whose pages may call the ESB; `*` for any. Default `*`. */
  cors: string;
  /** Largest request body that is read, in bytes. Default 10 MiB, as on a live ESB. */
  bodyLimit: number;
  /** Seconds in which a request must have arrived whole, else it is answered with 408; 0 for any time. Default 60. */
  requestTimeout: number;
  /** Under `documented`, refuse requests that `cmdb-3.14` would refuse or answer differently. Default false. */
  strictWarnings: boolean;
  /** Files with the faults that every sandbox begins with. Default none. */
  faults: readonly string[];
  /** Token that control requests must carry. Default: none on loopback, a generated one elsewhere. */
  controlToken: string | undefined;
  /** Most sandboxes at a time; for one more, the least recently used empty one is dropped. Default 1000. */
  maxSandboxes: number;
  /** Seconds without use after which a sandbox is dropped; 0 for never. Default 3600. */
  sandboxIdle: number;
  /** Most requests that the journal of a sandbox keeps. Default 1000. */
  journalSize: number;
  /** Most bytes that the journal of a sandbox takes, and its warnings beside it. Default 16 MiB. */
  journalBytes: number;
  /**
   * Most memory that all sandboxes take together, in MiB: a quarter of it for journals, the rest for data, snapshots and
   * faults. Default: a quarter of the memory that the process may use, from 64 to 1024.
   */
  maxMemory: number | undefined;
  /** Lowest level that is logged. Default `info` on the command line, `silent` in `createEmulator`. */
  logLevel: LogLevel;
  /** Format the log for people, not as JSON lines. Default true for the command line on a terminal, else false. */
  pretty: boolean;
  /** Language of messages and of the log. Default: by the locale on the command line, `en` in `createEmulator`. */
  lang: Language;
}

const MAX_SEED = 2 ** 32 - 1;

/** Each setting, in the order of `--help`. */
export const SETTINGS: SettingTable<Settings> = {
  host: {
    flag: 'host',
    kind: 'string',
    placeholder: 'ADDRESS',
    default: '127.0.0.1',
    description: 'address to listen on; 0.0.0.0 for all',
  },
  port: {
    flag: 'port',
    kind: 'integer',
    min: 0,
    max: 65535,
    placeholder: 'N',
    default: 8000,
    description: 'port to listen on; 0 for any free one',
  },
  contract: {
    flag: 'contract',
    kind: 'choice',
    choices: CONTRACTS,
    default: 'documented',
    description: 'answer as the documentation says, or as a live ESB with CMDB 3.14 does',
  },
  auth: {
    flag: 'auth',
    kind: 'choice',
    choices: AUTH_MODES,
    default: 'required',
    description: 'credentials: not checked, must be there, or must match the fixtures',
  },
  db: {
    flag: 'db',
    kind: 'string',
    placeholder: 'FILE',
    default: undefined,
    description: 'SQLite file to keep the data in; in memory without it',
  },
  fixtures: {
    flag: 'fixtures',
    kind: 'strings',
    placeholder: 'PATH',
    default: [],
    description: 'fixture file or folder in place of the default data; may be repeated',
  },
  watch: {
    flag: 'watch',
    kind: 'switch',
    default: false,
    description: 'load the fixtures again when they have changed; needs --fixtures',
  },
  seed: {
    flag: 'seed',
    kind: 'integer',
    min: 0,
    max: MAX_SEED,
    placeholder: 'N',
    default: 1,
    description: 'seed of the generated demo data',
  },
  size: {
    flag: 'size',
    kind: 'choice',
    choices: SIZES,
    default: 'small',
    description: 'how much demo data is generated',
  },
  cors: {
    flag: 'cors',
    kind: 'string',
    placeholder: 'ORIGIN',
    default: '*',
    description: 'origin whose pages may call the ESB; * for any',
  },
  bodyLimit: {
    flag: 'body-limit',
    kind: 'integer',
    min: 1,
    max: 1024 ** 3,
    placeholder: 'BYTES',
    default: 10 * 1024 * 1024,
    description: 'size of a request body that is still read',
  },
  requestTimeout: {
    flag: 'request-timeout',
    kind: 'integer',
    min: 0,
    max: 86_400,
    placeholder: 'SECONDS',
    default: 60,
    description: 'time in which a request must have arrived whole, else it gets 408; 0 for any time',
  },
  strictWarnings: {
    flag: 'strict-warnings',
    kind: 'switch',
    default: false,
    description: 'refuse what cmdb-3.14 would refuse or answer differently, in place of a warning',
  },
  faults: {
    flag: 'fault',
    kind: 'strings',
    placeholder: 'FILE',
    default: [],
    description: 'file of failures on demand that every sandbox begins with; may be repeated',
  },
  controlToken: {
    flag: 'control-token',
    kind: 'string',
    placeholder: 'TOKEN',
    default: undefined,
    description: 'what requests below /__emulator must show; beyond loopback, one is made and printed without it',
  },
  maxSandboxes: {
    flag: 'max-sandboxes',
    kind: 'integer',
    min: 1,
    max: 100_000,
    placeholder: 'N',
    default: 1000,
    description: 'sandboxes at a time; for one more, the empty one unused for longest is dropped',
  },
  sandboxIdle: {
    flag: 'sandbox-idle',
    kind: 'integer',
    min: 0,
    max: 31_536_000,
    placeholder: 'SECONDS',
    default: 3600,
    description: 'time without use after which a sandbox is dropped; 0 for never',
  },
  journalSize: {
    flag: 'journal-size',
    kind: 'integer',
    min: 0,
    max: 100_000,
    placeholder: 'N',
    default: 1000,
    description: 'requests that the journal of a sandbox keeps',
  },
  journalBytes: {
    flag: 'journal-bytes',
    kind: 'integer',
    // An entry always fits, if need be without its parameters.
    min: 64 * 1024,
    max: 1024 ** 4,
    placeholder: 'BYTES',
    default: 16 * 1024 * 1024,
    description: 'memory that the journal of a sandbox takes; beyond that, its oldest requests are dropped',
  },
  maxMemory: {
    flag: 'max-memory',
    kind: 'integer',
    min: 1,
    max: 1024 ** 2,
    placeholder: 'MIB',
    default: undefined,
    description: 'memory for all sandboxes together; by default a quarter of what there is, from 64 to 1024',
  },
  logLevel: {
    flag: 'log-level',
    kind: 'choice',
    choices: LOG_LEVELS,
    default: 'info',
    description: 'what is logged, on standard error',
  },
  pretty: {
    flag: 'pretty',
    kind: 'switch',
    default: false,
    description: 'log for people rather than for machines; on a terminal unless --pretty=false',
  },
  lang: {
    flag: 'lang',
    kind: 'choice',
    choices: LANGUAGES,
    default: 'en',
    description: 'language of messages; without it, that of the locale (LC_ALL, LC_MESSAGES, LANG)',
  },
};

/** Default settings of the command line. */
export const DEFAULT_SETTINGS = defaultsOf(SETTINGS);
