import { FORMATS, type Format } from '../../fixtures/write/format.js';
import type { Language, Text } from '../../model/language.js';
import type { SettingTable } from '../../settings/setting.js';
import { UsageError } from '../../settings/usage-error.js';

/** Settings of the commands that write a fixture. */
export interface OutputSettings {
  /** File to write; undefined or `-` for standard output. */
  out: string | undefined;
  /** Default: by the extension of the file, YAML on standard output. */
  format: Format | undefined;
  /** Replace an existing file. Default false. */
  force: boolean;
}

export const OUTPUT_SETTINGS: SettingTable<OutputSettings> = {
  out: {
    flag: 'out',
    kind: 'string',
    placeholder: 'FILE',
    default: undefined,
    description: {
      en: 'The file to write. Without it, or with -, the fixture goes to standard output.',
      zh: '要写入的文件；不指定或为 - 时写到标准输出。',
    },
    flagOnly: true,
  },
  format: {
    flag: 'format',
    kind: 'choice',
    choices: FORMATS,
    default: undefined,
    defaultText: {
      en: 'by the ending of the file; YAML on standard output',
      zh: '取决于文件的扩展名；标准输出为 YAML',
    },
    description: {
      en: 'The format of the fixture. JSON is written and loaded faster.',
      zh: 'fixture 的格式；JSON 的写入和加载更快。',
    },
    flagOnly: true,
  },
  force: {
    flag: 'force',
    kind: 'switch',
    default: false,
    description: {
      en: 'Replace the file that is there already.',
      zh: '替换已有的文件。',
    },
    flagOnly: true,
  },
};

/**
 * The format to write.
 *
 * @throws UsageError if no format is given and the file has another extension
 */
export const formatOf = ({ out = '-', format }: OutputSettings): Format => {
  if (format !== undefined) return format;
  if (out === '-') return 'yaml';
  if (/\.json$/i.test(out)) return 'json';
  if (/\.ya?ml$/i.test(out)) return 'yaml';
  throw new UsageError({ code: 'OUTPUT_UNKNOWN_FORMAT', file: out });
};

const STANDARD_OUTPUT: Text = { en: 'standard output', zh: '标准输出' };

/** The name of the output in messages. */
export const outputName = ({ out = '-' }: Pick<OutputSettings, 'out'>, lang: Language): string =>
  out === '-' ? STANDARD_OUTPUT[lang] : out;
