import type { CallRecord } from '../esb/call/call-record.js';
import { cut, recordable, recordName } from './redact.js';

/** A request and its reply in the journal. */
export interface Entry {
  /** Counted over all sandboxes, from 1. */
  id: number;
  /** Arrival of the request, as ISO 8601. */
  time: string;
  /** Time from arrival to reply, in milliseconds. */
  duration_ms: number;
  sandbox: string;
  method: string;
  /** Without its query. */
  path: string;
  /** Null if the path leads to no component. */
  component: string | null;
  /** The app code as sent, even if it is not valid; null if none was sent. */
  app: string | null;
  user: string | null;
  /** Without credentials. */
  parameters: Readonly<Record<string, unknown>>;
  /** HTTP status; null if nothing was sent. */
  status: number | null;
  /** The envelope's code; null if the reply has none. */
  code: number | null;
  /** Size of the reply body, in bytes. */
  size: number;
  /** The envelope's `request_id`; null if the reply has none. */
  request_id: string | null;
  /** The fault that was applied. */
  fault: { id: string; name: string } | null;
  /** The reason for an empty or short reply or a refusal; null for other replies, and if the reply states the reason. */
  why: string | null;
  /** The reasons why `cmdb-3.14` would refuse the request or answer it differently. */
  warnings: readonly string[];
}

/** Returns true if an entry matches. */
export type EntryFilter = (entry: Entry) => boolean;

/** Makes an entry of an exchange. Secrets do not get this far: only what is named here is in it. */
const entryOf = (id: number, sandbox: string, exchange: CallRecord): Entry => {
  const { at, durationMs, method, path, component, params, status, size, trace } = exchange;
  return {
    id,
    time: new Date(at).toISOString(),
    duration_ms: Math.round(durationMs * 1000) / 1000,
    sandbox,
    method,
    path: cut(path),
    component,
    app: recordName(trace.caller.app) || null,
    user: recordName(trace.caller.user) || null,
    parameters: recordable(params),
    status,
    code: trace.code,
    size,
    request_id: trace.requestId,
    fault: trace.fault ?? null,
    why: trace.why === undefined ? null : cut(trace.why),
    warnings: trace.differences,
  };
};

/** Longest request that is kept unchanged, in characters. */
const MOST_KEPT = 2048;

/**
 * A recorded request. Its entry is made on first use, because making it takes as long as the answer and most entries are
 * never read. The entry of a long request is made at once, so that the request itself is not kept.
 */
export class Recorded {
  #entry: () => Entry;

  /** @param id counted over all sandboxes, from 1 */
  constructor(id: number, sandbox: string, exchange: CallRecord) {
    this.#entry = () => entryOf(id, sandbox, exchange);
    if (exchange.length > MOST_KEPT) this.take();
  }

  /** Its entry. From now on nothing else is kept of the request: what it brought may be secret. */
  take(): Entry {
    const entry = this.#entry();
    this.#entry = () => entry;
    return entry;
  }
}

/** The last requests of a sandbox. Above the limit, the oldest is removed. */
export class Journal {
  readonly #most: number;
  #all: Recorded[] = [];
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

  add(recorded: Recorded): void {
    if (this.#all.length < this.#most) this.#all.push(recorded);
    else if (this.#most > 0) {
      this.#all[this.#oldest] = recorded;
      this.#oldest = (this.#oldest + 1) % this.#most;
    }
    for (const read of this.#readers.keys()) read(recorded.take());
  }

  /** The entries that match, oldest first. */
  find(isMeant: EntryFilter): Entry[] {
    const inOrder = [...this.#all.slice(this.#oldest), ...this.#all.slice(0, this.#oldest)];
    return inOrder.map((recorded) => recorded.take()).filter(isMeant);
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
