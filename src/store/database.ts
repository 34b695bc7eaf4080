import Sqlite from 'better-sqlite3';

/** Marks a SQLite file as the emulator's own: "bkES". */
const APPLICATION_ID = 0x626b4553;
/** Raised whenever a table changes, so that a file of another version is not misread. */
const SCHEMA_VERSION = 1;

/**
 * Rows are stored as they are served: each has the columns it is found by, and its JSON text. `position` and the counts
 * are worked out when data is loaded, so that every page costs the same.
 */
const TABLES = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE businesses (bk_biz_id INTEGER PRIMARY KEY, bk_biz_name TEXT NOT NULL);
  CREATE TABLE set_templates (id INTEGER PRIMARY KEY, document TEXT NOT NULL);
  CREATE TABLE modules (bk_module_id INTEGER PRIMARY KEY, document TEXT NOT NULL);
  CREATE TABLE hosts (bk_host_id INTEGER PRIMARY KEY, document TEXT NOT NULL);
  CREATE TABLE service_instances (
    bk_biz_id INTEGER NOT NULL, set_template_id INTEGER NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (bk_biz_id, set_template_id, position)
  ) WITHOUT ROWID;
  CREATE TABLE set_template_counts (
    bk_biz_id INTEGER NOT NULL, set_template_id INTEGER NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (bk_biz_id, set_template_id)
  ) WITHOUT ROWID;
  CREATE TABLE process_lists (
    service_instance_id INTEGER NOT NULL, bk_biz_id INTEGER NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (service_instance_id, bk_biz_id)
  ) WITHOUT ROWID;
  CREATE TABLE apps (bk_app_code TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE users (bk_username TEXT PRIMARY KEY, bk_token TEXT UNIQUE, document TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE access_tokens (
    access_token TEXT PRIMARY KEY, bk_app_code TEXT NOT NULL, bk_username TEXT NOT NULL
  ) WITHOUT ROWID;
`;

/** Names of the tables that hold data, each with what it is called in a summary. */
export const DATA_TABLES = [
  'businesses',
  'set_templates',
  'modules',
  'hosts',
  'service_instances',
  'set_template_counts',
  'process_lists',
  'apps',
  'users',
  'access_tokens',
  'meta',
] as const;

/** A database that cannot be used, and why. */
export class StoreError extends Error {}

const explain = (path: string, error: unknown): StoreError => {
  const { code = '', message } = error as { code?: string; message: string };
  if (code === 'SQLITE_NOTADB') {
    return new StoreError(`${path} is not a SQLite database; name another file with --db`);
  }
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN' || /directory/.test(message)) {
    return new StoreError(`${path} cannot be written: check that its folder exists and that you may write there`);
  }
  return new StoreError(`${path} cannot be opened: ${message}`);
};

const pragma = (db: Sqlite.Database, name: string): number => db.pragma(name, { simple: true }) as number;

const prepare = (db: Sqlite.Database, path: string): void => {
  const isNew = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (isNew && pragma(db, 'application_id') === 0) {
    db.pragma('journal_mode = WAL');
    db.transaction(() => {
      db.exec(TABLES);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${SCHEMA_VERSION}`);
    })();
    return;
  }
  if (pragma(db, 'application_id') !== APPLICATION_ID) {
    throw new StoreError(`${path} is a database of another program; name another file with --db`);
  }
  const version = pragma(db, 'user_version');
  if (version !== SCHEMA_VERSION) {
    throw new StoreError(
      `${path} was made by another version of bk-esb-emulator (its schema is ${version}, this one reads ` +
        `${SCHEMA_VERSION}); delete it or name another file with --db`,
    );
  }
  // Asks for the lock of a writer and gives it back, so that a file that cannot be written is found out now.
  db.exec('BEGIN IMMEDIATE; ROLLBACK');
};

/**
 * Opens a database of the emulator's, and makes its tables where the file is new.
 *
 * @param path a file, or `:memory:`
 * @throws StoreError where the file cannot be written, or belongs to another program or version
 */
export const openDatabase = (path: string): Sqlite.Database => {
  let db: Sqlite.Database | undefined;
  try {
    db = new Sqlite(path);
    prepare(db, path);
    db.pragma('synchronous = NORMAL');
    return db;
  } catch (error) {
    db?.close();
    throw error instanceof StoreError ? error : explain(path, error);
  }
};
