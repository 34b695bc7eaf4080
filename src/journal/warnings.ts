import type { LazyEntry } from './entry.js';

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
}

/** The first warnings are kept, because a test run reads them at its end and mends the first one first. */
const MOST = 1000;

/** The first thousand warnings of a sandbox. */
export class Warnings {
  #all: { entry: LazyEntry; reason: string }[] = [];

  get size(): number {
    return this.#all.length;
  }

  /** Adds the warnings of a request. */
  add(entry: LazyEntry, reasons: readonly string[]): void {
    for (const reason of reasons) {
      if (this.#all.length >= MOST) return;
      this.#all.push({ entry, reason });
    }
  }

  list(): Warning[] {
    return this.#all.map(({ entry, reason }) => {
      const { id, time, component, app, method, path, parameters } = entry.get();
      return { id, time, component, app, method, path, parameters, reason };
    });
  }

  clear(): void {
    this.#all = [];
  }
}
