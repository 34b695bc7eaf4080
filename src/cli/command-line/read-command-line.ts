import { CATALOGUE } from '../../messages/catalogue.js';
import type { Code } from '../../messages/message.js';
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
  | { shows: 'code'; code: Code }
  | { shows: 'version' };

const HELP = 'help';
const MOST_TYPOS = 2;

/** Codes of errors and problems, such as FIXTURE_TAB. */
const LIKE_CODE = /^[A-Z]+(_[A-Z]+)+$/;

const isCode = (name: string): name is Code => Object.hasOwn(CATALOGUE, name);

const findCode = (name: string): Code => {
  if (isCode(name)) return name;
  const meant = nearest(name, Object.keys(CATALOGUE), MOST_TYPOS);
  throw new UsageError({ code: 'COMMAND_UNKNOWN_CODE', name, meant });
};

/** Settings whose values are often written without their flags. */
const WITHOUT_FLAG: readonly (readonly [setting: 'port' | 'fixtures', value: RegExp])[] = [
  ['port', /^\d+$/],
  ['fixtures', /^(?!.*:\/\/).*(\.(ya?ml|json)|[\\/])$/i],
];

/** @throws UsageError if a text is the value of a flag that was left out */
const checkFlag = ({ settings }: Command, text: string): void => {
  const [setting] = WITHOUT_FLAG.find(([name, value]) => name in settings && value.test(text)) ?? [];
  if (setting === undefined) return;
  const flag = `--${SETTINGS[setting].flag}`;
  throw new UsageError({ code: 'COMMAND_WITHOUT_FLAG', argument: shownText(text), flag });
};

const findCommand = (name: string): Command => {
  const found = COMMANDS.find((command) => command.name === name);
  if (found !== undefined) return found;
  checkFlag(serve, name);
  const names = [...COMMANDS.map((command) => command.name), HELP];
  throw new UsageError({
    code: 'COMMAND_UNKNOWN',
    name: shownText(name),
    meant: nearest(name, names, MOST_TYPOS),
    known: names,
  });
};

const checkOperands = (command: Command, [operand]: readonly string[]): void => {
  const { name, operands: wanted, examples } = command;
  if (wanted !== undefined && operand === undefined) {
    const [{ line: example }] = examples;
    throw new UsageError({ code: 'COMMAND_NEEDS_OPERAND', command: name, operand: wanted, example });
  }
  if (wanted !== undefined || operand === undefined) return;
  if (operand === HELP || COMMANDS.some((command) => command.name === operand)) {
    throw new UsageError({ code: 'COMMAND_COMES_FIRST', command: operand });
  }
  checkFlag(command, operand);
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
    if (name !== undefined && LIKE_CODE.test(name)) return { shows: 'code', code: findCode(name) };
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
