import { delimiter } from 'node:path';
import { environmentName, type Setting } from '../../settings/setting.js';
import { SETTINGS } from '../../settings/settings.js';
import { flagsOf, type Command } from '../command.js';
import { COMMANDS } from '../commands/index.js';
import { serve } from '../commands/serve.js';

const ENVIRONMENT = `Flags that have an environment variable beside them can also be given as that; the flag wins.
Several paths in ${environmentName(SETTINGS.fixtures)} are separated by "${delimiter}".
`;

const syntaxOf = (setting: Setting): string => {
  switch (setting.kind) {
    case 'choice':
      return `--${setting.flag} ${setting.choices.join('|')}`;
    case 'switch':
      return `--${setting.flag}`;
    default:
      return `--${setting.flag} ${setting.placeholder}`;
  }
};

/** The default in brackets. A list is empty by default. */
const defaultText = ({ default: value }: Setting): string => {
  if (value === undefined || Array.isArray(value)) return '';
  return ` [${typeof value === 'string' ? value : JSON.stringify(value)}]`;
};

/** Two lines for each setting: its syntax and variable, its description and default. */
const describeSettings = (settings: readonly Setting[]): string => {
  const width = Math.max(...settings.map((setting) => syntaxOf(setting).length));
  return settings
    .map((setting) => {
      const variable = setting.flagOnly ? '' : `  ${environmentName(setting)}`;
      const syntax = `${syntaxOf(setting).padEnd(width)}${variable}`.trimEnd();
      return `  ${syntax}\n      ${setting.description}${defaultText(setting)}`;
    })
    .join('\n');
};

const describeFlags = (command: Command): string => `${ENVIRONMENT}Defaults stand in brackets.

${describeSettings(Object.values(flagsOf(command)))}
  -h, --help
      this text
`;

/** The text of `--help` for a command. */
export const commandHelp = (command: Command): string => `Usage: bk-esb-emulator ${command.name} ${command.usage}

${command.description}

${describeFlags(command)}`;

/** The text of `--help` without a command. */
export const generalHelp = (): string => {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return `bk-esb-emulator: the BlueKing (蓝鲸) ESB for CMDB data, on your machine

Usage: bk-esb-emulator [serve] [flags]
       bk-esb-emulator COMMAND …

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

"bk-esb-emulator COMMAND --help" tells of each. Those of serve:

${describeFlags(serve)}  -v, --version
      the version
`;
};
