import { rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreError } from '../../util/store-error.js';
import { EXIT_STATUS, type CliProcess } from '../cli-process.js';
import { Failure } from '../failure.js';
import { nameUnfinished, removeAbandoned } from './unfinished-files.js';

/** @returns a `Failure` with the reason if the system or SQLite gives one, else the error itself */
export const explainWriting = (name: string, error: unknown): unknown => {
  // The error of a database names the unfinished file.
  if (error instanceof StoreError) return error.of(name);
  const { code = '', message } = error as NodeJS.ErrnoException;
  return code.startsWith('E') ? new Failure({ code: 'OUTPUT_CANNOT_BE_WRITTEN', file: name, reason: message }) : error;
};

/** Endings of the files that SQLite writes: the database and its journals. */
const ENDINGS = ['', '-journal', '-wal'];

/**
 * Writes a file beside its place and moves it there when it is complete. So readers see all of it or nothing. If the
 * writing fails, an existing file is unchanged.
 *
 * @param path the file, not a link to it
 * @param write writes the file to the given path, where no file exists
 * @param discard called if the writing fails, to undo other changes
 */
export const replaceFile = async (
  path: string,
  cli: CliProcess,
  write: (unfinished: string) => Promise<void>,
  discard: () => void = () => undefined,
): Promise<void> => {
  removeAbandoned(dirname(path));
  const unfinished = nameUnfinished(path);
  const removeUnfinished = () => {
    for (const ending of ENDINGS) rmSync(unfinished + ending, { force: true });
    discard();
  };
  cli.onStop(() => {
    removeUnfinished();
    cli.exit(EXIT_STATUS.failure);
  });
  try {
    await write(unfinished);
    await rename(unfinished, path);
  } catch (error) {
    removeUnfinished();
    throw error;
  }
};
