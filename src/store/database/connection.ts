import Sqlite from 'better-sqlite3';
import { Statement, type PreparedStatement } from './statement.js';
import { explainOpening, StoreError } from './store-error.js';
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

/** A connection to a database of the emulator. */
export class Connection {
  readonly #db: Sqlite.Database;
  readonly #statements: Statement<never, unknown>[] = [];

  private constructor(from: string | Buffer) {
    this.#db = keep(new Sqlite(from, { timeout: LOCK_TIMEOUT_MS }));
  }

  /**
   * Opens a database. If it is new, makes its tables.
   *
   * @param from a file, `:memory:`, or the bytes of a file
   * @throws StoreError if the file cannot be written, or belongs to another program or version
   */
  static open(from: string | Buffer): Connection {
    let connection: Connection | undefined;
    const path = typeof from === 'string' ? from : 'the database in memory';
    try {
      connection = new Connection(from);
      connection.#claim(path);
      return connection;
    } catch (error) {
      connection?.close();
      throw error instanceof StoreError ? error : explainOpening(path, error);
    }
  }

  #number(sql: string): number {
    return keep(this.#db.prepare<[], number>(sql).pluck()).get() as number;
  }

  #claim(path: string): void {
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
      throw new StoreError(`${path} is a database of another program; name another file with --db`);
    }
    const version = this.#number('PRAGMA user_version');
    if (version !== SCHEMA_VERSION) {
      throw new StoreError(
        `${path} was made by another version of bk-esb-emulator (its schema is ${version}, this one reads ` +
          `${SCHEMA_VERSION}); delete it or name another file with --db`,
      );
    }
    // Takes the lock of a writer and gives it back, so that a file that cannot be written is refused now.
    this.exec(`${DURABLE}; BEGIN IMMEDIATE; ROLLBACK`);
  }

  #statement<P extends unknown[], R>(sql: string, prepare: (sql: string) => PreparedStatement<P, R>): Statement<P, R> {
    const statement = new Statement(sql, (text) => keep(prepare(text)));
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
    this.#db.exec(sql);
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

  get isOpen(): boolean {
    return this.#db.open;
  }

  close(): void {
    this.#db.close();
  }
}
