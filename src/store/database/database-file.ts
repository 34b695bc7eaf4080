import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { PATH_FAULTS } from '../../messages/path-faults.js';
import { pathFault } from '../../util/files/path-fault.js';
import { StoreError } from '../../util/store-error.js';

const IN_MEMORY = ':memory:';

/** better-sqlite3 opens a file of another name, because it trims the path that it gets. */
const TRIMMED = 'ends in white space, and a database of that name cannot be opened; name another file with --db';

const isFolder = (path: string): boolean =>
  /[\\/]$/.test(path) || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const faultOf = (path: string): string | undefined => {
  if (path === '-') return 'is no file; name one with --db';
  const fault = pathFault(path);
  if (fault !== undefined) return PATH_FAULTS[fault].en;
  if (path !== path.trimEnd()) return TRIMMED;
  return isFolder(path) ? 'is a folder; name a file in it with --db' : undefined;
};

/** The path of a database if its file outlives the process, else undefined. */
export const lastingFile = (path: string | undefined): string | undefined => (path === IN_MEMORY ? undefined : path);

/**
 * The path of a database as better-sqlite3 takes it. It is absolute, because white space at its beginning would be trimmed.
 *
 * @throws StoreError if there is no such path, or a file of another name would be opened
 */
export const databaseFile = (path: string): string => {
  if (path === IN_MEMORY) return path;
  const fault = faultOf(path);
  if (fault !== undefined) throw new StoreError(path, fault);
  return resolve(path);
};
