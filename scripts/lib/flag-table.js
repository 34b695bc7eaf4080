/** The table of settings in Markdown: every name that a setting has, its default and its meaning. */
import { format } from 'prettier';

const HEAD = {
  en: ['flag', 'environment', 'in process', 'over HTTP', 'default', ''],
  zh: ['参数', '环境变量', '进程内', 'HTTP', '默认值', ''],
};

const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;

const flagOf = ({ flag, kind, choices, placeholder }) => {
  if (kind === 'switch') return code(`--${flag}`);
  return code(`--${flag} ${kind === 'choice' ? choices.join('|') : placeholder}`);
};

const defaultOf = ({ default: value, defaultText }, lang) => {
  if (defaultText !== undefined) return defaultText[lang].replaceAll(/--[a-z-]+/g, code);
  return value === undefined || Array.isArray(value) ? '' : code(String(value));
};

/** `strictWarnings` is `strict_warnings` in the JSON of control, as all names there. */
export const httpName = (name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const row = (name, setting, lang, httpNames) => [
  flagOf(setting),
  code(`BK_ESB_${setting.flag.replaceAll('-', '_').toUpperCase()}`),
  code(name),
  httpNames.includes(httpName(name)) ? code(httpName(name)) : '',
  defaultOf(setting, lang),
  setting.description[lang].replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('__', '\\_\\_'),
];

const MARK = /(?<=<!-- flags, written by "npm run flags" -->\n)[^]*(?=\n<!-- end of flags -->)/;

/**
 * Puts the table between the marks in a Markdown text, formatted as Prettier does.
 *
 * @param {string} markdown
 * @param {Record<string, object>} settings
 * @param {string[]} httpNames the settings that can be changed over HTTP
 * @param {'en' | 'zh'} lang
 */
export const withFlags = async (markdown, settings, httpNames, lang) => {
  const rows = Object.entries(settings).map(([name, setting]) => row(name, setting, lang, httpNames));
  const lines = [HEAD[lang], HEAD[lang].map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const table = await format(lines.join('\n'), { parser: 'markdown' });
  return markdown.replace(MARK, () => `\n${table}`);
};
