import type { FaultSpec } from '../faults/spec/fault-spec.js';
import type { FixtureFile } from '../fixtures/read/source.js';
import type { JournalBounds } from '../journal/journal-bounds.js';
import type { DataSet } from '../model/dataset.js';
import type { DatasetContents } from '../store/datasets/contents.js';
import type { Store } from '../store/datasets/store.js';
import type { StoredDataset } from '../store/datasets/stored-dataset.js';
import type { MemoryBudget } from '../util/memory/memory-budget.js';
import type { Problem } from '../util/problem.js';
import type { Message } from '../messages/message.js';
import type { SandboxSettings } from './sandbox-settings.js';

/** The parts of an emulator that all its sandboxes share. */
export interface SandboxDependencies {
  /** The settings that a sandbox begins with. */
  readonly settings: Readonly<SandboxSettings>;
  /** The faults that a sandbox begins with. */
  readonly faults: readonly FaultSpec[];
  /** The data set that a sandbox answers from until it has its own. */
  readonly baseline: () => StoredDataset;
  /** Says that own data of the default sandbox is not kept; undefined if no database file makes one expect that it is. */
  readonly notKept: Message | undefined;
  /** Called when the default sandbox gets data that is not kept. */
  readonly onNotKept: (message: Message) => void;
  /** The store for data sets of the sandboxes' own. */
  readonly store: () => Store;
  /** Checks fixtures. */
  readonly load: (files: readonly FixtureFile[], problems: readonly Problem[], warnings: Problem[]) => Promise<DataSet>;
  /** Checks fixtures and puts their rows over others. */
  readonly patch: (
    contents: DatasetContents,
    files: readonly FixtureFile[],
    problems: readonly Problem[],
    warnings: Problem[],
  ) => Promise<DataSet>;
  /** Counts the bytes of data sets, snapshots and faults. */
  readonly memory: MemoryBudget;
  /** Bounds of each journal. */
  readonly journalBounds: JournalBounds;
  /** Gives the next id of a journal entry. */
  readonly nextEntryId: () => number;
}
