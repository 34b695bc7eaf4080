import type { CallRecord } from '../esb/call/call-record.js';
import { cut, recordable, recordName } from './redact.js';

/** A request that came, and what became of it. */
export interface Entry {
  /** Counted over all sandboxes, from 1. */
  id: number;
  /** When it came, as ISO 8601. */
  time: string;
  /** From its arrival to its reply, in milliseconds. */
  duration_ms: number;
  sandbox: string;
  method: string;
  /** Without its query. */
  path: string;
  /** Null where the path leads to no component. */
  component: string | null;
  /** The app's code, checked or not; null where there is none. */
  app: string | null;
  user: string | null;
  /** Without credentials. */
  parameters: Readonly<Record<string, unknown>>;
  /** HTTP status; null where nothing was sent. */
  status: number | null;
  /** The envelope's code; null where the reply has none. */
  code: number | null;
  /** Bytes of the body. */
  size: number;
  /** The envelope's; null where the reply has none. */
  request_id: string | null;
  /** The failure on demand that struck. */
  fault: { id: string; name: string } | null;
  /** Why the reply is empty, short, or a refusal; null where it is none of these, or says itself. */
  why: string | null;
  /** What the contract `cmdb-3.14` would refuse or answer differently. */
  warnings: readonly string[];
}

/** Tells whether an entry is meant. */
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

/** Characters of a request that is kept as it came. */
const MOST_KEPT = 2048;

/**
 * A request that came, of which an entry is made when somebody looks: that takes as long as to answer it, and most are
 * never looked at. Of a long one it is made at once, and the request itself is not kept.
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

/** The last requests of a sandbox: beyond its bound, the oldest is forgotten. */
export class Journal {
  readonly #most: number;
  #all: Recorded[] = [];
  /** Where the oldest entry is, once the bound is reached. */
  #oldest = 0;
  readonly #readers = new Map<(entry: Entry) => void, () => void>();

  /** @param most entries that are kept; 0 for none */
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

  /** The entries that are meant, oldest first. */
  find(isMeant: EntryFilter): Entry[] {
    const inOrder = [...this.#all.slice(this.#oldest), ...this.#all.slice(0, this.#oldest)];
    return inOrder.map((recorded) => recorded.take()).filter(isMeant);
  }

  clear(): void {
    this.#all = [];
    this.#oldest = 0;
  }

  /** Whether somebody is handed its entries as they come. */
  get isFollowed(): boolean {
    return this.#readers.size > 0;
  }

  /**
   * Hands over each entry that comes from now on.
   *
   * @param end is told when none will come any more. Default: nothing
   * @returns ends it
   */
  follow(read: (entry: Entry) => void, end: () => void = () => undefined): () => void {
    this.#readers.set(read, end);
    return () => void this.#readers.delete(read);
  }

  /** No more entries will come. */
  end(): void {
    for (const end of this.#readers.values()) end();
    this.#readers.clear();
  }
}
