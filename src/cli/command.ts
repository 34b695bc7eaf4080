import type { Text } from '../model/language.js';
import type { SettingTable } from '../settings/setting.js';
import { SETTINGS } from '../settings/settings.js';
import type { CommandProcess } from './cli-process.js';

/** A command line that works as it stands there. */
export interface Example {
  readonly about: Text;
  readonly line: string;
}

/** A command of the command line. `Settings` are the values of its flags. */
export interface Command<Settings extends object = object> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: Text;
  /** The part of the usage line after the name. */
  readonly usage: string;
  /** The part of `--help` above the examples. A line that begins with blanks is an item of a list. */
  readonly description: Text;
  readonly examples: readonly [Example, ...Example[]];
  readonly settings: SettingTable<Settings> & SettingTable;
  /** Name of the operands. A command with operands needs at least one; undefined if it takes none. */
  readonly operands?: string;
  /**
   * Runs the command. It loads the modules that only it needs, so that other commands do not wait for them.
   *
   * @param settings the given values, completed with defaults
   * @returns the exit status
   */
  run(settings: Settings, operands: readonly string[], cli: CommandProcess): Promise<number>;
}

/** The flags of a command: its own, and that of the language. */
export const flagsOf = ({ settings }: Command): SettingTable => ({ ...settings, lang: SETTINGS.lang });
