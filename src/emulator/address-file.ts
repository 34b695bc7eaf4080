import { rmSync, writeFileSync } from 'node:fs';
import type { Log } from '../util/log.js';

/**
 * Writes the address of an emulator to a file, for health checks and scripts. The emulator runs without the file, too, so a
 * failure is only logged.
 *
 * @returns removes the file
 */
export const writeAddress = (file: string, url: string, log: Log): (() => void) => {
  try {
    writeFileSync(file, `${url}\n`);
  } catch (error) {
    log.warn({}, `the address is in no file: ${(error as Error).message}; see --address-file`);
    return () => undefined;
  }
  return () => rmSync(file, { force: true });
};
