import type { FixtureFile } from '../fixtures/read/source.js';
import type { DataSet } from '../model/dataset.js';
import type { StoredDataset } from '../store/datasets/stored-dataset.js';
import type { Summary } from '../store/datasets/summary.js';
import type { Message } from '../messages/message.js';
import { showProblem, type Problem, type ShownProblem } from '../util/problem.js';
import { describeOrigin, patchedOrigin } from './describe-origin.js';
import { noteOf, type Note } from './note.js';
import type { SandboxDependencies } from './sandbox-dependencies.js';

/** The data of a sandbox. */
export interface SandboxData extends Summary {
  /** False if it is the baseline. */
  own: boolean;
  /** Its origin in Chinese. */
  origin_zh: string;
  /** When it was loaded, as ISO 8601; the baseline, when the emulator loaded it or opened its database. */
  loaded: string;
  /** Things to know of it, such as that it is not kept; absent if there are none. */
  notes?: readonly Note[];
}

/** The data of a sandbox after fixtures were loaded into it. */
export interface LoadedData extends SandboxData {
  /** Warnings: values that were loaded as written, but are probably mistakes; at most a thousand. */
  warnings: readonly ShownProblem[];
}

const originOf = (files: readonly FixtureFile[]): string => files.map(({ file }) => file).join(', ');

/** The data set that a sandbox answers from: the baseline, until the sandbox loads its own. */
export class SandboxDataset {
  readonly #dependencies: SandboxDependencies;
  /** Aborted when the sandbox is dropped. */
  readonly #dropped: AbortSignal;
  /** Notes about data of its own, such as that a restart loses it. */
  readonly #note: Message | undefined;
  #own: StoredDataset | undefined;

  /**
   * @param dropped ends a load that is under way, with the reason that it gives
   * @param note what to know of data of its own. Default: nothing
   */
  constructor(dependencies: SandboxDependencies, dropped: AbortSignal, note?: Message) {
    this.#dependencies = dependencies;
    this.#dropped = dropped;
    this.#note = note;
  }

  get isOwn(): boolean {
    return this.#own !== undefined;
  }

  get baseline(): StoredDataset {
    return this.#dependencies.baseline();
  }

  get current(): StoredDataset {
    return this.#own ?? this.baseline;
  }

  get description(): SandboxData {
    const { summary, loadedAt } = this.current;
    const origin_zh = describeOrigin(summary.origin, 'zh');
    const data = { own: this.isOwn, loaded: new Date(loadedAt).toISOString(), ...summary, origin_zh };
    return this.isOwn && this.#note !== undefined ? { ...data, notes: [noteOf(this.#note)] } : data;
  }

  /**
   * Holds the current data set and the baseline, so that a call can read them in several turns of the event loop.
   *
   * @returns releases them
   */
  holdAll(): () => void {
    const held = new Set([this.current, this.baseline]);
    for (const dataset of held) dataset.hold();
    return () => {
      for (const dataset of held) dataset.release();
    };
  }

  /** Returns to the baseline. */
  reset(): void {
    this.#use(undefined);
  }

  /** Returns to a data set that was current before. */
  restore(dataset: StoredDataset): void {
    this.#use(dataset === this.baseline ? undefined : dataset.hold());
  }

  /** Replaces the data by fixtures. */
  async load(files: readonly FixtureFile[], problems: readonly Problem[]): Promise<LoadedData> {
    const warnings: Problem[] = [];
    return this.#store(await this.#dependencies.load(files, problems, warnings), originOf(files), warnings);
  }

  /** Adds the rows of fixtures, or puts them in the place of rows with the same ids. */
  async patch(files: readonly FixtureFile[], problems: readonly Problem[]): Promise<LoadedData> {
    const warnings: Problem[] = [];
    const patched = this.current.hold();
    try {
      const { contents, summary } = patched;
      const data = await this.#dependencies.patch(contents, files, problems, warnings);
      return await this.#store(data, patchedOrigin(summary.origin), warnings);
    } finally {
      patched.release();
    }
  }

  async #store(data: DataSet, origin: string, warnings: readonly Problem[]): Promise<LoadedData> {
    this.#dropped.throwIfAborted();
    const added = await this.#dependencies.store().add(data, { origin, seed: null }, this.#dropped);
    if (this.#dropped.aborted) added.release();
    this.#dropped.throwIfAborted();
    this.#use(added);
    return { ...this.description, warnings: warnings.map((problem) => showProblem(problem)) };
  }

  /** @param next a data set that is held for the sandbox already; undefined for the baseline */
  #use(next: StoredDataset | undefined): void {
    this.#own?.release();
    this.#own = next;
    if (next !== undefined && this.#note !== undefined) this.#dependencies.onNotKept(this.#note);
  }
}
