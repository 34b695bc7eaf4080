import { FORMATS, type Format } from '../../fixtures/write/format.js';
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
    description: 'file to write; standard output without it, or with -',
    flagOnly: true,
  },
  format: {
    flag: 'format',
    kind: 'choice',
    choices: FORMATS,
    default: undefined,
    description: 'by the ending of the file without it, and YAML on standard output; JSON is faster',
    flagOnly: true,
  },
  force: { flag: 'force', kind: 'switch', default: false, description: 'replace what is there', flagOnly: true },
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
  throw new UsageError(`--out ${out} ends in neither .yaml, .yml nor .json; say --format yaml or --format json`);
};

/** The name of the output in messages. */
export const outputName = ({ out = '-' }: Pick<OutputSettings, 'out'>): string =>
  out === '-' ? 'standard output' : out;
