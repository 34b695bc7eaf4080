import { LANGUAGES } from '../../model/language.js';
import { LOG_LEVELS } from '../log-level.js';
import type { SettingTable } from '../setting.js';
import type { Settings } from '../values.js';

export const LOG_SETTINGS: SettingTable<Pick<Settings, 'logLevel' | 'pretty' | 'lang'>> = {
  logLevel: {
    flag: 'log-level',
    kind: 'choice',
    choices: LOG_LEVELS,
    default: 'info',
    description: {
      en: 'The least severe level that is logged. The log goes to standard error.',
      zh: '输出日志的最低级别；日志写到标准错误。',
    },
  },
  pretty: {
    flag: 'pretty',
    kind: 'switch',
    default: false,
    defaultText: { en: 'on at a terminal, where --no-pretty turns it off', zh: '在终端上开启，可用 --no-pretty 关闭' },
    description: {
      en: 'Write the log for people to read, not as lines of JSON.',
      zh: '以便于阅读的格式输出日志，而不是 JSON 行。',
    },
  },
  lang: {
    flag: 'lang',
    kind: 'choice',
    choices: LANGUAGES,
    default: 'en',
    defaultText: { en: 'that of the locale: LC_ALL, LC_MESSAGES, LANG', zh: '取自区域设置：LC_ALL、LC_MESSAGES、LANG' },
    description: {
      en: 'The language of messages and of --help.',
      zh: '提示信息和 --help 的语言。',
    },
  },
};
