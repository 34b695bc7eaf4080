import { shownText } from '../../util/secrets/hide-secrets.js';
import { defaultsOf } from '../../settings/setting.js';
import { SETTINGS } from '../../settings/settings.js';
import { UsageError } from '../../settings/usage-error.js';
import { nearest } from '../../util/suggest.js';
import type { CommandProcess } from '../cli-process.js';
import { flagsOf, type Command } from '../command.js';
import { COMMANDS } from '../commands/index.js';
import { serve } from '../commands/serve.js';
import { checkEnvironment, readEnvironment } from './read-environment.js';
import { readFlags } from './read-flags.js';

/** A command line: a command to run, or something to show. `helpOf` is undefined for the help of all commands. */
export type CommandLine =
  | { command: Command; settings: object; operands: readonly string[] }
  | { shows: 'help'; helpOf: Command | undefined }
  | { shows: 'version' };

const HELP = 'help';
const MOST_TYPOS = 2;

const findCommand = (name: string): Command => {
  const found = COMMANDS.find((command) => command.name === name);
  if (found !== undefined) return found;
  const names = [...COMMANDS.map((command) => command.name), HELP];
  throw new UsageError({
    code: 'COMMAND_UNKNOWN',
    name: shownText(name),
    meant: nearest(name, names, MOST_TYPOS),
    known: names,
  });
};

const checkOperands = ({ name, operands: wanted }: Command, [operand]: readonly string[]): void => {
  if (wanted !== undefined && operand === undefined) {
    throw new UsageError({ code: 'COMMAND_NEEDS_OPERAND', command: name, operand: wanted });
  }
  if (wanted !== undefined || operand === undefined) return;
  if (operand === HELP || COMMANDS.some((command) => command.name === operand)) {
    throw new UsageError({ code: 'COMMAND_COMES_FIRST', command: operand });
  }
  throw new UsageError({ code: 'COMMAND_UNEXPECTED_ARGUMENT', command: name, argument: shownText(operand) });
};

/**
 * Reads a command line. Settings that it does not give come from the environment, then from the defaults.
 *
 * @throws UsageError naming the command, flag or variable that is wrong, and those that exist
 */
export const readCommandLine = (
  args: readonly string[],
  { env, columns, lang }: Pick<CommandProcess, 'env' | 'columns' | 'lang'>,
): CommandLine => {
  const [first, ...others] = args;
  if (first === HELP) {
    const [name] = readFlags({ lang: SETTINGS.lang }, others).operands;
    return { shows: 'help', helpOf: name === undefined ? undefined : findCommand(name) };
  }
  const isNamed = first !== undefined && !first.startsWith('-');
  const command = isNamed ? findCommand(first) : serve;
  const flags = flagsOf(command);
  const { given, operands, asksFor } = readFlags(flags, isNamed ? others : args);
  if (asksFor === 'version') return { shows: 'version' };
  if (asksFor === 'help') return { shows: 'help', helpOf: isNamed ? command : undefined };
  checkOperands(command, operands);
  // A misspelled variable is no problem of a command that reads none but the language.
  if (Object.values(command.settings).some(({ flagOnly }) => !flagOnly)) checkEnvironment(SETTINGS, env);
  const terminalDefaults = command === serve && columns !== undefined ? { pretty: true } : {};
  const settings = {
    ...defaultsOf(flags),
    ...terminalDefaults,
    lang,
    ...readEnvironment(flags, env),
    ...given,
  };
  return { command, settings, operands };
};
