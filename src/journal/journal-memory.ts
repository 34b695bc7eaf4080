/** A part of what the journals hold, which can give way. */
interface Holder {
  /** Bytes that it holds. */
  readonly bytes: number;
  /** Drops its oldest entries, `bytes` of them or a little more. */
  dropOldest: (bytes: number) => void;
}

/** The journal that gives way drops this part of what it holds, so that the next one is not looked for at once. */
const PART_DROPPED = 1 / 8;

/** The most of the memory that warnings may take. They do not give way, as the first ones are kept. */
const PART_OF_WARNINGS = 1 / 2;

/**
 * The memory that the journals and warnings of all sandboxes share. If they hold more than the bound, the journal that
 * holds most drops an eighth of it, the oldest entries first.
 */
export class JournalMemory {
  /** The bound, in bytes. */
  readonly most: number;
  #used = 0;
  #usedByWarnings = 0;
  readonly #journals = new Set<Holder>();

  constructor(most: number) {
    this.most = most;
  }

  /** Bytes in use. */
  get used(): number {
    return this.#used;
  }

  /** Counts an entry of a journal. */
  add(journal: Holder, bytes: number): void {
    this.#journals.add(journal);
    this.#used += bytes;
    this.#makeRoom();
  }

  /** @returns false if there is no room for a warning of so many bytes */
  addWarning(bytes: number): boolean {
    if (this.#usedByWarnings + bytes > this.most * PART_OF_WARNINGS) return false;
    this.#usedByWarnings += bytes;
    this.#used += bytes;
    this.#makeRoom();
    return true;
  }

  /** Gives back what a journal has dropped. */
  remove(journal: Holder, bytes: number): void {
    this.#used -= bytes;
    if (journal.bytes === 0) this.#journals.delete(journal);
  }

  removeWarnings(bytes: number): void {
    this.#usedByWarnings -= bytes;
    this.#used -= bytes;
  }

  #makeRoom(): void {
    while (this.#used > this.most) {
      let largest: Holder | undefined;
      for (const journal of this.#journals) {
        if (largest === undefined || journal.bytes > largest.bytes) largest = journal;
      }
      largest?.dropOldest(largest.bytes * PART_DROPPED);
    }
  }
}
