import { delimiter } from 'node:path';
import { VERSION } from '../../emulator/version.js';
import type { Language, Text } from '../../model/language.js';
import { environmentName, type Setting } from '../../settings/setting.js';
import { SETTING_GROUPS, SETTINGS } from '../../settings/settings.js';
import { flagsOf, type Command, type Example } from '../command.js';
import { COMMANDS } from '../commands/index.js';
import { serve } from '../commands/serve.js';
import { wrapText } from '../output/wrap-text.js';

const COLUMNS = 80;
/** Blanks before the description of a flag. */
const INDENT = 6;

const TITLE: Text = {
  en: 'the BlueKing (蓝鲸) ESB for CMDB data, on your machine',
  zh: '在本机运行的蓝鲸 ESB，提供配置平台（CMDB）的数据',
};
const USAGE: Text = { en: 'Usage:', zh: '用法：' };
const COMMAND_LIST: Text = { en: 'Commands:', zh: '命令：' };
const EXAMPLES: Text = { en: 'Examples:', zh: '示例：' };
const FLAGS: Text = { en: 'Flags:', zh: '参数：' };
const FLAGS_OF_SERVE: Text = { en: 'Flags of serve:', zh: 'serve 的参数：' };
const OTHER_FLAGS: Text = { en: 'Help', zh: '帮助' };
const COLON: Text = { en: ': ', zh: '：' };
const STOP: Text = { en: '.', zh: '。' };
const HELP: Text = { en: 'Show this help.', zh: '显示本帮助。' };
const SHOW_VERSION: Text = { en: 'Show the version.', zh: '显示版本。' };
const MORE: Text = {
  en: '"bk-esb-emulator COMMAND --help" shows the flags of a command, "bk-esb-emulator help CODE" the way out of an error, such as FIXTURE_TAB.\nIn a clone of the repository, write "npm start --" for "bk-esb-emulator".',
  zh: '“bk-esb-emulator COMMAND --help”显示某个命令的参数，“bk-esb-emulator help CODE”按错误代码（如 FIXTURE_TAB）显示解决办法。\n在仓库的克隆中，用“npm start --”代替“bk-esb-emulator”。',
};
const VARIABLES: Text = {
  en: 'A flag can also be given as the environment variable beside it; the flag wins. Defaults stand in brackets.',
  zh: '参数也可以用旁边的环境变量指定，以参数为准。方括号内是默认值。',
};
const SWITCHES: Text = {
  en: 'A flag without a value is a switch; with "no-" before its name, it is turned off, such as',
  zh: '不带值的参数是开关，名称前加“no-”表示关闭，例如',
};
const pathsText = (names: readonly string[]): Text => ({
  en: `Several paths in ${names.join(' or ')} are separated by "${delimiter}".`,
  zh: `${names.join(' 和 ')} 中的多个路径用“${delimiter}”分隔。`,
});

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

/** The value without the flag, in brackets. A switch is off, and a list is empty. */
const defaultOf = ({ default: value, defaultText }: Setting, lang: Language): string => {
  if (defaultText !== undefined) return ` [${defaultText[lang]}]`;
  return typeof value === 'string' || typeof value === 'number' ? ` [${value}]` : '';
};

const describe = (syntax: string, text: string): string =>
  `  ${syntax}\n${wrapText(text, { columns: COLUMNS, indent: INDENT })}`;

/** For each setting, a line with its syntax and variable, and then its description and default. */
const describeSettings = (settings: readonly Setting[], lang: Language, width: number): string =>
  settings
    .map((setting) => {
      const variable = setting.flagOnly ? '' : `  ${environmentName(setting)}`;
      const syntax = `${syntaxOf(setting).padEnd(width)}${variable}`.trimEnd();
      return describe(syntax, setting.description[lang] + defaultOf(setting, lang));
    })
    .join('\n');

const widthOf = (settings: readonly Setting[]): number =>
  Math.max(...settings.map((setting) => syntaxOf(setting).length));

const examplesOf = (examples: readonly Example[], lang: Language): string =>
  examples
    .map(({ about, line }) => `${wrapText(`# ${about[lang]}`, { columns: COLUMNS, indent: 2 })}\n  ${line}`)
    .join('\n');

/** Notes below the flags, because they hold for each of them. */
const notesOf = ({ settings }: Command, lang: Language): string => {
  const paths = [SETTINGS.fixtures, SETTINGS.faults].filter((setting) =>
    Object.values<Setting>(settings).includes(setting),
  );
  const toggles = Object.values(settings).filter(({ kind }) => kind === 'switch');
  return [
    VARIABLES[lang],
    ...toggles.slice(-1).map(({ flag }) => `${SWITCHES[lang]} --no-${flag}${STOP[lang]}`),
    ...(paths.length > 0 ? [pathsText(paths.map(environmentName))[lang]] : []),
  ]
    .map((note) => wrapText(note, { columns: COLUMNS }))
    .join('\n');
};

const commandHelp = (command: Command, lang: Language): string => {
  const settings = Object.values(flagsOf(command));
  return `${USAGE[lang]}
  bk-esb-emulator ${command.name} ${command.usage}

${wrapText(command.description[lang], { columns: COLUMNS })}

${EXAMPLES[lang]}
${examplesOf(command.examples, lang)}

${FLAGS[lang]}
${describeSettings(settings, lang, widthOf(settings))}
${describe('-h, --help', HELP[lang])}

${notesOf(command, lang)}
`;
};

const groupsOfServe = (lang: Language): string => {
  const width = widthOf(Object.values(SETTINGS));
  return SETTING_GROUPS.map(
    ({ title, settings }) => `${title[lang]}\n${describeSettings(Object.values<Setting>(settings), lang, width)}`,
  ).join('\n\n');
};

const generalHelp = (lang: Language): string => {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return `${wrapText(`bk-esb-emulator ${VERSION}${COLON[lang]}${TITLE[lang]}`, { columns: COLUMNS })}

${USAGE[lang]}
  bk-esb-emulator [serve] [flags]
  bk-esb-emulator COMMAND [flags]
  bk-esb-emulator help COMMAND|CODE

${COMMAND_LIST[lang]}
${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary[lang]}`).join('\n')}

${wrapText(MORE[lang], { columns: COLUMNS })}

${EXAMPLES[lang]}
${examplesOf(serve.examples, lang)}

${FLAGS_OF_SERVE[lang]}

${groupsOfServe(lang)}

${OTHER_FLAGS[lang]}
${describe('-h, --help', HELP[lang])}
${describe('-v, --version', SHOW_VERSION[lang])}

${notesOf(serve, lang)}
`;
};

/**
 * The text of `--help`.
 *
 * @param command undefined for the help of all
 */
export const helpText = (command: Command | undefined, lang: Language): string =>
  command === undefined ? generalHelp(lang) : commandHelp(command, lang);
