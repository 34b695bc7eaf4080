import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { EXIT_STATUS, type CliProcess } from '../cli-process.js';
import { Failure } from '../failure.js';

/** Why a file could not be written, for people, where the system or SQLite tells. */
export const explainWriting = (name: string, error: unknown): unknown => {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return /^(E|SQLITE_)/.test(code) ? new Failure(`${name} cannot be written: ${message}`) : error;
};

/** What SQLite may leave beside a file that it was writing. */
const ENDINGS = ['', '-journal', '-wal'];

/**
 * Writes a file beside its place and moves it there when it is whole: who reads it sees all of it or none, and what was
 * there before stays where the writing breaks off.
 *
 * @param path no link: what a link leads to
 * @param write is given the path to write to, where nothing is yet
 * @param discard what else to take back where the writing breaks off
 */
export const replaceFile = async (
  path: string,
  cli: CliProcess,
  write: (unfinished: string) => Promise<void>,
  discard: () => void = () => undefined,
): Promise<void> => {
  const unfinished = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  const takeBack = () => {
    for (const ending of ENDINGS) rmSync(unfinished + ending, { force: true });
    discard();
  };
  cli.onStop(() => {
    takeBack();
    cli.exit(EXIT_STATUS.failure);
  });
  try {
    await write(unfinished);
    await rename(unfinished, path);
  } catch (error) {
    takeBack();
    throw error;
  }
};
