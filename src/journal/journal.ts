import type { Entry, LazyEntry } from './entry.js';
import type { EntryFilter } from './entry-filter.js';

/** The last requests of a sandbox. Above the limit, the oldest is removed. */
export class Journal {
  readonly #most: number;
  #all: LazyEntry[] = [];
  /** Index of the oldest entry when the limit is reached, else 0. */
  #oldest = 0;
  readonly #readers = new Map<(entry: Entry) => void, () => void>();

  /** @param most number of entries that are kept; 0 for none */
  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#all.length;
  }

  add(entry: LazyEntry): void {
    if (this.#all.length < this.#most) this.#all.push(entry);
    else if (this.#most > 0) {
      this.#all[this.#oldest] = entry;
      this.#oldest = (this.#oldest + 1) % this.#most;
    }
    for (const read of this.#readers.keys()) read(entry.get());
  }

  /** The entries that match, oldest first. */
  find(filter: EntryFilter): Entry[] {
    const inOrder = [...this.#all.slice(this.#oldest), ...this.#all.slice(0, this.#oldest)];
    return inOrder.map((entry) => entry.get()).filter(filter);
  }

  clear(): void {
    this.#all = [];
    this.#oldest = 0;
  }

  /** True if there is a reader of new entries. */
  get isFollowed(): boolean {
    return this.#readers.size > 0;
  }

  /**
   * Calls a reader with each new entry.
   *
   * @param end called when there will be no more entries. Default: nothing
   * @returns a function that removes the reader
   */
  follow(read: (entry: Entry) => void, end: () => void = () => undefined): () => void {
    this.#readers.set(read, end);
    return () => void this.#readers.delete(read);
  }

  /** Removes all readers, and calls the `end` of each. */
  end(): void {
    for (const end of this.#readers.values()) end();
    this.#readers.clear();
  }
}
