import { ControlError } from '../control-error.js';

/** Bytes of one thing that grows, such as a data set that is being written. */
export class Reservation {
  readonly #budget: MemoryBudget;
  #bytes = 0;

  constructor(budget: MemoryBudget) {
    this.#budget = budget;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** @throws ControlError 507 if the budget has no room for so much more */
  add(bytes: number): void {
    this.#budget.take(bytes, this.#bytes);
    this.#bytes += bytes;
  }

  /** Gives all of it back. */
  release(): void {
    this.#budget.give(this.#bytes);
    this.#bytes = 0;
  }
}

/** An object that several hold. */
interface Share {
  bytes: number;
  holders: number;
}

/** Counts the bytes of data sets, snapshots and faults, which have one bound for all sandboxes together. */
export class MemoryBudget {
  /** The bound, in bytes. */
  readonly most: number;
  #held = 0;
  readonly #shared = new Map<object, Share>();

  /** @param most bytes. Default: no bound */
  constructor(most = Infinity) {
    this.most = most;
  }

  /** Bytes that are taken. */
  get held(): number {
    return this.#held;
  }

  hasRoom(bytes: number): boolean {
    return this.#held + bytes <= this.most;
  }

  /**
   * @param own bytes that are taken already for the same thing, for the message
   * @throws ControlError 507 if there is no room for so much more
   */
  take(bytes: number, own = 0): void {
    if (!this.hasRoom(bytes)) {
      throw new ControlError(507, { code: 'MEMORY_FULL', most: this.most, held: this.#held - own });
    }
    this.#held += bytes;
  }

  give(bytes: number): void {
    this.#held -= bytes;
  }

  /**
   * Counts an object that never changes, and that several may hold: once, until the last of them releases it.
   *
   * @param measure gives its bytes
   * @throws ControlError 507 if there is no room for it
   */
  hold<T extends object>(object: T, measure: (object: T) => number): void {
    const known = this.#shared.get(object);
    if (known !== undefined) {
      known.holders += 1;
      return;
    }
    const bytes = measure(object);
    this.take(bytes);
    this.#shared.set(object, { bytes, holders: 1 });
  }

  release(object: object): void {
    const known = this.#shared.get(object) as Share;
    known.holders -= 1;
    if (known.holders > 0) return;
    this.#shared.delete(object);
    this.give(known.bytes);
  }

  /** The bytes of an object that somebody holds. */
  bytesOf(object: object): number {
    return (this.#shared.get(object) as Share).bytes;
  }
}
