import type { Log } from '../util/log.js';
import { JournalMemory } from '../journal/journal-memory.js';
import { MemoryBudget } from '../util/memory/memory-budget.js';
import { memoryShares } from '../settings/memory-shares.js';
import type { Settings } from '../settings/settings.js';
import type { FaultSpec } from '../faults/spec/fault-spec.js';
import { emulatorIsClosed } from '../util/control-error.js';
import { holdRows } from '../sandboxes/hold-rows.js';
import { textOf, type Message } from '../messages/message.js';
import { SandboxRegistry } from '../sandboxes/sandbox-registry.js';
import { StoppedError, type CheckingThread } from '../fixtures/worker/checking-thread.js';
import { FixtureLoader } from '../fixtures/worker/fixture-loader.js';
import { lastingFile } from '../store/database/database-file.js';
import { Store } from '../store/datasets/store.js';
import type { StoredDataset } from '../store/datasets/stored-dataset.js';

type SandboxesSettings = Pick<
  Settings,
  | 'contract'
  | 'auth'
  | 'db'
  | 'lang'
  | 'strictWarnings'
  | 'faults'
  | 'journalSize'
  | 'journalBytes'
  | 'maxMemory'
  | 'maxSandboxes'
  | 'sandboxIdle'
>;

/** The parts of an emulator that its sandboxes use. */
export interface EmulatorDependencies {
  /** Holds the baseline. */
  store: Store;
  /** Checks large fixtures that are loaded into sandboxes. */
  thread: CheckingThread;
  /** The faults that each sandbox begins with. */
  faults: readonly FaultSpec[];
  log: Log;
}

/** Reads the files of the faults that each sandbox begins with. */
export const readFaults = async (files: readonly string[]): Promise<FaultSpec[]> => {
  if (files.length === 0) return [];
  const { readFaultFile } = await import('../faults/spec/read-fault-file.js');
  return (await Promise.all(files.map((file) => readFaultFile(file)))).flat();
};

/** Says that own data is not kept in a database file. */
const notKeptIn = (file: string | undefined): Message | undefined =>
  file === undefined ? undefined : { code: 'DATABASE_NOT_KEPT', path: file };

/** Requests in flight may still need the thread, which stops before the server does. */
const throwClosed = (error: unknown): never => {
  throw error instanceof StoppedError ? emulatorIsClosed() : error;
};

/** The sandboxes of an emulator and the store of their own data, which never goes into the database file of the baseline. */
export class EmulatorSandboxes {
  readonly registry: SandboxRegistry;
  readonly #fixtures: FixtureLoader;
  #own: Store | undefined;
  #isClosed = false;

  constructor(settings: SandboxesSettings, { store, thread, faults, log }: EmulatorDependencies) {
    const { contract, auth, strictWarnings, maxSandboxes, sandboxIdle } = settings;
    const shares = memoryShares(settings.maxMemory);
    const memory = new MemoryBudget(shares.data);
    // They are not the sandboxes' own.
    for (const fault of faults) memory.hold(fault, () => 0);
    this.#fixtures = new FixtureLoader(thread);
    let lastId = 0;
    let isTold = false;
    this.registry = new SandboxRegistry(
      {
        settings: Object.freeze({ contract, auth, strictWarnings, clock: null }),
        faults,
        // Requests wait until the baseline is loaded.
        baseline: () => store.current as StoredDataset,
        notKept: notKeptIn(lastingFile(settings.db)),
        onNotKept: (message) => {
          // A program may load data a thousand times. Each reply says it, and the log once.
          if (!isTold) log.warn({}, textOf(message, settings.lang));
          isTold = true;
        },
        store: () => {
          // A load may still be under way.
          if (this.#isClosed) throw emulatorIsClosed();
          return (this.#own ??= Store.open(':memory:', memory));
        },
        load: (files, problems, warnings) =>
          holdRows(memory, (take) => this.#fixtures.load(files, problems, take, warnings)).catch(throwClosed),
        patch: (contents, files, problems, warnings) =>
          holdRows(memory, (take) => this.#fixtures.patch(contents, files, problems, take, warnings)).catch(
            throwClosed,
          ),
        memory,
        journalBounds: {
          entries: settings.journalSize,
          bytes: settings.journalBytes,
          memory: new JournalMemory(shares.journals),
        },
        nextEntryId: () => (lastId += 1),
      },
      { most: maxSandboxes, idleMs: sandboxIdle * 1000 },
      ({ name, data }, why) => {
        // The person who loaded data into it will look for it.
        const level = data.own ? 'warn' : 'info';
        log[level]({ sandbox: name }, `the sandbox ${name} was dropped${data.own ? ', with its data' : ''}: ${why}`);
      },
    );
  }

  /** Ends loads that are under way, and refuses others. */
  stopLoading(): Promise<void> {
    return this.#fixtures.stop();
  }

  close(): void {
    this.#isClosed = true;
    this.registry.close();
    this.#own?.close();
  }
}
