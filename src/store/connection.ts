import Sqlite from 'better-sqlite3';
import { APPLICATION_ID, SCHEMA_VERSION, TABLES } from './tables.js';

/** A database that cannot be used, and why. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/**
 * Every connection and statement ever made, so that none is garbage collected. better-sqlite3 12, built against the
 * headers of Node 24.19 or later, aborts the process when the collector finds one while no script runs. Version 13
 * does not, but does not run on Node 20. See decisions/0003-better-sqlite3.md.
 */
const KEPT: unknown[] = [];

const keep = <T>(object: T): T => {
  KEPT.push(object);
  return object;
};

/** The processes of a service instance are some kilobytes: on small pages, most rows would go on on pages of their own. */
const PAGE_BYTES = 32_768;

/**
 * How much of a file is read where the system has it already, and not copied page by page into a cache that large files
 * do not fit in: the most that SQLite is built for, which is nearly a million service instances. None of it is memory of
 * the process's own.
 */
const MAPPED_BYTES = 0x7fff0000;

/** What lies beyond the map is hardly ever asked for twice: it is read to where the processor's own cache still has room. */
const CACHE_KIB = 2048;

/** What is written is in order, whatever stops, and is on the disk a little later. */
const DURABLE = 'PRAGMA synchronous = NORMAL';

/** How long to wait for a program that looks into the file for a moment. */
const LOCK_TIMEOUT_MS = 200;

const explain = (path: string, error: unknown): StoreError => {
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

/** A prepared statement: `P` are its parameters, `R` is a row, or, once plucked, the row's first column. */
export interface Statement<P extends unknown[], R> {
  get(...parameters: P): R | undefined;
  all(...parameters: P): R[];
  run(...parameters: P): { changes: number; lastInsertRowid: number | bigint };
  pluck(): this;
}

/** A connection to a database of the emulator's. */
export class Connection {
  readonly #db: Sqlite.Database;

  private constructor(from: string | Buffer) {
    this.#db = keep(new Sqlite(from, { timeout: LOCK_TIMEOUT_MS }));
  }

  /**
   * Opens a database, and makes its tables where it is new.
   *
   * @param from a file, `:memory:`, or the bytes of a file
   * @throws StoreError where the file cannot be written, or belongs to another program or version
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
      throw error instanceof StoreError ? error : explain(path, error);
    }
  }

  #pragma(name: string): number {
    return this.prepare<[], number>(`PRAGMA ${name}`).pluck().get() as number;
  }

  #claim(path: string): void {
    // One process at a time: another one's load would take the rows away under this one's feet.
    this.exec('PRAGMA locking_mode = EXCLUSIVE');
    const tables = this.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get();
    const owner = this.#pragma('application_id');
    if (tables === 0 && owner === 0) {
      this.exec(`
        PRAGMA page_size = ${PAGE_BYTES};
        PRAGMA journal_mode = WAL;
        BEGIN IMMEDIATE;
        PRAGMA application_id = ${APPLICATION_ID};
        PRAGMA user_version = ${SCHEMA_VERSION};
        ${TABLES}
        COMMIT`);
    } else if (owner !== APPLICATION_ID) {
      throw new StoreError(`${path} is a database of another program; name another file with --db`);
    }
    const version = this.#pragma('user_version');
    if (version !== SCHEMA_VERSION) {
      throw new StoreError(
        `${path} was made by another version of bk-esb-emulator (its schema is ${version}, this one reads ` +
          `${SCHEMA_VERSION}); delete it or name another file with --db`,
      );
    }
    // Asks for the lock of a writer and gives it back, so that a file that cannot be written is found out now.
    this.exec(`${DURABLE}; BEGIN IMMEDIATE; ROLLBACK`);
  }

  prepare<P extends unknown[], R>(sql: string): Statement<P, R> {
    return keep(this.#db.prepare<P, R>(sql));
  }

  /** Runs statements that give no rows. */
  exec(sql: string): void {
    this.#db.exec(sql);
  }

  /**
   * From now on, writes each page once, and never waits for the disk: for a file that nobody reads before `protect`, as it
   * is of no use where the process or the machine stops.
   */
  expose(): void {
    this.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF');
  }

  /** Ends what `expose` began: all that was written is on the disk. */
  protect(): void {
    this.exec(`${DURABLE}; PRAGMA journal_mode = WAL`);
  }

  /** From now on, reads a file through a map of it. While one is filled, that would only take memory. */
  map(): void {
    this.exec(`PRAGMA mmap_size = ${MAPPED_BYTES}; PRAGMA cache_size = -${CACHE_KIB}`);
  }

  /** All of it, as the bytes of a file. */
  serialize(): Buffer {
    return this.#db.serialize();
  }

  get isOpen(): boolean {
    return this.#db.open;
  }

  get inTransaction(): boolean {
    return this.#db.inTransaction;
  }

  close(): void {
    this.#db.close();
  }
}
