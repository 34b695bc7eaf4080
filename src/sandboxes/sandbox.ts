import type { AuthMode, Contract } from '../model/contract.js';
import type { CmdbData } from '../cmdb/repository.js';
import type { Component } from '../esb/component.js';
import type { CallRecord } from '../esb/call/call-record.js';
import type { CallContext } from '../esb/call/call-context.js';
import type { Params } from '../esb/component.js';
import type { DueFault } from '../esb/call/due-fault.js';
import type { Problem } from '../util/problem.js';
import type { FixtureFile } from '../fixtures/read/source.js';
import type { DataSet } from '../model/dataset.js';
import type { DatasetContents } from '../store/datasets/contents.js';
import type { Store } from '../store/datasets/store.js';
import type { StoredDataset } from '../store/datasets/stored-dataset.js';
import type { Summary } from '../store/datasets/summary.js';
import type { Accounts } from '../store/queries/accounts.js';
import type { DatasetReader } from '../store/queries/dataset-reader.js';
import { conflict, type ControlError } from '../util/control-error.js';
import { CATALOGUE } from '../faults/catalogue/catalogue.js';
import { Faults } from '../faults/faults.js';
import type { FaultSpec } from '../faults/spec/fault-spec.js';
import { Journal, Recorded } from '../journal/journal.js';
import { checkSettings, type SandboxSettings } from './sandbox-settings.js';
import { Snapshots } from './snapshots.js';
import { Mutex } from './mutex.js';
import { Warnings } from '../journal/warnings.js';

/** What all sandboxes of an emulator share. */
export interface SandboxDependencies {
  /** What they all begin with. */
  readonly settings: Readonly<SandboxSettings>;
  readonly faults: readonly FaultSpec[];
  readonly baseline: () => StoredDataset;
  /** Where their own data goes. */
  readonly store: () => Store;
  /** Checks fixtures. */
  readonly load: (files: readonly FixtureFile[], problems: readonly Problem[]) => Promise<DataSet>;
  readonly patch: (contents: DatasetContents, files: readonly FixtureFile[], problems: readonly Problem[]) => Promise<DataSet>;
  /** Entries that a journal keeps. */
  readonly journalSize: number;
  /** The next id of an entry. */
  readonly nextId: () => number;
}

/** What a sandbox answers from. */
export interface SandboxData extends Summary {
  /** False where it is the baseline. */
  own: boolean;
}

/** A world of its own: data, faults, journal, contract, auth mode. Until it loads data, it reads the baseline. */
export class Sandbox implements CallContext<CmdbData> {
  readonly name: string;
  readonly createdAt = Date.now();
  /** When it was last asked for, as Unix time in milliseconds. */
  usedAt = this.createdAt;
  contract!: Contract;
  auth!: AuthMode;
  strictWarnings!: boolean;
  readonly faults = new Faults<CmdbData>(CATALOGUE);
  readonly journal: Journal;
  readonly warnings = new Warnings();
  readonly #dependencies: SandboxDependencies;
  readonly #snapshots: Snapshots;
  readonly #mutex = new Mutex();
  #own: StoredDataset | undefined;
  #isDropped = false;
  /** As `performance.now()` tells it. */
  #resetAt = 0;

  constructor(name: string, dependencies: SandboxDependencies) {
    this.name = name;
    this.#dependencies = dependencies;
    this.#snapshots = new Snapshots(name);
    this.journal = new Journal(dependencies.journalSize);
    this.#begin();
  }

  #begin(): void {
    this.configure(this.#dependencies.settings);
    this.faults.clear();
    for (const fault of this.#dependencies.faults) this.faults.add(fault);
  }

  get #stored(): StoredDataset {
    return this.#own ?? this.#dependencies.baseline();
  }

  get accounts(): Accounts {
    return this.#stored.reader.accounts;
  }

  get backend(): DatasetReader {
    return this.#stored.reader;
  }

  get baseline(): DatasetReader | undefined {
    return this.#own === undefined ? undefined : this.#dependencies.baseline().reader;
  }

  holdData(): () => void {
    const held = this.#own === undefined ? [this.#stored] : [this.#own, this.#dependencies.baseline()];
    for (const data of held) data.hold();
    return () => held.forEach((data) => data.release());
  }

  dueFault(component: Component<CmdbData>, app: string, params: Params): DueFault<CmdbData> | undefined {
    return this.faults.size === 0 ? undefined : this.faults.due(component, app, params);
  }

