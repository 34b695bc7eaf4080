import Sqlite from 'better-sqlite3';
import { existsSync, realpathSync, rmSync, statSync, truncateSync } from 'node:fs';
import { StoreError } from '../../util/store-error.js';
import { databaseFile } from './database-file.js';
import { explainOpening, explainSqlite } from './explain-sqlite.js';
import { Statement, type PreparedStatement } from './statement.js';
import { APPLICATION_ID, INDEXES, SCHEMA_VERSION, TABLES } from './tables.js';

/**
 * Every connection ever made, with its statements, so that none is garbage collected. better-sqlite3 12, built against the
 * headers of Node 24.19 or later, aborts the process when the collector finds one while no script runs. Version 13 does
 * not, but does not run on Node 20. See decisions/0003-better-sqlite3.md.
 */
const KEPT: unknown[] = [];

const keep = <T>(object: T): T => {
  KEPT.push(object);
  return object;
};

/** A commit is in order whenever the process stops. It is on the disk a little later. */
const DURABLE = 'PRAGMA synchronous = NORMAL';

/** How long to wait for another program that reads the file for a moment. */
const LOCK_TIMEOUT_MS = 200;

/** Up to this size, in bytes, a file is checked when it is opened. It takes some 2 ms a megabyte. */
const MOST_CHECKED = 16 * 2 ** 20;

/** The file of changes that are not yet in the database. SQLite puts it beside the file that a link leads to. */
const logOf = (path: string): string => `${realpathSync(path)}-wal`;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** A connection to a database of the emulator. */
export class Connection {
  readonly #db: Sqlite.Database;
  readonly #path: string;
  readonly #statements: Statement<never, unknown>[] = [];
  /** Called when damage is met for the first time. */
  onDamage: ((error: StoreError) => void) | undefined;

  private constructor(from: string | Buffer, path: string) {
    this.#db = keep(new Sqlite(from, { timeout: LOCK_TIMEOUT_MS }));
    this.#path = path;
  }

  readonly #explain = (error: unknown): unknown => {
    const explained = explainSqlite(this.#path, error);
    if (explained?.problem === 'damaged') {
      this.onDamage?.(explained);
      this.onDamage = undefined;
    }
    return explained ?? error;
  };

  /**
   * Opens a database. If it is new, makes its tables.
   *
   * @param from a file, `:memory:`, or the bytes of a file
   * @throws StoreError if the file cannot be written, is damaged, or belongs to another program or version
   */
  static open(from: string | Buffer): Connection {
    let connection: Connection | undefined;
    const path = typeof from === 'string' ? from : 'the database in memory';
    try {
      connection = new Connection(typeof from === 'string' ? databaseFile(from) : from, path);
      connection.#claim();
      if (existsSync(path)) connection.#check();
      return connection;
    } catch (error) {
      connection?.close();
      throw error instanceof StoreError ? error : explainOpening(path, error);
    }
  }

  #number(sql: string): number {
    return keep(this.#db.prepare<[], number>(sql).pluck()).get() as number;
  }

  /** A large file is checked by its length alone, because reading it takes long. A damaged page is met when it is read. */
  #check(): void {
    const bytes = this.#number('PRAGMA page_count') * this.#number('PRAGMA page_size');
    if (statSync(this.#path).size < bytes && sizeOf(logOf(this.#path)) === 0) throw this.damaged();
    if (bytes > MOST_CHECKED) return;
    if (this.#number(`SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'`) > 0) {
      throw this.damaged();
    }
  }

  #claim(): void {
    const path = this.#path;
    // One process at a time: a load by another one would remove the rows that this one reads.
    this.exec('PRAGMA locking_mode = EXCLUSIVE');
    const tables = this.#number('SELECT count(*) FROM sqlite_schema');
    const owner = this.#number('PRAGMA application_id');
    if (tables === 0 && owner === 0) {
      this.exec(`
        PRAGMA journal_mode = WAL;
        BEGIN IMMEDIATE;
        PRAGMA application_id = ${APPLICATION_ID};
        PRAGMA user_version = ${SCHEMA_VERSION};
        ${TABLES}
        ${INDEXES}
        COMMIT`);
    } else if (owner !== APPLICATION_ID) {
      throw new StoreError({ code: 'DATABASE_OF_ANOTHER_PROGRAM', path });
    }
    const version = this.#number('PRAGMA user_version');
    if (version !== SCHEMA_VERSION) {
      throw new StoreError({ code: 'DATABASE_OF_ANOTHER_VERSION', path, found: version, known: SCHEMA_VERSION });
    }
    // Takes the lock of a writer and gives it back, so that a file that cannot be written is refused now.
    this.exec(`${DURABLE}; BEGIN IMMEDIATE; ROLLBACK`);
  }

  #statement<P extends unknown[], R>(sql: string, prepare: (sql: string) => PreparedStatement<P, R>): Statement<P, R> {
    const statement = new Statement(sql, (text) => keep(prepare(text)), this.#explain);
    this.#statements.push(statement);
    return statement;
  }

  /** A statement whose rows are objects. */
  rows<P extends unknown[], R>(sql: string): Statement<P, R> {
    return this.#statement(sql, (text) => this.#db.prepare<P, R>(text));
  }

  /** A statement whose rows have one column; each row is its value. */
  values<P extends unknown[], R>(sql: string): Statement<P, R> {
    return this.#statement(sql, (text) => this.#db.prepare<P, R>(text).pluck());
  }

  /** The SQL of all its statements, whether they were used yet or not. */
  get statements(): readonly string[] {
    return this.#statements.map(({ sql }) => sql);
  }

  /** Runs statements that give no rows. */
  exec(sql: string): void {
    try {
      this.#db.exec(sql);
    } catch (error) {
      throw this.#explain(error);
    }
  }

  /**
   * Runs a piece of work as one transaction.
   *
   * @throws the error of the work, or of the commit; nothing is changed then
   */
  transaction<T>(work: () => T): T {
    this.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.inTransaction) this.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * Begins to fill a file that nobody reads before `endBulkLoad`. It writes each page once and never waits for the disk.
   * If the process stops in between, the file is of no use.
   */
  beginBulkLoad(): void {
    this.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF');
  }

  /** Ends a bulk load: everything is on the disk. */
  endBulkLoad(): void {
    this.exec(`${DURABLE}; PRAGMA journal_mode = WAL`);
  }

  /** The whole database, as the bytes of a file. */
  serialize(): Buffer {
    return this.#db.serialize();
  }

  /** The error for damage that SQLite does not notice. */
  damaged(): StoreError {
    return explainSqlite(this.#path, { code: 'SQLITE_CORRUPT' }) as StoreError;
  }

  get isOpen(): boolean {
    return this.#db.open;
  }

  close(): void {
    this.#db.close();
  }

  /**
   * Called after `close` if the file holds nothing of value. A log that is still there could not be written back, because
   * the disk is full. It takes up the last room, so file and log are emptied.
   */
  discardLog(): void {
    if (!existsSync(this.#path) || sizeOf(logOf(this.#path)) === 0) return;
    truncateSync(this.#path);
    rmSync(logOf(this.#path));
  }
}
