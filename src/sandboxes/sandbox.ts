import type { ExampleIds } from '../model/example-ids.js';
import type { RowList, RowQuery } from '../model/row-list.js';
import type { CmdbData } from '../cmdb/repository.js';
import type { CallContext } from '../calls/call-context.js';
import { CATALOGUE } from '../faults/catalogue/catalogue.js';
import { Faults } from '../faults/faults.js';
import type { FixtureFile } from '../fixtures/read/source.js';
import type { Journal } from '../journal/journal.js';
import { RequestRecorder } from '../journal/request-recorder.js';
import type { Warnings } from '../journal/warnings.js';
import type { StoredDataset } from '../store/datasets/stored-dataset.js';
import { Mutex } from '../util/async/mutex.js';
import { realNow } from '../util/clock.js';
import { conflict } from '../util/control-error.js';
import type { Problem } from '../util/problem.js';
import { SandboxStubs } from '../stubs/sandbox-stubs.js';
import { SandboxContext, type SandboxParts } from './sandbox-context.js';
import { SandboxDataset, type LoadedData, type SandboxData } from './sandbox-dataset.js';
import type { SandboxDependencies } from './sandbox-dependencies.js';
import { isSame, mergeSettings, type SandboxSettings } from './sandbox-settings.js';
import { DEFAULT_SANDBOX } from './sandbox-name.js';
import { listRows } from './rows/list-rows.js';
import { Snapshots } from './snapshots.js';

/** Bytes of a sandbox that has nothing of its own. */
export const BYTES_A_SANDBOX = 4096;

/**
 * An emulator of its own inside the emulator: data, faults, journal, settings. Changes of all of these run one after the
 * other, so that none sees another half done.
 */
export class Sandbox implements SandboxParts {
  readonly name: string;
  readonly createdAt = realNow();
  /** When it was last used, as Unix time in milliseconds. */
  usedAt = this.createdAt;
  /** True once a control request was for it, so that its journal may be of interest to somebody. */
  isControlled = false;
  readonly context: CallContext<CmdbData> = new SandboxContext(this);
  readonly dataset: SandboxDataset;
  readonly faults: Faults<CmdbData>;
  readonly recorder: RequestRecorder;
  readonly stubs: SandboxStubs;
  readonly #dependencies: SandboxDependencies;
  readonly #mutex = new Mutex();
  readonly #dropped = new AbortController();
  readonly #snapshots: Snapshots;
  #settings: SandboxSettings;
  #changesUnderWay = 0;

  /** @throws ControlError 507 if there is no room in memory */
  constructor(name: string, dependencies: SandboxDependencies) {
    dependencies.memory.take(BYTES_A_SANDBOX);
    this.name = name;
    this.#dependencies = dependencies;
    this.#settings = dependencies.settings;
    const note = name === DEFAULT_SANDBOX ? dependencies.notKept : undefined;
    this.dataset = new SandboxDataset(dependencies, this.#dropped.signal, note);
    this.stubs = new SandboxStubs(
      () => this.dataset.current,
      () => this.#now(),
    );
    this.recorder = new RequestRecorder(name, dependencies.journalBounds, dependencies.nextEntryId);
    this.faults = new Faults<CmdbData>(CATALOGUE, dependencies.memory);
    this.#snapshots = new Snapshots(name, dependencies.memory);
    this.#resetFaults();
  }

  /** The time of its clock, in the one form that clients parse, however the setting is written. */
  #now(): string {
    const { clock } = this.#settings;
    return (clock === null ? new Date() : new Date(clock)).toISOString();
  }

  #resetFaults(): void {
    this.faults.clear();
    for (const fault of this.#dependencies.faults) this.faults.add(fault);
  }

  get journal(): Journal {
    return this.recorder.journal;
  }

  get warnings(): Warnings {
    return this.recorder.warnings;
  }

  get data(): SandboxData {
    return this.dataset.description;
  }

  get settings(): SandboxSettings {
    return this.#settings;
  }

  /** @throws ControlError 400 if a setting is unknown, or its value is none of its choices */
  configure(settings: Partial<SandboxSettings>): void {
    this.#settings = mergeSettings(this.#settings, settings);
  }

  /** Ids with which requests find rows of its data. */
  exampleIds(): readonly ExampleIds[] {
    return this.dataset.current.reader.exampleIds();
  }

  /** Its data set, held for a caller that reads all of it and has to release it. */
  hold(): StoredDataset {
    return this.dataset.current.hold();
  }

