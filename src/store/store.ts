import { setImmediate as nextTurn } from 'node:timers/promises';
import { Connection } from './connection.js';
import { LAST_DATA_SET } from './places.js';
import { ProcessLists } from './process-lists.js';
import { prepareQueries, Reader, type Queries } from './reader.js';
import type { Filling } from './filling.js';
import { contentsOf, prepareScans, type Contents, type Scans } from './scan.js';
import {
  beginDataSet,
  dropSome,
  prepareWrites,
  writeDataSet,
  type Origin,
  type Summary,
  type Writes,
} from './write.js';

/** Data sets are counted from 1. */
const NO_DATA_SET = 0;

/** A data set of a store's. It never changes, and is removed once nobody holds it. */
export class StoredData {
  readonly summary: Summary;
  /** What can be asked of it. */
  readonly reader: Reader;
  readonly #contents: () => Contents;
  readonly #remove: () => void;
  #holders = 1;

  constructor(summary: Summary, reader: Reader, contents: () => Contents, remove: () => void) {
    this.summary = summary;
    this.reader = reader;
    this.#contents = contents;
    this.#remove = remove;
  }

  /** All that it holds. Whoever reads it in several turns holds the data set meanwhile. */
  get contents(): Contents {
    return this.#contents();
  }

  /** One more holds it. */
  hold(): this {
    this.#holders += 1;
    return this;
  }

  /** One of its holders no longer needs it. Without holders it is removed. */
  release(): void {
    this.#holders -= 1;
    if (this.#holders === 0) this.#remove();
  }
}

/** Data sets, side by side in one database. One of them is in use, and the one that a file keeps. */
export class Store {
  readonly #db: Connection;
  readonly #queries: Queries;
  readonly #writes: Writes;
  /** Those that are being removed: too large for one turn. */
  readonly #leaving: number[] = [];
  /** The number of the one that was added last. */
  #last: number;
  #scans: Scans | undefined;
  #current: StoredData | undefined;

  private constructor(from: string | Buffer) {
    this.#db = Connection.open(from);
    this.#queries = prepareQueries(this.#db);
    this.#writes = prepareWrites(this.#db);
    const rows = this.#db
      .prepare<[], { dataset: number; summary: string | null }>('SELECT dataset, summary FROM datasets')
      .all();
    const last = rows.findLast(({ summary }) => summary !== null);
    this.#last = rows.at(-1)?.dataset ?? NO_DATA_SET;
    // Without a summary, its load was cut off; before the last, it was to be replaced.
    for (const { dataset } of rows) if (dataset !== last?.dataset) this.#drop(dataset);
    if (last !== undefined) this.#use(this.#stored(last.dataset, JSON.parse(last.summary as string) as Summary));
  }

  /**
   * Opens a store.
   *
   * @param from a SQLite file, made where it is missing, and what it holds is kept; or the bytes of one, of which a copy is
   *   held in memory. Default: empty, in memory
   * @throws StoreError where the file cannot be written, or belongs to another program or version
   */
  static open(from: string | Buffer = ':memory:'): Store {
    return new Store(from);
  }

  /**
   * Makes a file and fills it, in less time than a store that is open to others could be filled.
   *
   * @param file where nothing is yet. Where this fails or is cut off, what is there then is of no use
   * @throws StoreError where the file cannot be written
   */
  static async fill(file: string, data: Filling, origin: Origin): Promise<Summary> {
    const store = Store.open(file);
    try {
      store.#db.expose();
      const summary = await store.replace(data, origin);
      store.#db.protect();
      return summary;
    } finally {
      store.close();
    }
  }

  #stored(dataset: number, summary: Summary): StoredData {
    return new StoredData(
      summary,
      new Reader(this.#queries, dataset),
      () => this.#contentsOf(dataset),
      () => this.#drop(dataset),
    );
  }

  #contentsOf(dataset: number): Contents {
    return contentsOf(
      (this.#scans ??= prepareScans(this.#db)),
      new ProcessLists(this.#queries.lists, dataset),
      dataset,
    );
  }

  /** Removes a data set: a small one at once, a large one turn by turn, so that a server goes on answering. */
  #drop(dataset: number): void {
    // What is left when a store is closed goes with its memory, or is dropped when its file is opened again.
    if (!this.#db.isOpen || dropSome(this.#db, this.#writes, dataset)) return;
    this.#leaving.push(dataset);
    if (this.#leaving.length === 1) void this.#dropLeaving();
  }

  async #dropLeaving(): Promise<void> {
    for (let dataset = this.#leaving[0]; dataset !== undefined; dataset = this.#leaving[0]) {
      await nextTurn();
      try {
        if (!this.#db.isOpen) return;
        if (!dropSome(this.#db, this.#writes, dataset)) continue;
      } catch {
        // A disk that is full, say. It is dropped when the file is opened again.
      }
      this.#leaving.shift();
    }
  }

  /**
   * Makes room for a data set, which counts as unfinished until it is written. Numbers go round: rows of the next one come
   * after all that are there, where no others have to make room for them.
   */
  #begin(): number {
    do this.#last = (this.#last % LAST_DATA_SET) + 1;
    while (!beginDataSet(this.#writes, this.#last));
    return this.#last;
  }

  /**
   * Adds a data set beside those that are there: completely, or, where it fails, not at all.
   *
   * @param signal gives it up
   * @returns what the caller holds, and has to release
   */
  async add(data: Filling, origin: Origin, signal?: AbortSignal): Promise<StoredData> {
    const dataset = this.#begin();
    try {
      return this.#stored(dataset, await writeDataSet(this.#db, this.#writes, dataset, data, origin, signal));
    } catch (error) {
      this.#drop(dataset);
      throw error;
    }
  }

  #use(stored: StoredData): void {
    this.#current = stored;
    this.#db.map();
  }

  /** The data set in use; undefined for a store that never was filled. The store holds it. */
  get current(): StoredData | undefined {
    return this.#current;
  }

  /** What the data in use is. */
  get summary(): Summary | undefined {
    return this.#current?.summary;
  }

  /** The data in use. Ask again after a load. */
  get data(): Reader {
    return this.#current?.reader ?? new Reader(this.#queries, NO_DATA_SET);
  }

  /** All that the data in use holds, to be read before the next load. */
  get contents(): Contents {
    return this.#current?.contents ?? this.#contentsOf(NO_DATA_SET);
  }

  /**
   * Replaces the data in use: completely, or, where it fails, not at all.
   *
   * @param signal gives it up
   */
  async replace(data: Filling, origin: Origin, signal?: AbortSignal): Promise<Summary> {
    const next = await this.add(data, origin, signal);
    const before = this.#current;
    this.#use(next);
    before?.release();
    return next.summary;
  }

  /** All that it holds, as the bytes of a file. */
  serialize(): Buffer {
    return this.#db.serialize();
  }

  close(): void {
    this.#db.close();
  }
}
