import type { CallRecord } from '../calls/call-record.js';
import type { SentReply } from '../calls/reply/sent-reply.js';
import { Journal } from './journal.js';
import type { JournalBounds } from './journal-bounds.js';
import { KeptReply } from './replies/kept-reply.js';
import { StoredEntry } from './stored-entry.js';
import { Warnings } from './warnings.js';
import { monotonicNow } from '../util/clock.js';

/** Records the requests to a sandbox, in its journal and among its warnings. */
export class RequestRecorder {
  readonly journal: Journal;
  readonly warnings: Warnings;
  readonly #sandbox: string;
  readonly #nextEntryId: () => number;
  readonly #mostOfEntry: number;
  /** When it was restarted, by the clock of `monotonicNow`. */
  #startedAt = 0;

  /**
   * @param sandbox name of the sandbox
   * @param nextEntryId gives the next id of an entry, counted over all sandboxes
   */
  constructor(sandbox: string, bounds: JournalBounds, nextEntryId: () => number) {
    this.#sandbox = sandbox;
    this.#nextEntryId = nextEntryId;
    this.#mostOfEntry = Math.min(bounds.bytes, bounds.memory.most / 2);
    this.journal = new Journal(bounds);
    this.warnings = new Warnings(bounds);
  }

  /** @param reply the one that was sent; undefined if there is none to keep */
  record(call: CallRecord, reply?: SentReply): void {
    // A request that a fault held back during a reset belongs to the test before.
    if (call.arrived < this.#startedAt) return;
    const entry = new StoredEntry(this.#nextEntryId(), this.#sandbox, call, this.#mostOfEntry);
    this.journal.add(entry, reply && KeptReply.of(call, reply));
    this.warnings.add(entry, call.trace.differences.length);
  }

  #clear(): void {
    this.journal.clear();
    this.warnings.clear();
  }

  /** Forgets all requests, including those that have arrived and are not answered yet. */
  restart(): void {
    this.#startedAt = monotonicNow();
    this.#clear();
  }

  /** Forgets all requests, and records no more. */
  close(): void {
    this.#startedAt = Infinity;
    this.journal.end();
    this.#clear();
  }
}
