import { createWriteStream, existsSync, realpathSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathFault } from '../../util/files/path-fault.js';
import type { CommandProcess } from '../cli-process.js';
import { Failure } from '../failure.js';
import { outputName, type OutputSettings } from './output-settings.js';
import { explainWriting, replaceFile } from './replace-file.js';

const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw explainWriting(path, error);
  }
};

/** @returns false if the reader ended early, as `head` does */
const writeStream = async (text: Iterable<string>, stream: Writable, end: boolean): Promise<boolean> => {
  try {
    await pipeline(Readable.from(text), stream, { end });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
    return false;
  }
};

/**
 * Checks before the work begins that the output can be written.
 *
 * @throws Failure if it is no path or a folder, exists and may not be replaced, or its folder does not exist
 */
export const checkOutput = ({ out = '-', force }: OutputSettings): void => {
  if (out === '-') return;
  const fault = pathFault(out);
  if (fault !== undefined) throw new Failure({ code: 'OUTPUT_BAD_PATH', file: out, fault });
  const found = statOf(out);
  if (found?.isDirectory() || /[\\/]$/.test(out)) throw new Failure({ code: 'OUTPUT_IS_FOLDER', file: out });
  if (found?.isFile() && !force) {
    throw new Failure({ code: 'OUTPUT_EXISTS', file: out });
  }
  if (found === undefined && !existsSync(dirname(out))) {
    throw new Failure({ code: 'OUTPUT_NO_FOLDER', file: out, folder: dirname(out) });
  }
};

/**
 * Writes text to the output.
 *
 * @returns false if the reader of the output ended early, as `head` does
 * @throws Failure if it cannot be written; an existing file is then unchanged
 */
export const writeOutput = async (
  settings: OutputSettings,
  text: Iterable<string>,
  cli: CommandProcess,
): Promise<boolean> => {
  const { out = '-' } = settings;
  try {
    if (out === '-') return await writeStream(text, cli.stdout, false);
    const found = statOf(out);
    if (found?.isFile() === false) return await writeStream(text, createWriteStream(out), true);
    // A link stays a link: its target is replaced. The mode stays too, because a fixture may hold secrets.
    await replaceFile(found === undefined ? out : realpathSync(out), cli, (unfinished) =>
      pipeline(Readable.from(text), createWriteStream(unfinished, { flags: 'wx', mode: found?.mode ?? 0o666 })),
    );
    return true;
  } catch (error) {
    throw explainWriting(outputName(settings, cli.lang), error);
  }
};
