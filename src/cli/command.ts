import type { Writable } from 'node:stream';
import type { Defaults, Settable } from '../settings/flags.js';

/** The process, as far as commands see it. */
export interface Terminal {
  /** For what the command is run to get. */
  readonly out: Writable;
  /** For what a person may want to know meanwhile. */
  readonly err: Writable;
  /** Columns of the terminal that `err` is; undefined where it is none. */
  readonly columns: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls the handler each time that the process is asked to stop. Without one, it just ends. */
  onStop: (handler: () => void) => void;
  /** Ends the process. */
  exit: (status: number) => never;
  /** The most memory that the process has had so far, in bytes. */
  peakMemory: () => number;
}

/** Exit status: all is well, something failed or is wrong, the command line cannot be understood. */
export const STATUS = { ok: 0, failure: 1, usage: 2 } as const;

/** What can be asked for on the command line. */
export interface Command {
  readonly name: string;
  /** One line of the list of commands. */
  readonly summary: string;
  /** What follows the name. */
  readonly usage: string;
  /** What `--help` says beside the flags. */
  readonly about: string;
  readonly settings: Settable;
  readonly defaults: Defaults;
  /** What its words beside the flags are, of which it wants one or more; undefined where it takes none. */
  readonly words?: string;
  /**
   * @param settings those above, as they were given or by default
   * @returns the exit status
   */
  readonly run: (settings: Record<string, unknown>, words: readonly string[], terminal: Terminal) => Promise<number>;
}
