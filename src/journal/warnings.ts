import type { Recorded } from './journal.js';

/** A request that the contract `cmdb-3.14` would refuse or answer differently. */
export interface Warning {
  /** Of the request in the journal. */
  id: number;
  time: string;
  component: string | null;
  app: string | null;
  method: string;
  path: string;
  parameters: Readonly<Record<string, unknown>>;
  /** What is different, in words. */
  reason: string;
}

/** A test run asks for them at its end, so that the first are worth more than the last. */
const MOST = 1000;

/** Warnings of a sandbox, the first thousand. */
export class Warnings {
  #all: { recorded: Recorded; reason: string }[] = [];

  get size(): number {
    return this.#all.length;
  }

  /** Enters each warning of a request. */
  add(recorded: Recorded, reasons: readonly string[]): void {
    for (const reason of reasons) {
      if (this.#all.length >= MOST) return;
      this.#all.push({ recorded, reason });
    }
  }

  list(): Warning[] {
    return this.#all.map(({ recorded, reason }) => {
      const { id, time, component, app, method, path, parameters } = recorded.take();
      return { id, time, component, app, method, path, parameters, reason };
    });
  }

  clear(): void {
    this.#all = [];
  }
}
