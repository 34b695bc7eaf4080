import { openDatabase } from './database.js';
import { Reader } from './reader.js';
import type { DataSet } from './rows.js';
import { replaceData, type Summary } from './write.js';

const MEMORY = ':memory:';

/** The data of one sandbox. A load replaces all of it at once: until then, readers see what was there before. */
export class Store {
  readonly #path: string;
  #reader: Reader;
  #summary: Summary | undefined;

  private constructor(path: string) {
    this.#path = path;
    this.#reader = new Reader(openDatabase(path));
    this.#summary = this.#reader.summary();
  }

  /**
   * Opens a store.
   *
   * @param file a SQLite file, made where it is missing; what it holds is kept. Default: in memory
   * @throws StoreError where the file cannot be written, or belongs to another program or version
   */
  static open(file?: string): Store {
    return new Store(file ?? MEMORY);
  }

  /** What is loaded; undefined for a store that never was filled. */
  get summary(): Summary | undefined {
    return this.#summary;
  }

  /** The store's data as it is now. Ask again after a load. */
  get data(): Reader {
    return this.#reader;
  }

  /**
   * Replaces all data: completely, or, where it fails, not at all.
   *
   * @param origin where the data comes from, for people
   */
  async replace(data: DataSet, origin: string): Promise<Summary> {
    // A connection of its own: readers of the other one see nothing of the load before it is done.
    const db = openDatabase(this.#path);
    let summary: Summary;
    try {
      summary = await replaceData(db, data, origin);
    } catch (error) {
      db.close();
      throw error;
    }
    if (this.#path === MEMORY) {
      const before = this.#reader;
      this.#reader = new Reader(db);
      before.close();
    } else {
      db.close();
    }
    this.#summary = summary;
    return summary;
  }

  close(): void {
    this.#reader.close();
  }
}
