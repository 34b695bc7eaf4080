import type { Exchange } from '../esb/exchange.js';
import { cut, recordable, recordName } from './recordable.js';

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

/** Makes an entry of an exchange. Secrets do not get this far: only what is named here is kept. */
export const entryOf = (id: number, sandbox: string, exchange: Exchange): Entry => {
  const { at, durationMs, method, path, component, status, size, trace } = exchange;
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
    parameters: trace.request === undefined ? {} : recordable(trace.request.params),
    status,
    code: trace.code,
    size,
    request_id: trace.requestId,
    fault: trace.fault ?? null,
    why: trace.why === undefined ? null : cut(trace.why),
    warnings: trace.differences,
  };
};

/** The last requests of a sandbox: beyond its bound, the oldest is forgotten. */
export class Journal {
  readonly #most: number;
  #entries: Entry[] = [];
  /** Where the oldest entry is, once the bound is reached. */
  #oldest = 0;
  readonly #readers = new Map<(entry: Entry) => void, () => void>();

  /** @param most entries that are kept; 0 for none */
  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#entries.length;
  }

  add(entry: Entry): void {
    if (this.#entries.length < this.#most) this.#entries.push(entry);
    else if (this.#most > 0) {
      this.#entries[this.#oldest] = entry;
      this.#oldest = (this.#oldest + 1) % this.#most;
    }
    for (const read of this.#readers.keys()) read(entry);
  }

  /** The entries that are meant, oldest first. */
  find(isMeant: EntryFilter): Entry[] {
    return [...this.#entries.slice(this.#oldest), ...this.#entries.slice(0, this.#oldest)].filter(isMeant);
  }

  clear(): void {
    this.#entries = [];
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
