import type { JournalBounds } from '../journal-bounds.js';
import type { KeptReply } from './kept-reply.js';

/** The part of a journal's bytes that replies may take. They give way before entries do. */
const PART_OF_REPLIES = 1 / 4;

/** The replies to the last requests of a sandbox, by the ids of their entries. Above a bound, the oldest is dropped. */
export class KeptReplies {
  readonly #bounds: JournalBounds;
  readonly #most: number;
  /** In the order of their ids. */
  readonly #kept = new Map<number, KeptReply>();
  #bytes = 0;

  constructor(bounds: JournalBounds) {
    this.#bounds = bounds;
    this.#most = Math.min(bounds.bytes, bounds.memory.most / 2) * PART_OF_REPLIES;
  }

  /** The memory that they take, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  get(id: number): KeptReply | undefined {
    return this.#kept.get(id);
  }

  add(id: number, reply: KeptReply): void {
    this.#kept.set(id, reply);
    this.#bytes += reply.bytes;
    this.#bounds.memory.add(this, reply.bytes);
    while (this.#bytes > this.#most) this.dropOldest(1);
  }

  #drop(until: (id: number, dropped: number) => boolean): void {
    let dropped = 0;
    for (const [id, { bytes }] of this.#kept) {
      if (until(id, dropped)) break;
      this.#kept.delete(id);
      dropped += bytes;
    }
    this.#bytes -= dropped;
    this.#bounds.memory.remove(this, dropped);
  }

  /** Drops the oldest replies, until they had so many bytes. */
  dropOldest(bytes: number): void {
    this.#drop((_id, dropped) => dropped >= bytes);
  }

  /** Drops those of entries that are gone. @param lastDropped id of the newest one */
  dropUpTo(lastDropped: number): void {
    this.#drop((id) => id > lastDropped);
  }
}
