import { Connection } from './connection.js';
import { prepareQueries, Reader, type Queries } from './reader.js';
import type { DataSet } from './rows.js';
import { contentsOf, prepareScans, type Contents, type Scans } from './scan.js';
import { dropDataSet, prepareWrites, writeDataSet, type Origin, type Summary, type Writes } from './write.js';

/** Data sets of the emulator, one of which is in use. A load puts another in its place, or leaves it where it is. */
export class Store {
  readonly #db: Connection;
  readonly #queries: Queries;
  readonly #writes: Writes;
  #scans: Scans | undefined;
  #dataset = 0;
  #summary: Summary | undefined;
  #reader: Reader;

  private constructor(path: string) {
    this.#db = Connection.open(path);
    this.#queries = prepareQueries(this.#db);
    this.#writes = prepareWrites(this.#db);
    this.#reader = new Reader(this.#queries, this.#dataset);
    const datasets = this.#db
      .prepare<[], { dataset: number; summary: string | null }>('SELECT dataset, summary FROM datasets')
      .all();
    for (const { dataset, summary } of datasets) {
      // Without a summary, its load was cut off.
      if (summary === null) dropDataSet(this.#db, this.#writes, dataset);
      else this.#use(dataset, JSON.parse(summary) as Summary);
    }
  }

  /**
   * Opens a store.
   *
   * @param file a SQLite file, made where it is missing; what it holds is kept. Default: in memory
   * @throws StoreError where the file cannot be written, or belongs to another program or version
   */
  static open(file?: string): Store {
    return new Store(file ?? ':memory:');
  }

  #use(dataset: number, summary: Summary): void {
    const before = this.#dataset;
    this.#dataset = dataset;
    this.#summary = summary;
    this.#reader = new Reader(this.#queries, dataset);
    if (before !== 0) dropDataSet(this.#db, this.#writes, before);
  }

  /** What is loaded; undefined for a store that never was filled. */
  get summary(): Summary | undefined {
    return this.#summary;
  }

  /** The data in use. Ask again after a load. */
  get data(): Reader {
    return this.#reader;
  }

  /** All that the data in use holds, to be read before the next load. */
  get contents(): Contents {
    return contentsOf((this.#scans ??= prepareScans(this.#db)), this.#dataset);
  }

  /**
   * Replaces the data in use: completely, or, where it fails, not at all.
   *
   * @param signal gives it up
   */
  async replace(data: DataSet, origin: Origin, signal?: AbortSignal): Promise<Summary> {
    const { dataset, summary } = await writeDataSet(this.#db, this.#writes, data, origin, signal);
    this.#use(dataset, summary);
    return summary;
  }

  close(): void {
    this.#db.close();
  }
}
