import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DatabasePathFault } from '../../messages/start/database.js';
import { pathFault } from '../../util/files/path-fault.js';
import { StoreError } from '../../util/store-error.js';

const IN_MEMORY = ':memory:';

const isFolder = (path: string): boolean =>
  /[\\/]$/.test(path) || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const faultOf = (path: string): DatabasePathFault | undefined => {
  if (path === '-') return 'no-file';
  const fault = pathFault(path);
  if (fault !== undefined) return fault;
  // better-sqlite3 opens a file of another name, because it trims the path that it gets.
  if (path !== path.trimEnd()) return 'trimmed';
  return isFolder(path) ? 'folder' : undefined;
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
  if (fault !== undefined) throw new StoreError({ code: 'DATABASE_BAD_PATH', path, fault });
  return resolve(path);
};
