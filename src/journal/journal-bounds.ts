import type { JournalMemory } from './journal-memory.js';

/** Bounds of the journal of a sandbox. */
export interface JournalBounds {
  /** Most entries; 0 for none. */
  readonly entries: number;
  /** Most bytes of entries, and of warnings. */
  readonly bytes: number;
  /** The memory that all journals share. */
  readonly memory: JournalMemory;
}
