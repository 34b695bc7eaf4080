import { shownText } from '../util/secrets/hide-secrets.js';
import type { StoredDataset } from '../store/datasets/stored-dataset.js';
import { checkName } from './sandbox-name.js';
import { conflict, notFound } from '../util/control-error.js';
import type { FaultsSnapshot } from '../faults/faults.js';
import type { SandboxSettings } from './sandbox-settings.js';

/** The state of a sandbox at one moment. */
export interface Snapshot {
  /** The snapshot holds the data set until it is dropped. */
  data: StoredDataset;
  faults: FaultsSnapshot;
  settings: SandboxSettings;
}

/** Most snapshots of a sandbox. Each holds a data set in memory. */
const MOST = 100;

/** The snapshots of a sandbox, by name. */
export class Snapshots {
  readonly #sandbox: string;
  readonly #all = new Map<string, Snapshot>();

  /** @param sandbox its name, for messages */
  constructor(sandbox: string) {
    this.#sandbox = sandbox;
  }

  get size(): number {
    return this.#all.size;
  }

  get names(): string[] {
    return [...this.#all.keys()];
  }

  /**
   * Saves a snapshot. It replaces a snapshot of the same name.
   *
   * @param take makes the snapshot
   * @throws ControlError if the name is not valid, or there are too many snapshots
   */
  save(name: string, take: () => Snapshot): void {
    checkName('snapshot', name);
    const before = this.#all.get(name);
    if (before === undefined && this.#all.size >= MOST) {
      throw conflict(`the sandbox ${this.#sandbox} has ${MOST} snapshots, which is the most; delete one first`);
    }
    this.#all.set(name, take());
    before?.data.release();
  }

  /** @throws ControlError if there is no snapshot of this name */
  get(name: string): Snapshot {
    const found = this.#all.get(name);
    if (found !== undefined) return found;
    const there = this.names;
    throw notFound(
      `the sandbox ${this.#sandbox} has no snapshot "${shownText(name)}"; ` +
        (there.length === 0 ? 'it has none' : `there are: ${there.join(', ')}`),
    );
  }

  /** @throws ControlError if there is no snapshot of this name */
  drop(name: string): void {
    this.get(name).data.release();
    this.#all.delete(name);
  }

  clear(): void {
    for (const { data } of this.#all.values()) data.release();
    this.#all.clear();
  }
}
