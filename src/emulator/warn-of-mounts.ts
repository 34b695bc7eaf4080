import { listMountedFiles } from '../fixtures/read/files/mounted-files.js';
import type { Log } from '../util/log.js';

/**
 * Warns of watched files that are mounted into a container alone, because changes of them may never be seen.
 *
 * @param mounts the file that lists the mounts. Default: that of Linux
 */
export const warnOfMounts = async (paths: readonly string[], log: Log, mounts?: string): Promise<void> => {
  for (const file of await listMountedFiles(paths, mounts)) {
    log.warn(
      { file },
      `${file} is mounted alone, and this mount shows the old file when another one takes its place, as most editors ` +
        'save; mount its folder in place of the file, and name the folder with --fixtures',
    );
  }
};