  /**
   * Lists rows of its data.
   *
   * @throws ControlError 400 if a filter is not one of the kind, or has a wrong value; 404 if there is no such kind
   */
  async rows(kind: string, query: RowQuery): Promise<RowList> {
    const held = this.hold();
    try {
      return await listRows(held, kind, query);
    } finally {
      held.release();
    }
  }

  /** Runs a change after those before it. Once the sandbox is dropped, there is nothing left to change. */
  async #change<T>(change: () => T | Promise<T>): Promise<T> {
    this.#changesUnderWay += 1;
    try {
      return await this.#mutex.runExclusive(() => {
        this.#dropped.signal.throwIfAborted();
        return change();
      });
    } finally {
      this.#changesUnderWay -= 1;
    }
  }

  /** True if somebody waits for a change of it, or follows its requests. It is in use then, even if no request comes. */
  get isBusy(): boolean {
    return this.#changesUnderWay > 0 || this.journal.isFollowed;
  }

  /** True if nothing would be lost with it but its journal. Calls alone never change that. */
  get isEmpty(): boolean {
    const { faults, settings } = this.#dependencies;
    return (
      !this.isBusy &&
      !this.dataset.isOwn &&
      this.#snapshots.size === 0 &&
      this.faults.areMadeFrom(faults) &&
      isSame(this.#settings, settings)
    );
  }

  /** Bytes of memory that it takes, without its journal. What it shares with its snapshots counts once. */
  get bytes(): number {
    const { memory } = this.#dependencies;
    const { datasets, specs } = this.#snapshots.shared;
    const own = this.dataset.isOwn ? [this.dataset.current] : [];
    let bytes = BYTES_A_SANDBOX + this.#snapshots.ownBytes;
    for (const dataset of new Set([...own, ...datasets])) bytes += dataset.bytes;
    for (const spec of new Set([...this.faults.specs, ...specs])) bytes += memory.bytesOf(spec);
    return bytes;
  }

  /**
   * Replaces its data by fixtures.
   *
   * @param problems problems of the fixtures that are known already
   * @throws FixtureError if they cannot be loaded; the data is as it was
   * @throws ControlError 507 if there is no room in memory; the data is as it was
   */
  load(files: readonly FixtureFile[], problems: readonly Problem[] = []): Promise<LoadedData> {
    return this.#change(() => this.dataset.load(files, problems));
  }

  /**
   * Adds the rows of fixtures to its data, or puts them in the place of rows with the same ids.
   *
   * @param problems problems of the fixtures that are known already
   * @throws FixtureError if the data with these rows cannot be loaded; the data is as it was
   * @throws ControlError 507 if there is no room in memory; the data is as it was
   */
  patch(files: readonly FixtureFile[], problems: readonly Problem[] = []): Promise<LoadedData> {
    return this.#change(() => this.dataset.patch(files, problems));
  }

  /** Returns to the baseline: data, faults, journal, warnings and settings. Snapshots stay. */
  reset(): Promise<SandboxData> {
    return this.#change(() => {
      this.dataset.reset();
      this.#resetFaults();
      this.#settings = this.#dependencies.settings;
      this.recorder.restart();
      this.stubs.restart();
      return this.data;
    });
  }

  /** The names of its snapshots. */
  get snapshots(): string[] {
    return this.#snapshots.names;
  }

  /**
   * Keeps data, faults and settings as they are now. A snapshot with the same name is replaced.
   *
   * @throws ControlError if the name is not valid, there are too many snapshots, or there is no room in memory
   */
  saveSnapshot(name: string): Promise<void> {
    return this.#change(() => {
      const faults = this.faults.snapshot();
      this.#snapshots.save(name, { data: this.dataset.current, faults, settings: this.#settings });
    });
  }

  /** @throws ControlError if there is no snapshot of this name */
  restoreSnapshot(name: string): Promise<SandboxData> {
    return this.#change(() => {
      const { data, faults, settings } = this.#snapshots.get(name);
      this.dataset.restore(data);
      this.stubs.restart();
      this.faults.restore(faults);
      this.#settings = settings;
      return this.data;
    });
  }

  /** @throws ControlError if there is no snapshot of this name */
  dropSnapshot(name: string): Promise<void> {
    return this.#change(() => this.#snapshots.drop(name));
  }

  /** Releases all that it holds. Changes that are under way fail. */
  drop(): void {
    this.#dropped.abort(conflict({ code: 'SANDBOX_DROPPED', name: this.name }));
    this.recorder.close();
    this.dataset.reset();
    this.#snapshots.clear();
    this.faults.clear();
    this.#dependencies.memory.give(BYTES_A_SANDBOX);
  }
}
