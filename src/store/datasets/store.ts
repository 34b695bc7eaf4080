import type { DataSet } from '../../model/dataset.js';
import { MemoryBudget, Reservation } from '../../util/memory/memory-budget.js';
import type { StoreError } from '../../util/store-error.js';
import { Connection } from '../database/connection.js';
import { DatasetReader, prepareReadStatements } from '../queries/dataset-reader.js';
import { contentsOf, prepareContents, type DatasetContents } from './contents.js';
import { DatasetRemover } from './dataset-remover.js';
import { StoredDataset } from './stored-dataset.js';
import type { SourceOrigin, StoredSummary, Summary } from './summary.js';
import { prepareWrites, writeDataset } from './write-dataset.js';

/** Data sets are counted from 1. */
const NO_DATASET = 0;

/** Data sets, side by side in one database. One of them is in use; a file keeps that one. */
export class Store {
  readonly #db: Connection;
  readonly #reads: ReturnType<typeof prepareReadStatements>;
  readonly #contents: ReturnType<typeof prepareContents>;
  readonly #writes: ReturnType<typeof prepareWrites>;
  readonly #remover: DatasetRemover;
  readonly #memory: MemoryBudget;
  /** The number of the data set that was added last. */
  #last = NO_DATASET;
  #current: StoredDataset | undefined;

  private constructor(db: Connection, memory: MemoryBudget) {
    this.#db = db;
    this.#memory = memory;
    this.#reads = prepareReadStatements(db);
    this.#contents = prepareContents(db);
    this.#writes = prepareWrites(db);
    this.#remover = new DatasetRemover(db);
  }

  /** Takes up the last data set of a file that is finished, and removes all others. */
  #recover(): void {
    const rows = this.#db
      .rows<[], { dataset: number; summary: string | null }>(
        'SELECT dataset, summary FROM datasets WHERE dataset > 0 ORDER BY dataset',
      )
      .all();
    const current = rows.findLast(({ summary }) => summary !== null);
    for (const { dataset } of rows) if (dataset !== current?.dataset) this.#remover.remove(dataset);
    if (current !== undefined) {
      const summary = this.#readSummary(current.summary as string);
      this.#current = this.#stored(current.dataset, summary, new Reservation(this.#memory));
    }
    this.#last = rows.at(-1)?.dataset ?? NO_DATASET;
  }

  #readSummary(text: string): StoredSummary {
    try {
      return JSON.parse(text) as StoredSummary;
    } catch {
      throw this.#db.damaged();
    }
  }

  /**
   * Opens a store.
   *
   * @param from a SQLite file, which is made if it is missing; or the bytes of one, of which a copy is held in memory.
   *   Default: empty, in memory
   * @param memory counts the bytes of data sets that are added. Default: no bound
   * @throws StoreError if the file cannot be written, is damaged, or belongs to another program or version
   */
  static open(from: string | Buffer = ':memory:', memory = new MemoryBudget()): Store {
    const db = Connection.open(from);
    const store = new Store(db, memory);
    try {
      store.#recover();
      return store;
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Calls back once, when a query meets damage in the file. */
  set onDamage(report: (error: StoreError) => void) {
    this.#db.onDamage = report;
  }

  /**
   * Makes a file and fills it. This takes less time than filling a store that others read.
   *
   * @param file a path where nothing is yet. If this fails or is cut off, the file is of no use
   * @throws StoreError if the file cannot be written
   */
  static async fill(file: string, data: DataSet, origin: SourceOrigin): Promise<Summary> {
    const store = Store.open(file);
    try {
      store.#db.beginBulkLoad();
      const summary = await store.replace(data, origin);
      store.#db.endBulkLoad();
      return summary;
    } finally {
      store.close();
    }
  }

  /** @param memory the bytes that it takes */
  #stored(dataset: number, { source, ...summary }: StoredSummary, memory: Reservation): StoredDataset {
    return new StoredDataset({
      summary,
      source,
      reader: new DatasetReader(this.#reads, dataset),
      bytes: memory.bytes,
      contents: () => contentsOf(this.#contents, dataset),
      remove: () => this.#remove(dataset, memory),
    });
  }

  /** The memory counts as free at once, although large data sets are removed turn by turn. */
  #remove(dataset: number, memory: Reservation): void {
    memory.release();
    this.#remover.remove(dataset);
  }

  /**
   * Adds a data set beside those that are there: completely, or, if it fails, not at all.
   *
   * @param signal gives it up
   * @returns the data set, which the caller holds and has to release
   * @throws ControlError 507 if there is no room in memory
   */
  async add(data: DataSet, origin: SourceOrigin, signal?: AbortSignal): Promise<StoredDataset> {
    const dataset = (this.#last += 1);
    const memory = new Reservation(this.#memory);
    this.#writes.begin.run(dataset);
    try {
      const summary = await writeDataset(this.#db, this.#writes, dataset, data, origin, memory, signal);
      return this.#stored(dataset, summary, memory);
    } catch (error) {
      this.#remove(dataset, memory);
      throw error;
    }
  }

  /** The data set in use, which the store holds; undefined if it was never filled. */
  get current(): StoredDataset | undefined {
    return this.#current;
  }

  /** The summary of the data in use. */
  get summary(): Summary | undefined {
    return this.#current?.summary;
  }

  /** Queries over the data in use. Ask again after a load. */
  get data(): DatasetReader {
    return this.#current?.reader ?? new DatasetReader(this.#reads, NO_DATASET);
  }

  /** All rows of the data in use, to be read before the next load. */
  get contents(): DatasetContents {
    return this.#current?.contents ?? contentsOf(this.#contents, NO_DATASET);
  }

  /**
   * Replaces the data in use: completely, or, if it fails, not at all.
   *
   * @param signal gives it up
   */
  async replace(data: DataSet, origin: SourceOrigin, signal?: AbortSignal): Promise<Summary> {
    const next = await this.add(data, origin, signal);
    const before = this.#current;
    this.#current = next;
    before?.release();
    return next.summary;
  }

  /** The SQL of all statements that it may run. */
  get statements(): readonly string[] {
    return this.#db.statements;
  }

  /** The whole store, as the bytes of a file. */
  serialize(): Buffer {
    return this.#db.serialize();
  }

  close(): void {
    if (!this.#db.isOpen) return;
    this.#db.close();
    if (this.#current === undefined) this.#db.discardLog();
  }
}
