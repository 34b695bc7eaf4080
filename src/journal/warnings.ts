import type { JournalBounds } from './journal-bounds.js';
import type { StoredEntry } from './stored-entry.js';

/** A request that the contract `cmdb-3.14` would refuse or answer differently. */
export interface Warning {
  /** Id of the request's journal entry. */
  id: number;
  time: string;
  component: string | null;
  app: string | null;
  method: string;
  path: string;
  parameters: Readonly<Record<string, unknown>>;
  /** The difference, in words. */
  reason: string;
  /** The same in Chinese. */
  reason_zh: string;
}

/** The first warnings are kept, because a test run reads them at its end and mends the first one first. */
const MOST = 1000;

/** The first thousand warnings of a sandbox, as far as the bounds of its journal let them be kept. */
export class Warnings {
  readonly #bounds: JournalBounds;
  /** `index` is the place of the reason in the warnings of the entry. */
  #all: { entry: StoredEntry; index: number }[] = [];
  #bytes = 0;

  constructor(bounds: JournalBounds) {
    this.#bounds = bounds;
  }

  get size(): number {
    return this.#all.length;
  }

  /**
   * Adds the warnings of a request.
   *
   * @param count how many it has
   */
  add(entry: StoredEntry, count: number): void {
    const { bytes: most, memory } = this.#bounds;
    for (let index = 0; index < count; index += 1) {
      const { bytes } = entry;
      if (this.#all.length >= MOST || this.#bytes + bytes > most || !memory.addWarning(bytes)) return;
      this.#bytes += bytes;
      this.#all.push({ entry, index });
    }
  }

  /** The warnings, the first one first. Each is made when it is read. */
  *list(): Generator<Warning> {
    for (const { entry, index } of this.#all) {
      const { id, time, component, app, method, path, parameters, warnings, warnings_zh } = entry.read();
      const [reason, reason_zh] = [warnings[index] as string, warnings_zh[index] as string];
      yield { id, time, component, app, method, path, parameters, reason, reason_zh };
    }
  }

  clear(): void {
    this.#bounds.memory.removeWarnings(this.#bytes);
    this.#bytes = 0;
    this.#all = [];
  }
}
