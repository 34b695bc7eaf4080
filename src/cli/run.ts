import { VERSION } from '../emulator/version.js';
import { UsageError } from '../settings/usage-error.js';
import { EXIT_STATUS, type CliProcess, type CommandProcess } from './cli-process.js';
import { chooseLanguage } from './command-line/choose-language.js';
import { codeHelp } from './command-line/code-help.js';
import { readCommandLine } from './command-line/read-command-line.js';
import { explainFailure } from './explain-failure.js';

/**
 * Runs a command line.
 *
 * @param args the command line without the program
 * @returns the exit status
 */
export const run = async (args: readonly string[], process: CliProcess): Promise<number> => {
  const cli: CommandProcess = { ...process, lang: chooseLanguage(args, process.env) };
  try {
    const commandLine = readCommandLine(args, cli);
    if ('command' in commandLine) {
      return await commandLine.command.run(commandLine.settings, commandLine.operands, cli);
    }
    if (commandLine.shows === 'version') cli.stdout.write(`${VERSION}\n`);
    else if (commandLine.shows === 'code') cli.stdout.write(codeHelp(commandLine.code, cli.lang));
    else {
      const { helpText } = await import('./command-line/help.js');
      cli.stdout.write(helpText(commandLine.helpOf, cli.lang));
    }
    return EXIT_STATUS.ok;
  } catch (error) {
    cli.stderr.write(`bk-esb-emulator: ${explainFailure(error, cli.lang)}\n`);
    return error instanceof UsageError ? EXIT_STATUS.usage : EXIT_STATUS.failure;
  }
};
