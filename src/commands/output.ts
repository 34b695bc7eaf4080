import { randomBytes } from 'node:crypto';
import { createWriteStream, rmSync, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../failure.js';
import { FORMATS, type Format } from '../fixtures/format.js';
import { UsageError, type Settable } from '../flags.js';
import { STATUS, type Terminal } from './command.js';

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

/** What is written to, in words. */
export const nameOf = (out: string | undefined): string => (out === undefined || out === '-' ? 'standard output' : out);

/** @throws UsageError where neither a format nor the ending of a file tells */
export const formatOf = ({ out = '-', format }: OutputSettings): Format => {
  if (format !== undefined) return format;
  if (out === '-') return 'yaml';
  if (/\.json$/i.test(out)) return 'json';
  if (/\.ya?ml$/i.test(out)) return 'yaml';
  throw new UsageError(`--out ${out} ends in neither .yaml, .yml nor .json; say --format yaml or --format json`);
};

const statOf = (path: string) => statSync(path, { throwIfNoEntry: false });

const explain = (path: string, error: unknown): unknown => {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new Failure(`${path} cannot be written: there is no such folder`);
  return code.startsWith('E') ? new Failure(`${path} cannot be written: ${message}`) : error;
};

/** A file is written beside its place and moved there when it is whole: who reads it sees all of it or none. */
const writeFile = async (path: string, text: Iterable<string>, terminal: Terminal): Promise<void> => {
  const unfinished = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  const discard = () => rmSync(unfinished, { force: true });
  terminal.onStop(() => {
    discard();
    terminal.exit(STATUS.failure);
  });
  try {
    await pipeline(Readable.from(text), createWriteStream(unfinished, { flags: 'wx' }));
    await rename(unfinished, path);
  } catch (error) {
    discard();
    throw error;
  }
};

const writeStream = async (text: Iterable<string>, stream: Terminal['out'], end: boolean): Promise<void> => {
  try {
    await pipeline(Readable.from(text), stream, { end });
  } catch (error) {
    // Whoever reads has read enough, as `head` does.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
};

/**
 * Looks whether a file may be written, before the work begins.
 *
 * @throws Failure where something is there already that may not be replaced
 */
export const claimOutput = ({ out = '-', force }: OutputSettings): void => {
  if (out === '-') return;
  const found = statOf(out);
  if (found?.isDirectory()) throw new Failure(`${out} is a folder; name a file in it with --out`);
  if (found?.isFile() && !force) {
    throw new Failure(`${out} is there already; name another file with --out, or replace it with --force`);
  }
};

/**
 * Writes text to where the settings say.
 *
 * @throws Failure where it cannot be written; then a file that was there is as it was
 */
export const writeOutput = async (
  { out = '-' }: OutputSettings,
  text: Iterable<string>,
  terminal: Terminal,
): Promise<void> => {
  if (out === '-') return writeStream(text, terminal.out, false);
  try {
    const found = statOf(out);
    if (found === undefined || found.isFile()) await writeFile(out, text, terminal);
    else await writeStream(text, createWriteStream(out), true);
  } catch (error) {
    throw explain(out, error);
  }
};