  record(exchange: CallRecord): void {
    // Who was held back by a fault while the sandbox was reset belongs to the test before.
    if (exchange.arrived < this.#resetAt) return;
    const recorded = new Recorded(this.#dependencies.nextId(), this.name, exchange);
    this.journal.add(recorded);
    this.warnings.add(recorded, exchange.trace.differences);
  }

  get settings(): SandboxSettings {
    const { contract, auth, strictWarnings } = this;
    return { contract, auth, strictWarnings };
  }

  /** @throws ControlError 400 where a setting is unknown, or its value is none of its choices */
  configure(settings: Partial<SandboxSettings>): void {
    Object.assign(this, checkSettings(settings));
  }

  /** What it answers from. */
  get data(): SandboxData {
    return { own: this.#own !== undefined, ...this.#stored.summary };
  }

  /** What it answers from, held for who reads all of it, and has to release it. */
  hold(): StoredDataset {
    return this.#stored.hold();
  }

  /** Takes over a data set that is held for it; undefined for the baseline. */
  #use(next: StoredDataset | undefined): void {
    this.#own?.release();
    this.#own = next;
  }

  /** Does a piece of work once those before it are done. Of a sandbox that was dropped meanwhile, nothing is left to work on. */
  #turn<T>(work: () => Promise<T>): Promise<T> {
    return this.#mutex.runExclusive(() => {
      if (this.#isDropped) throw this.#gone();
      return work();
    });
  }

  #gone(): ControlError {
    return conflict(`the sandbox ${this.name} was dropped while this was under way; do it again`);
  }

  async #put(data: DataSet, origin: string): Promise<SandboxData> {
    const next = await this.#dependencies.store().add(data, { origin, seed: null });
    if (this.#isDropped) {
      next.release();
      throw this.#gone();
    }
    this.#use(next);
    return this.data;
  }

  /**
   * Replaces its data by fixtures.
   *
   * @param problems what is known to be wrong with them already
   * @throws FixtureError where they cannot be loaded; the data is as it was
   */
  load(files: readonly FixtureFile[], problems: readonly Problem[] = []): Promise<SandboxData> {
    return this.#turn(async () => this.#put(await this.#dependencies.load(files, problems), namesOf(files)));
  }

  /**
   * Adds the rows of fixtures to its data, or puts them in the place of those with the same ids.
   *
   * @param problems what is known to be wrong with them already
   * @throws FixtureError where the whole could not be loaded; the data is as it was
   */
  patch(files: readonly FixtureFile[], problems: readonly Problem[] = []): Promise<SandboxData> {
    return this.#turn(async () => {
      const before = this.hold();
      try {
        const { origin } = before.summary;
        const patched = await this.#dependencies.patch(before.contents, files, problems);
        return await this.#put(patched, origin.endsWith(PATCHED) ? origin : origin + PATCHED);
      } finally {
        before.release();
      }
    });
  }

  /** Returns to the baseline: data, faults, journal, warnings and settings. Snapshots stay. */
  reset(): Promise<SandboxData> {
    return this.#turn(() => {
      this.#use(undefined);
      this.#begin();
      this.#resetAt = performance.now();
      this.journal.clear();
      this.warnings.clear();
      return Promise.resolve(this.data);
    });
  }

  get snapshots(): string[] {
    return this.#snapshots.names;
  }

  /**
   * Keeps data, faults and settings as they are now, under a name, in place of what had that name.
   *
   * @throws ControlError where that is no name, or there are too many
   */
  saveSnapshot(name: string): Promise<void> {
    return this.#turn(() => {
      this.#snapshots.save(name, () => ({
        data: this.hold(),
        faults: this.faults.snapshot(),
        settings: this.settings,
      }));
      return Promise.resolve();
    });
  }

  /** @throws ControlError where there is none of this name */
  restoreSnapshot(name: string): Promise<SandboxData> {
    return this.#turn(() => {
      const { data, faults, settings } = this.#snapshots.get(name);
      this.#use(data === this.#dependencies.baseline() ? undefined : data.hold());
      this.faults.restore(faults);
      this.configure(settings);
      return Promise.resolve(this.data);
    });
  }

  /** @throws ControlError where there is none of this name */
  dropSnapshot(name: string): Promise<void> {
    return this.#turn(() => {
      this.#snapshots.drop(name);
      return Promise.resolve();
    });
  }

  /** Lets go of all that it holds. */
  drop(): void {
    this.#isDropped = true;
    this.journal.end();
    this.#use(undefined);
    this.#snapshots.clear();
  }
}

const PATCHED = ', patched';

const namesOf = (files: readonly FixtureFile[]): string => files.map(({ file }) => file).join(', ');
