/** A database that cannot be used, and why. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** Says in words why SQLite could not open a database. */
export const explainOpening = (path: string, error: unknown): StoreError => {
  const { code = '', message } = error as { code?: string; message: string };
  if (code === 'SQLITE_NOTADB') {
    return new StoreError(`${path} is not a SQLite database; name another file with --db`);
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN' || message.includes('directory')) {
    return new StoreError(`${path} cannot be written: check that its folder exists and that you may write there`);
  }
  if (code === 'SQLITE_BUSY') {
    return new StoreError(`${path} is in use by another process; stop that, or name another file with --db`);
  }
  return new StoreError(`${path} cannot be opened: ${message}; name another file with --db`);
};
