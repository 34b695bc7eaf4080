import { LANGUAGES, type Language } from '../../model/language.js';
import { environmentName } from '../../settings/setting.js';
import { SETTINGS } from '../../settings/settings.js';

const FLAG = `--${SETTINGS.lang.flag}`;

const isLanguage = (text: string | undefined): text is Language => LANGUAGES.some((language) => language === text);

/** The values of the flag, before the command line is checked: its errors are in this language, too. */
const written = (args: readonly string[]): (string | undefined)[] =>
  args.flatMap((arg, index) => {
    if (arg === FLAG) return [args[index + 1]];
    return arg.startsWith(`${FLAG}=`) ? [arg.slice(FLAG.length + 1)] : [];
  });

/** As POSIX says, the first of these that is not empty decides. */
const localeOf = ({ LC_ALL, LC_MESSAGES, LANG }: Readonly<Record<string, string | undefined>>): string =>
  [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== '') ?? '';

/**
 * The language of what a command writes: the one of `--lang`, else of `BK_ESB_LANG`, else Chinese if the locale is, else
 * English. A value that is no language is passed over here; it is refused when the command line is read.
 */
export const chooseLanguage = (args: readonly string[], env: Readonly<Record<string, string | undefined>>): Language =>
  [written(args).at(-1), env[environmentName(SETTINGS.lang)]].find(isLanguage) ??
  (/^zh(?![a-z])/i.test(localeOf(env)) ? 'zh' : 'en');
