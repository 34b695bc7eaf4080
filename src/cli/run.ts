import { delimiter } from 'node:path';
import { SETTINGS } from '../settings/settings.js';
import { VERSION } from '../emulator/emulator.js';
import { explainFailure } from './explain-failure.js';
import {
  checkEnvironment,
  describeFlags,
  environmentName,
  readEnvironment,
  readFlags,
  UsageError,
} from '../settings/flags.js';
import { didYouMean } from '../util/suggest.js';
import { check } from './check.js';
import { STATUS, type Command, type Terminal } from './command.js';
import { exportCommand } from './export.js';
import { generate } from './generate.js';
import { importCommand } from './import.js';
import { serve } from './serve.js';

/** In the order of `--help`. */
export const COMMANDS: readonly Command[] = [serve, check, generate, exportCommand, importCommand];

const ENVIRONMENT = `Flags that have an environment variable beside them can also be given as that; the flag wins.
Several paths in ${environmentName(SETTINGS.fixtures)} are separated by "${delimiter}".
`;

const heedsVariables = ({ settings }: Command): boolean => Object.values(settings).some(({ flagOnly }) => !flagOnly);

const flagsOf = (command: Command): string => `${heedsVariables(command) ? ENVIRONMENT : ''}Defaults stand in brackets.

${describeFlags(command.settings, command.defaults)}
  -h, --help
      this text
`;

const usageOf = ({ name, usage }: Command): string => `bk-esb-emulator ${name} ${usage}`;

/** The text of `--help` for a command. */
export const helpOf = (command: Command): string => `Usage: ${usageOf(command)}

${command.about}

${flagsOf(command)}`;

/** The text of `--help` without a command. */
export const helpText = (): string => {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return `bk-esb-emulator: the BlueKing (蓝鲸) ESB for CMDB data, on your machine

Usage: bk-esb-emulator [serve] [flags]
       bk-esb-emulator COMMAND …

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

"bk-esb-emulator COMMAND --help" tells of each. Those of serve:

${flagsOf(serve)}  -v, --version
      the version
`;
};

const find = (name: string): Command => {
  const found = COMMANDS.find((command) => command.name === name);
  if (found !== undefined) return found;
  const names = COMMANDS.map((command) => command.name);
  throw new UsageError(`unknown command "${name}"${didYouMean(name, names) || '.'} There are: ${names.join(' ')}`);
};

const checkWords = ({ name, words: wanted }: Command, words: readonly string[]): void => {
  const [word] = words;
  if (wanted !== undefined && word === undefined) throw new UsageError(`${name} needs a ${wanted}; see ${name} --help`);
  if (wanted !== undefined || word === undefined) return;
  if (COMMANDS.some((command) => command.name === word)) {
    throw new UsageError(`the command comes first: bk-esb-emulator ${word} …`);
  }
  throw new UsageError(`unexpected argument "${word}"; settings are flags, see ${name} --help`);
};

/** What the command line asks for: a text, or a command to run. */
export type Asked =
  { text: string } | { command: Command; settings: Record<string, unknown>; words: readonly string[] };

/**
 * Reads the command line, and, for what it leaves out, the environment.
 *
 * @throws UsageError naming the command, flag or variable, and what there is
 */
export const readCommandLine = (
  args: readonly string[],
  { env, columns }: Pick<Terminal, 'env' | 'columns'>,
): Asked => {
  const [first, ...others] = args;
  if (first === 'help') return { text: others[0] === undefined ? helpText() : helpOf(find(others[0])) };
  const isNamed = first !== undefined && !first.startsWith('-');
  const command = isNamed ? find(first) : serve;
  const { given, words, asks } = readFlags(command.settings, isNamed ? others : args);
  if (asks === 'version') return { text: `${VERSION}\n` };
  if (asks === 'help') return { text: isNamed ? helpOf(command) : helpText() };
  checkWords(command, words);
  // A command that heeds no variable does not mind misspelled ones either.
  if (heedsVariables(command)) checkEnvironment(SETTINGS, env);
  const terminal = command === serve && columns !== undefined ? { pretty: true } : {};
  const settings = { ...command.defaults, ...terminal, ...readEnvironment(command.settings, env), ...given };
  return { command, settings, words };
};

/**
 * Runs what the command line asks for.
 *
 * @returns the exit status
 */
export const run = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  try {
    const asked = readCommandLine(args, terminal);
    if ('command' in asked) return await asked.command.run(asked.settings, asked.words, terminal);
    terminal.out.write(asked.text);
    return STATUS.ok;
  } catch (error) {
    terminal.err.write(`bk-esb-emulator: ${explainFailure(error)}\n`);
    return error instanceof UsageError ? STATUS.usage : STATUS.failure;
  }
};
