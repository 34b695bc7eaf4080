import type { CallRecord } from '../calls/call-record.js';
import { LazyEntry } from './entry.js';
import { Journal } from './journal.js';
import { Warnings } from './warnings.js';

/** Records the requests to a sandbox, in its journal and among its warnings. */
export class RequestRecorder {
  readonly journal: Journal;
  readonly warnings = new Warnings();
  readonly #sandbox: string;
  readonly #nextEntryId: () => number;
  /** When it was restarted, by the clock of `performance.now()`. */
  #startedAt = 0;

  /**
   * @param sandbox name of the sandbox
   * @param journalSize how many entries the journal keeps
   * @param nextEntryId gives the next id of an entry, counted over all sandboxes
   */
  constructor(sandbox: string, journalSize: number, nextEntryId: () => number) {
    this.#sandbox = sandbox;
    this.#nextEntryId = nextEntryId;
    this.journal = new Journal(journalSize);
  }

  record(call: CallRecord): void {
    // A request that a fault held back during a reset belongs to the test before.
    if (call.arrived < this.#startedAt) return;
    const entry = new LazyEntry(this.#nextEntryId(), this.#sandbox, call);
    this.journal.add(entry);
    this.warnings.add(entry, call.trace.differences);
  }

  /** Forgets all requests, including those that have arrived and are not answered yet. */
  restart(): void {
    this.#startedAt = performance.now();
    this.journal.clear();
    this.warnings.clear();
  }
}
