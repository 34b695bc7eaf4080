import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Fixture, FixtureInput } from '../fixtures/read/input.js';
import type { Problem } from '../util/problem.js';
import { DEFAULT_SANDBOX, SANDBOX_HEADER } from '../sandboxes/sandbox-name.js';
import type { FaultSpec, FaultState } from '../faults/spec/fault-spec.js';
import { readFault } from '../faults/spec/read-fault.js';
import { filterOf, type EntryQuery } from '../journal/entry-filter.js';
import type { Entry } from '../journal/journal.js';
import type { Sandbox, SandboxData } from '../sandboxes/sandbox.js';
import type { SandboxSettings } from '../sandboxes/sandbox-settings.js';
import type { SandboxRegistry } from '../sandboxes/sandbox-registry.js';
import type { Warning } from '../journal/warnings.js';

/** The failures on demand of a sandbox (contract section 7). */
export interface FaultsHandle {
  /**
   * Adds a fault.
   *
   * @throws FaultSpecError with everything that is wrong with it
   * @throws FaultBoundError where there are 100 already
   */
  add(fault: FaultSpec): FaultState;
  list(): FaultState[];
  get(id: string): FaultState | undefined;
  /** @returns whether there was one of this id */
  remove(id: string): boolean;
  clear(): void;
}

/** The requests that came to a sandbox: the last thousand, unless `journalSize` says otherwise. */
export interface RequestsHandle {
  /** Those that fit all that is given, the oldest first. Default: all. */
  find(query?: EntryQuery): Entry[];
  count(query?: EntryQuery): number;
  clear(): void;
  /**
   * Hands over those that fit as they come, until the sandbox is dropped.
   *
   * @returns ends it
   */
  follow(read: (entry: Entry) => void, query?: EntryQuery): () => void;
}

/** A sandbox, from the program that runs the emulator. It comes into being, again if need be, when it is used. */
export interface SandboxHandle {
  readonly name: string;
  /** What clients are to be given as the address of the ESB, without a closing slash. */
  readonly url: string;
  /** What it answers from. */
  readonly data: SandboxData;
  /** How it answers. */
  readonly settings: SandboxSettings;
  readonly faults: FaultsHandle;
  readonly requests: RequestsHandle;
  /** What the contract `cmdb-3.14` would refuse or answer differently, under `documented`: the first thousand. */
  warnings(): Warning[];
  clearWarnings(): void;
  /**
   * Replaces its data.
   *
   * @throws FixtureError with all problems; the data is as it was
   */
  load(fixture: FixtureInput): Promise<SandboxData>;
  /**
   * Adds rows to its data, or puts them in the place of those with the same ids.
   *
   * @throws FixtureError with all problems; the data is as it was
   */
  patch(fixture: FixtureInput): Promise<SandboxData>;
  /** Its data as a fixture: loaded again, it gives the same replies, byte for byte. */
  export(): Promise<Fixture>;
  /** Changes how it answers. */
  configure(settings: Partial<SandboxSettings>): void;
  /** Returns to the baseline: data, faults, journal, warnings and settings. Snapshots stay. */
  reset(): Promise<SandboxData>;
  /**
   * Keeps data, faults and settings as they are now, under a name.
   *
   * @throws ControlError where that is no name, or there are 100 already
   */
  snapshot(name: string): Promise<void>;
  /** @throws ControlError where there is no snapshot of this name */
  restore(name: string): Promise<SandboxData>;
  /** The names of its snapshots. */
  snapshots(): string[];
  /** @throws ControlError where there is no snapshot of this name */
  dropSnapshot(name: string): Promise<void>;
  /** Sends a request without a connection, as `app.inject` of Fastify does. */
  inject(request: InjectOptions | string): Promise<LightMyRequestResponse>;
}

/** A sandbox of one's own. */
export interface NamedSandbox extends SandboxHandle, AsyncDisposable {
  /** Drops it, with all that it has. */
  drop(): void;
}

type Inject = (request: InjectOptions) => Promise<LightMyRequestResponse>;

const faultsOf = (sandbox: () => Sandbox): FaultsHandle => ({
  add: (fault) => sandbox().faults.add(readFault(fault)),
  list: () => sandbox().faults.list(),
  get: (id) => sandbox().faults.get(id),
  remove: (id) => sandbox().faults.remove(id),
  clear: () => sandbox().faults.clear(),
});

const requestsOf = (sandbox: () => Sandbox): RequestsHandle => ({
  // A copy: what a program does with it changes nothing that others see.
  find: (query = {}) => structuredClone(sandbox().journal.find(filterOf(query))),
  count: (query = {}) => sandbox().journal.find(filterOf(query)).length,
  clear: () => sandbox().journal.clear(),
  follow: (read, query = {}) => {
    const isMeant = filterOf(query);
    return sandbox().journal.follow((entry) => {
      // What the reader throws is its own affair, and none of the request's.
      if (isMeant(entry)) queueMicrotask(() => read(entry));
    });
  },
});

const exportOf = async (sandbox: Sandbox): Promise<Fixture> => {
  const held = sandbox.hold();
  try {
    const { exportRows } = await import('../fixtures/write/export.js');
    const collections = Object.entries(exportRows(held.contents)).map(([name, rows]) => [name, [...rows]] as const);
    return Object.fromEntries(collections.filter(([, rows]) => rows.length > 0));
  } finally {
    held.release();
  }
};

/**
 * What a program does with a sandbox.
 *
 * @param url of the emulator
 */
export const handleOf = (sandboxes: SandboxRegistry, name: string, url: string, inject: Inject): NamedSandbox => {
  const sandbox = () => sandboxes.get(name);
  const take = async (method: 'load' | 'patch', input: FixtureInput) => {
    // What reads fixtures is loaded when some are read: an emulator is to start fast.
    const { readInput } = await import('../fixtures/read/input.js');
    const problems: Problem[] = [];
    const files = await readInput(input, problems);
    return sandbox()[method](files, problems);
  };
  const drop = (): void => {
    sandboxes.drop(name);
  };
  sandbox();
  return {
    name,
    url: name === DEFAULT_SANDBOX ? url : `${url}/@${name}`,
    get data() {
      return sandbox().data;
    },
    get settings() {
      return sandbox().settings;
    },
    faults: faultsOf(sandbox),
    requests: requestsOf(sandbox),
    warnings: () => sandbox().warnings.list(),
    clearWarnings: () => sandbox().warnings.clear(),
    load: (fixture) => take('load', fixture),
    patch: (fixture) => take('patch', fixture),
    export: () => exportOf(sandbox()),
    configure: (settings) => sandbox().configure(settings),
    reset: () => sandbox().reset(),
    snapshot: (snapshot) => sandbox().saveSnapshot(snapshot),
    restore: (snapshot) => sandbox().restoreSnapshot(snapshot),
    snapshots: () => sandbox().snapshots,
    dropSnapshot: (snapshot) => sandbox().dropSnapshot(snapshot),
    inject: (request) => {
      const options = typeof request === 'string' ? { url: request } : request;
      return inject({ ...options, headers: { ...options.headers, [SANDBOX_HEADER]: name } });
    },
    drop,
    [Symbol.asyncDispose]: async () => {
      // The default one cannot be dropped; to who is done with it, that is the same.
      if (name === DEFAULT_SANDBOX) await sandbox().reset();
      else drop();
    },
  };
};
