import { partitionPoint } from '../util/iterables.js';
import type { JournalBounds } from './journal-bounds.js';
import type { AnsweredRequest } from './entry.js';
import { KeptReplies } from './replies/kept-replies.js';
import type { KeptReply } from './replies/kept-reply.js';
import type { StoredEntry } from './stored-entry.js';

/** From so many empty places on, the list of entries is shortened. */
const MOST_EMPTY = 1000;

/** Called with each new entry, when all were forgotten, and when there will be no more. */
export interface Follower {
  read: (entry: StoredEntry) => void;
  emptied: () => void;
  end: () => void;
}

/** The last requests of a sandbox. Above a bound, the oldest is dropped. */
export class Journal {
  readonly #bounds: JournalBounds;
  /** In the order of their ids. The places of dropped ones are empty, at the beginning. */
  #entries: (StoredEntry | undefined)[] = [];
  #empty = 0;
  #bytes = 0;
  #lastDropped = 0;
  readonly #followers = new Set<Follower>();

  /** The replies to the newest of them. */
  readonly #replies: KeptReplies;

  constructor(bounds: JournalBounds) {
    this.#bounds = bounds;
    this.#replies = new KeptReplies(bounds);
  }

  /** Number of entries. */
  get size(): number {
    return this.#entries.length - this.#empty;
  }

  /** The memory that the entries take, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Id of the newest entry that was dropped; 0 if there is none. All entries up to it are gone. */
  get lastDropped(): number {
    return this.#lastDropped;
  }

  /** Id of the newest entry that came; 0 if there is none. */
  get lastId(): number {
    return this.#entries.at(-1)?.id ?? this.#lastDropped;
  }

  /** @param reply the one to the request; undefined if it is not kept */
  add(entry: StoredEntry, reply?: KeptReply): void {
    const { entries, bytes, memory } = this.#bounds;
    if (entries === 0) this.#lastDropped = entry.id;
    else {
      this.#entries.push(entry);
      this.#bytes += entry.bytes;
      memory.add(this, entry.bytes);
      if (reply !== undefined) this.#replies.add(entry.id, reply);
      while (this.size > entries || this.#bytes > bytes) this.dropOldest(1);
    }
    for (const follower of this.#followers) follower.read(entry);
  }

  /** Drops the oldest entries, until they had so many bytes. */
  dropOldest(bytes: number): void {
    let dropped = 0;
    while (dropped < bytes && this.size > 0) {
      const { id, bytes } = this.#entries[this.#empty] as StoredEntry;
      this.#entries[this.#empty] = undefined;
      this.#empty += 1;
      this.#lastDropped = id;
      dropped += bytes;
    }
    this.#bytes -= dropped;
    this.#bounds.memory.remove(this, dropped);
    this.#replies.dropUpTo(this.#lastDropped);
    if (this.#empty > MOST_EMPTY && this.#empty * 2 > this.#entries.length) {
      this.#entries.splice(0, this.#empty);
      this.#empty = 0;
    }
  }

  /** The first entry after an id. */
  next(after: number): StoredEntry | undefined {
    return this.#entries[partitionPoint(this.#entries, (entry) => entry === undefined || entry.id <= after)];
  }

  /** The request with an id, and its reply; undefined if there is none. */
  async read(id: number): Promise<AnsweredRequest | undefined> {
    const entry = this.next(id - 1);
    if (entry?.id !== id) return undefined;
    const reply = this.#replies.get(id);
    return { ...entry.read(), reply: (await reply?.read()) ?? null };
  }

  /** The entries after an id, oldest first. Entries may come and go meanwhile. */
  *after(id: number): Generator<StoredEntry> {
    for (let entry = this.next(id); entry !== undefined; entry = this.next(entry.id)) yield entry;
  }

  clear(): void {
    this.dropOldest(Infinity);
    this.#entries = [];
    this.#empty = 0;
    for (const follower of this.#followers) follower.emptied();
  }

  /** True if there is a follower. */
  get isFollowed(): boolean {
    return this.#followers.size > 0;
  }

  /** @returns a function that removes the follower */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => void this.#followers.delete(follower);
  }

  /** Removes all followers, and calls the `end` of each. */
  end(): void {
    for (const follower of this.#followers) follower.end();
    this.#followers.clear();
  }
}
