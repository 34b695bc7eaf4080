import { createWriteStream, existsSync, realpathSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from './explain-failure.js';
import { FORMATS, type Format } from '../fixtures/write/format.js';
import { UsageError, type Settable } from '../settings/flags.js';
import type { Terminal } from './command.js';
import { explainWriting, replaceFile } from './replace-file.js';

/** Settings of the commands that write a fixture. */
export interface OutputSettings {
  /** File to write; undefined, or `-`, for standard output. */
  out: string | undefined;
  /** Default: by the ending of the file, YAML on standard output. */
  format: Format | undefined;
  /** Whether what is there may be replaced. Default false. */
  force: boolean;
}

export const OUTPUT = {
  out: {
    flag: 'out',
    kind: 'text',
    value: 'FILE',
    about: 'file to write; standard output without it, or with -',
    flagOnly: true,
  },
  format: {
    flag: 'format',
    kind: 'choice',
    choices: FORMATS,
    about: 'by the ending of the file without it, and YAML on standard output; JSON is faster',
    flagOnly: true,
  },
  force: { flag: 'force', kind: 'switch', about: 'replace what is there', flagOnly: true },
} satisfies Settable;

export const OUTPUT_DEFAULTS = { out: undefined, format: undefined, force: false };

/** @throws UsageError where neither a format nor the ending of a file tells */
export const formatOf = ({ out = '-', format }: OutputSettings): Format => {
  if (format !== undefined) return format;
  if (out === '-') return 'yaml';
  if (/\.json$/i.test(out)) return 'json';
  if (/\.ya?ml$/i.test(out)) return 'yaml';
  throw new UsageError(`--out ${out} ends in neither .yaml, .yml nor .json; say --format yaml or --format json`);
};

/** How messages name what is written. */
export const outputName = ({ out = '-' }: Pick<OutputSettings, 'out'>): string =>
  out === '-' ? 'standard output' : out;

const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw explainWriting(path, error);
  }
};

const writeStream = async (text: Iterable<string>, stream: Terminal['out'], end: boolean): Promise<boolean> => {
  try {
    await pipeline(Readable.from(text), stream, { end });
    return true;
  } catch (error) {
    // Whoever reads has read enough, as `head` does.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
    return false;
  }
};

/**
 * Looks whether a file may be written, before the work begins.
 *
 * @throws Failure where it may not, because of what is there already, or of what is not
 */
export const claimOutput = ({ out = '-', force }: OutputSettings): void => {
  if (out === '-') return;
  const found = statOf(out);
  if (found?.isDirectory()) throw new Failure(`${out} is a folder; name a file in it with --out`);
  if (found?.isFile() && !force) {
    throw new Failure(`${out} is there already; name another file with --out, or replace it with --force`);
  }
  if (found === undefined && !existsSync(dirname(out))) {
    throw new Failure(`${out} cannot be written: there is no folder ${dirname(out)}; make it, or name another file`);
  }
};

/**
 * Writes text to where the settings say.
 *
 * @returns whether all of it was wanted: who reads what is written may stop
 * @throws Failure where it cannot be written; then a file that was there is as it was
 */
export const writeOutput = async (
  settings: OutputSettings,
  text: Iterable<string>,
  terminal: Terminal,
): Promise<boolean> => {
  const { out = '-' } = settings;
  try {
    if (out === '-') return await writeStream(text, terminal.out, false);
    const found = statOf(out);
    if (found?.isFile() === false) return await writeStream(text, createWriteStream(out), true);
    // A link stays one: what it leads to is replaced. The mode stays: a fixture may hold secrets, which are not for more
    // people than before.
    await replaceFile(found === undefined ? out : realpathSync(out), terminal, (unfinished) =>
      pipeline(Readable.from(text), createWriteStream(unfinished, { flags: 'wx', mode: found?.mode ?? 0o666 })),
    );
    return true;
  } catch (error) {
    throw explainWriting(outputName(settings), error);
  }
};
