import type { AuthMode, Contract } from '../model/contract.js';
import type { UpstreamMode } from '../model/upstream-mode.js';
import type { Language } from '../model/language.js';
import type { Size } from '../demo/shapes.js';
import type { Fixture } from '../fixtures/read/read-input.js';
import type { LogLevel } from './log-level.js';

/** Everything that can be set. `SETTINGS` says by which flag, with which values and defaults. */
export interface Settings {
  /** Address to listen on. Default `127.0.0.1`. */
  host: string;
  /** Port to listen on, 0 for any free one. Default 8000 on the command line, 0 in `createEmulator`. */
  port: number;
  /** File to write the address to once requests are answered; removed when the emulator closes. Default undefined, none. */
  addressFile: string | undefined;
  /** The contract that replies follow. Default `documented`. */
  contract: Contract;
  /** How credentials are checked. Default `required`. */
  auth: AuthMode;
  /** SQLite file that keeps the data; undefined for memory. Default undefined. */
  db: string | undefined;
  /** Load the initial data in place of what the database holds. Default false. */
  reload: boolean;
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
  /** Address of a live ESB that answers what the emulator does not know: http or https. Default undefined, none. */
  upstream: string | undefined;
  /** The calls that are forwarded to the upstream: those that the emulator does not know, or all. Default `unknown`. */
  upstreamMode: UpstreamMode;
  /** Seconds in which the upstream must answer. Default 30, as on a live ESB. */
  upstreamTimeout: number;
  /** Folder that gets forwarded requests and their replies, a file each. Needs an upstream. Default undefined, none. */
  record: string | undefined;
  /** Names of values that get pseudonyms in recordings, with commas between them. Needs `record`. Default undefined, none. */
  mask: string | undefined;
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
  /** Language of problems in the log, and of what a command writes. Default: by the locale on the command line, `en` in `createEmulator`. */
  lang: Language;
}
