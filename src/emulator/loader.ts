import type { LoadRefusal } from '../server/health.js';
import { CodedError } from '../messages/coded-error.js';
import type { Language, Text } from '../model/language.js';
import type { Log } from '../util/log.js';
import type { Settings } from '../settings/settings.js';
import type { CheckingThread } from '../fixtures/worker/checking-thread.js';
import { FixtureError, fixtureProblemsText, MOST_SHOWN, type Problem } from '../util/problem.js';
import { digestOf } from './initial-data/given-fixtures.js';
import { describeOrigin } from '../sandboxes/describe-origin.js';
import { originOf } from './initial-data/origin.js';
import type { Snapshot } from '../fixtures/read/files/watch-fixtures.js';
import { hideSecrets } from '../util/secrets/hide-secrets.js';
import { StoreError } from '../util/store-error.js';
import type { Store } from '../store/datasets/store.js';
import type { StoredDataset } from '../store/datasets/stored-dataset.js';
import type { SourceOrigin, Summary } from '../store/datasets/summary.js';
import type { DataSet } from '../model/dataset.js';
import { monotonicNow } from '../util/clock.js';
import { warnOfMounts } from './warn-of-mounts.js';

/** The lines that a person sees at a terminal when the emulator starts or loads data again. */
const KEPT: Text = {
  en: '; the data in the database is served, and --reload loads what was asked for in its place',
  zh: '；现在使用的是数据库中的数据，加上 --reload 可改为加载所要求的数据',
};
const RELOADED: Readonly<Record<Language, (instances: number, processes: number) => string>> = {
  en: (instances, processes) =>
    `the fixtures have changed and were loaded; service instances: ${instances}, processes: ${processes}`,
  zh: (instances, processes) => `fixture 已改动，并已重新加载；服务实例 ${instances} 个，进程 ${processes} 个`,
};
const REPLACED: Readonly<Record<Language, (db: string, from: string, to: string) => string>> = {
  en: (db, from, to) => `the data in ${db} was replaced: it was from ${from}, and is now from ${to}`,
  zh: (db, from, to) => `${db} 中的数据已被替换：原来自 ${from}，现来自 ${to}`,
};
const REFUSED: Text = {
  en: 'the fixtures have changed and cannot be loaded; the data from before is served on: ',
  zh: 'fixture 已改动，但无法加载；继续使用之前的数据：',
};

/** Fills a store at the start, and again each time that watched fixtures have changed. */
export class Loader {
  readonly #store: Store;
  readonly #settings: Settings;
  readonly #log: Log;
  readonly #stopping = new AbortController();
  readonly #thread: CheckingThread;
  #watching: Promise<void> | undefined;
  #refusal: LoadRefusal | null = null;
  #difference: string | undefined;

  /** @param thread checks watched fixtures */
  constructor(store: Store, settings: Settings, thread: CheckingThread, log: Log) {
    this.#store = store;
    this.#thread = thread;
    this.#settings = settings;
    this.#log = log;
  }

  /** How the database differed at the start from what the settings ask for; undefined if it did not. */
  get difference(): string | undefined {
    return this.#difference;
  }

  /** Why the last change was not loaded; null if it was. */
  get refusal(): LoadRefusal | null {
    return this.#refusal;
  }

  /**
   * Loads the data that the settings ask for.
   *
   * @throws FixtureError if the fixtures cannot be loaded
   * @throws StoreError if fixtures are watched and the database holds other data
   */
  async start(): Promise<Summary> {
    const { db, watch, reload } = this.#settings;
    if (watch) return this.#startWatching();
    const { current } = this.#store;
    if (reload && db !== undefined && current !== undefined) await this.#refuseToForget(db, current);
    // Without a database file, it is the data of the package.
    if (current !== undefined && db === undefined) return current.summary;
    if (current !== undefined && db !== undefined && !reload) {
      await this.#compare(db, current);
      return current.summary;
    }
    // The modules that make or read data are loaded only if there is none, so that a start is fast.
    const { resolveData } = await import('./initial-data/resolve.js');
    const { data, origin, warnings } = await resolveData(this.#settings);
    this.#warn(warnings);
    return this.#replace(data, origin);
  }

  /** Replaces the data, and says so if the file of a database held other data. */
  async #replace(data: DataSet, origin: SourceOrigin): Promise<Summary> {
    const { db, lang } = this.#settings;
    const before = this.#store.summary;
    const after = await this.#store.replace(data, origin, this.#stopping.signal);
    if (before !== undefined && db !== undefined && before.digest !== after.digest) {
      const [from, to] = [describeOrigin(before.origin, lang), describeOrigin(after.origin, lang)];
      this.#log.warn({ db, before: before.digest, after: after.digest }, REPLACED[lang](db, from, to));
    }
    return after;
  }

