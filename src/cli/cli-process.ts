import type { Writable } from 'node:stream';
import type { Language } from '../model/language.js';

/** The process as commands see it. Tests pass their own. */
export interface CliProcess {
  /** The result of the command. */
  readonly stdout: Writable;
  /** Progress, notes and errors. */
  readonly stderr: Writable;
  /** Columns of the terminal behind `stderr`; undefined if it is not a terminal. */
  readonly columns: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls the handler on each SIGTERM, SIGINT or SIGHUP. Without a handler the process ends. */
  onStop: (handler: () => void) => void;
  exit: (status: number) => never;
  /** The largest memory (resident set size) of the process so far, in bytes. */
  peakMemory: () => number;
}

/** The process of a command, and the language of what it writes. */
export interface CommandProcess extends CliProcess {
  readonly lang: Language;
}

/** Exit statuses: success, a failed command or a problem found by it, a command line that cannot be understood. */
export const EXIT_STATUS = { ok: 0, failure: 1, usage: 2 } as const;
