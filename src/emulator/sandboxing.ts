import type { Log } from '../util/log.js';
import type { Settings } from '../settings/settings.js';
import type { FaultSpec } from '../faults/spec/fault-spec.js';
import { emulatorIsClosed } from '../util/control-error.js';
import { SandboxRegistry } from '../sandboxes/sandbox-registry.js';
import { StoppedError, type CheckingThread } from '../fixtures/worker/checking-thread.js';
import { FixtureDesk } from '../fixtures/worker/desk.js';
import { Store } from '../store/datasets/store.js';
import type { StoredDataset } from '../store/datasets/stored-dataset.js';

type SandboxingSettings = Pick<
  Settings,
  'contract' | 'auth' | 'strictWarnings' | 'faults' | 'journalSize' | 'maxSandboxes' | 'sandboxIdle'
>;

/** What sandboxes are made of. */
export interface EmulatorDependencies {
  /** Where the baseline is. */
  store: Store;
  /** Checks what is loaded into them, where that is much. */
  thread: CheckingThread;
  /** Those that they begin with. */
  faults: readonly FaultSpec[];
  log: Log;
}

/** The faults that sandboxes begin with. */
export const readFaults = async (files: readonly string[]): Promise<FaultSpec[]> => {
  if (files.length === 0) return [];
  const { readFaultFile } = await import('../faults/spec/read-fault-file.js');
  return (await Promise.all(files.map((file) => readFaultFile(file)))).flat();
};

/** The thread is stopped first: requests in flight may ask for it still. */
const tellIfClosed = (error: unknown): never => {
  throw error instanceof StoppedError ? emulatorIsClosed() : error;
};

/** The sandboxes of an emulator, and their store: what they load is theirs, and never goes into the file of the baseline. */
export class Sandboxing {
  readonly sandboxes: SandboxRegistry;
  #own: Store | undefined;
  #isClosed = false;

  constructor(settings: SandboxingSettings, { store, thread, faults, log }: EmulatorDependencies) {
    const { contract, auth, strictWarnings, journalSize, maxSandboxes, sandboxIdle } = settings;
    const desk = new FixtureDesk(thread);
    let lastId = 0;
    this.sandboxes = new SandboxRegistry(
      {
        settings: { contract, auth, strictWarnings },
        faults,
        // Who asks for it has waited until it was loaded.
        baseline: () => store.current as StoredDataset,
        store: () => {
          // A load that was under way.
          if (this.#isClosed) throw emulatorIsClosed();
          return (this.#own ??= Store.open());
        },
        load: (files, problems) => desk.load(files, problems).catch(tellIfClosed),
        patch: (contents, files, problems) => desk.patch(contents, files, problems).catch(tellIfClosed),
        journalSize,
        nextId: () => (lastId += 1),
      },
      { most: maxSandboxes, idleMs: sandboxIdle * 1000 },
      ({ name, data }, why) => {
        // Whoever loaded data into it will wonder where it is.
        const level = data.own ? 'warn' : 'info';
        log[level]({ sandbox: name }, `the sandbox ${name} was dropped${data.own ? ', with its data' : ''}: ${why}`);
      },
    );
  }

  close(): void {
    this.#isClosed = true;
    this.sandboxes.close();
    this.#own?.close();
  }
}
