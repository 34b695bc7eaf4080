import { StoreError, type StoreProblem } from '../../util/store-error.js';

const OTHER_FILE = 'or name another file with --db';

/** Why SQLite fails, by the beginning of its code: the reason with the way out. */
const REASONS: readonly [code: RegExp, reason: string, problem?: StoreProblem][] = [
  [
    /^SQLITE_CORRUPT/,
    `is damaged: put a copy in its place, delete it so that it is made anew, ${OTHER_FILE}`,
    'damaged',
  ],
  [/^SQLITE_NOTADB$/, 'is not a SQLite database; name another file with --db', 'damaged'],
  [/^SQLITE_FULL$/, `cannot be written: the disk is full; make room, ${OTHER_FILE}`, 'full'],
  // As by a quota, or above the size of file that the process may write.
  [
    /^SQLITE_IOERR_WRITE$/,
    `cannot be written: look at the room on the disk and the limits of the process, ${OTHER_FILE}`,
    'full',
  ],
  // On a read-only file system the lock of a writer fails.
  [
    /^SQLITE_(READONLY|CANTOPEN|IOERR_LOCK)/,
    'cannot be written: check that its folder exists and that you may write there',
  ],
  [/^SQLITE_IOERR/, `cannot be read or written: look at the disk, ${OTHER_FILE}`],
  [/^SQLITE_BUSY/, `is in use by another process; stop that, ${OTHER_FILE}`],
];

/** Says in words why SQLite failed; undefined if it is no failure of the file. */
export const explainSqlite = (path: string, error: unknown): StoreError | undefined => {
  const { code = '' } = error as { code?: string };
  const found = REASONS.find(([pattern]) => pattern.test(code));
  return found && new StoreError(path, found[1], found[2]);
};

/** Says in words why SQLite could not open a database. */
export const explainOpening = (path: string, error: unknown): StoreError => {
  const { message } = error as Error;
  // better-sqlite3 looks for the folder itself.
  const code = message.includes('directory') ? 'SQLITE_CANTOPEN' : (error as { code?: string }).code;
  return (
    explainSqlite(path, { code }) ?? new StoreError(path, `cannot be opened: ${message}; name another file with --db`)
  );
};
