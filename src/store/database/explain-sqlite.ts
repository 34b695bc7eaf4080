import { StoreError } from '../../util/store-error.js';

/** Why SQLite fails, by the beginning of its code. */
const REASONS = [
  [/^SQLITE_CORRUPT/, 'DATABASE_DAMAGED'],
  [/^SQLITE_NOTADB$/, 'DATABASE_NOT_SQLITE'],
  [/^SQLITE_FULL$/, 'DATABASE_DISK_FULL'],
  // As by a quota, or above the size of file that the process may write.
  [/^SQLITE_IOERR_WRITE$/, 'DATABASE_CANNOT_GROW'],
  // On a read-only file system the lock of a writer fails.
  [/^SQLITE_(READONLY|CANTOPEN|IOERR_LOCK)/, 'DATABASE_NOT_WRITABLE'],
  [/^SQLITE_IOERR/, 'DATABASE_IO_ERROR'],
  [/^SQLITE_BUSY/, 'DATABASE_IN_USE'],
] as const;

/** Says in words why SQLite failed; undefined if it is no failure of the file. */
export const explainSqlite = (path: string, error: unknown): StoreError | undefined => {
  const { code = '' } = error as { code?: string };
  const found = REASONS.find(([pattern]) => pattern.test(code));
  return found && new StoreError({ code: found[1], path });
};

/** Says in words why SQLite could not open a database. */
export const explainOpening = (path: string, error: unknown): StoreError => {
  const { message } = error as Error;
  // better-sqlite3 looks for the folder itself.
  const code = message.includes('directory') ? 'SQLITE_CANTOPEN' : (error as { code?: string }).code;
  return explainSqlite(path, { code }) ?? new StoreError({ code: 'DATABASE_CANNOT_BE_OPENED', path, reason: message });
};
