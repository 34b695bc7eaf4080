import { shownText } from '../util/secrets/hide-secrets.js';
import { holdFaults, releaseFaults, type FaultsSnapshot } from '../faults/faults.js';
import type { FaultSpec } from '../faults/spec/fault-spec.js';
import type { StoredDataset } from '../store/datasets/stored-dataset.js';
import { checkName } from './sandbox-name.js';
import { conflict, notFound } from '../util/control-error.js';
import type { MemoryBudget } from '../util/memory/memory-budget.js';
import type { SandboxSettings } from './sandbox-settings.js';

/** The state of a sandbox at one moment. */
export interface Snapshot {
  /** The snapshot holds the data set until it is dropped. */
  data: StoredDataset;
  faults: FaultsSnapshot;
  settings: SandboxSettings;
}

/** Most snapshots of a sandbox. */
const MOST = 100;

/** Bytes of a snapshot, and of the counts of each of its faults, beside what it holds. */
const BYTES_A_SNAPSHOT = 1024;
const BYTES_A_FAULT = 128;

const specsOf = ({ faults }: Snapshot): FaultSpec[] => faults.records.map(({ spec }) => spec);

const ownBytesOf = ({ faults }: Snapshot): number => BYTES_A_SNAPSHOT + BYTES_A_FAULT * faults.records.length;

/** The snapshots of a sandbox, by name. */
export class Snapshots {
  readonly #sandbox: string;
  readonly #memory: MemoryBudget;
  readonly #all = new Map<string, Snapshot>();

  /**
   * @param sandbox its name, for messages
   * @param memory counts their bytes
   */
  constructor(sandbox: string, memory: MemoryBudget) {
    this.#sandbox = sandbox;
    this.#memory = memory;
  }

  get size(): number {
    return this.#all.size;
  }

  /** The data sets and the specs of faults that they hold. Others may hold them, too. */
  get shared(): { datasets: StoredDataset[]; specs: FaultSpec[] } {
    const all = [...this.#all.values()];
    return { datasets: all.map(({ data }) => data), specs: all.flatMap(specsOf) };
  }

  /** Bytes that they take beside what they hold. */
  get ownBytes(): number {
    return [...this.#all.values()].reduce((sum, snapshot) => sum + ownBytesOf(snapshot), 0);
  }

  get names(): string[] {
    return [...this.#all.keys()];
  }

  /**
   * Saves a snapshot. It replaces a snapshot of the same name.
   *
   * @param snapshot of the present state, which holds the same faults
   * @throws ControlError if the name is not valid, there are too many snapshots, or there is no room in memory
   */
  save(name: string, snapshot: Snapshot): void {
    checkName('snapshot', name);
    const before = this.#all.get(name);
    if (before === undefined && this.#all.size >= MOST) {
      throw conflict({ code: 'SNAPSHOT_TOO_MANY', sandbox: this.#sandbox, most: MOST });
    }
    this.#memory.take(ownBytesOf(snapshot));
    snapshot.data.hold();
    holdFaults(this.#memory, specsOf(snapshot));
    this.#all.set(name, snapshot);
    if (before !== undefined) this.#release(before);
  }

  #release(snapshot: Snapshot): void {
    this.#memory.give(ownBytesOf(snapshot));
    snapshot.data.release();
    releaseFaults(this.#memory, specsOf(snapshot));
  }

  /** @throws ControlError if there is no snapshot of this name */
  get(name: string): Snapshot {
    const found = this.#all.get(name);
    if (found !== undefined) return found;
    const there = this.names;
    throw notFound({ code: 'SNAPSHOT_NOT_FOUND', sandbox: this.#sandbox, name: shownText(name), there });
  }

  /** @throws ControlError if there is no snapshot of this name */
  drop(name: string): void {
    this.#release(this.get(name));
    this.#all.delete(name);
  }

  clear(): void {
    for (const snapshot of this.#all.values()) this.#release(snapshot);
    this.#all.clear();
  }
}