  /** A start that names no data asks for the default data, which is not meant to replace one's own. */
  async #refuseToForget(db: string, { summary }: StoredDataset): Promise<void> {
    const { nameData } = await import('./initial-data/difference.js');
    if (summary.seed !== null || nameData(this.#settings)) return;
    throw new StoreError({ code: 'DATABASE_RELOAD_OF_NOTHING', path: db, origin: summary.origin });
  }

  async #compare(db: string, current: StoredDataset): Promise<void> {
    this.#log.info({ db, ...current.summary }, 'the database holds data already, which is kept');
    const { differenceOf } = await import('./initial-data/difference.js');
    const difference = await differenceOf(db, this.#settings, current);
    if (difference === undefined) return;
    const { lang } = this.#settings;
    this.#difference = difference[lang] + KEPT[lang];
    this.#log.warn({ db }, this.#difference);
  }

  async #startWatching(): Promise<Summary> {
    const { db = '', fixtures, reload } = this.#settings;
    const { summary } = this.#store;
    if (!reload && summary !== undefined && summary.origin !== originOf(this.#settings).origin) {
      throw new StoreError({ code: 'DATABASE_HOLDS_OTHER_DATA', path: db, origin: summary.origin });
    }
    const { watchFixtures } = await import('../fixtures/read/files/watch-fixtures.js');
    // The settings allow only files to be watched.
    const paths = fixtures as readonly string[];
    await warnOfMounts(paths, this.#log);
    const snapshots = watchFixtures(paths, this.#stopping.signal);
    const { value } = (await snapshots.next()) as { value: Snapshot };
    const loaded = await this.#load(value);
    this.#watching = this.#follow(snapshots);
    return loaded;
  }

  async #load({ files, problems }: Snapshot): Promise<Summary> {
    const warnings: Problem[] = [];
    const data = await this.#thread.load(files, problems, warnings);
    this.#warn(warnings);
    const origin = { ...originOf(this.#settings), source: digestOf({ files }) };
    return this.#replace(data, origin);
  }

  async #follow(snapshots: AsyncIterable<Snapshot>): Promise<void> {
    for await (const snapshot of snapshots) {
      const started = monotonicNow();
      try {
        const { counts } = await this.#load(snapshot);
        this.#refusal = null;
        const ms = Math.round(monotonicNow() - started);
        this.#log.info({ ms }, RELOADED[this.#settings.lang](counts.service_instances, counts.processes));
      } catch (error) {
        if (this.#stopping.signal.aborted) return;
        this.#refuse(error as Error);
      }
    }
  }

  #warn(warnings: readonly Problem[]): void {
    if (warnings.length > 0)
      this.#log.warn({ warnings: warnings.length }, fixtureProblemsText(warnings, this.#settings.lang));
  }

  #refuse(error: Error): void {
    const problems = error instanceof FixtureError ? error.problems.slice(0, MOST_SHOWN) : [];
    const [message] = error.message.split('\n', 1) as [string];
    const message_zh = error instanceof CodedError ? hideSecrets(error.summary('zh')) : message;
    this.#refusal = { at: new Date().toISOString(), message, message_zh, problems };
    const { lang } = this.#settings;
    this.#log.error(
      { problems: problems.length },
      REFUSED[lang] + (error instanceof CodedError ? error.textIn(lang) : error.message),
    );
  }

  /** Stops a load that is under way, and stops watching. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#thread.stop();
    await this.#watching;
  }
}
