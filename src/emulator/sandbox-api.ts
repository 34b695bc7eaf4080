import type { Fixture, FixtureInput } from '../fixtures/read/read-input.js';
import type { RowKind, RowList, RowQuery } from '../model/row-list.js';
import type { Problem } from '../util/problem.js';
import { DEFAULT_SANDBOX, SANDBOX_HEADER } from '../sandboxes/sandbox-name.js';
import type { FaultSpec, FaultState } from '../faults/spec/fault-spec.js';
import { readFault } from '../faults/spec/read-fault.js';
import { pageOf, selectionOf, type EntryPage, type EntryQuery } from '../journal/entry-filter.js';
import type { AnsweredRequest, Entry } from '../journal/entry.js';
import { countEntries, findEntries } from '../journal/find-entries.js';
import type { ExpectedRequest, ExpectedRequests, MatchedRequests } from '../journal/verify/expected-requests.js';
import { readExpected } from '../journal/verify/read-expected.js';
import { Verification } from '../journal/verify/verification.js';
import type { LoadedData, SandboxData } from '../sandboxes/sandbox-dataset.js';
import type { Sandbox } from '../sandboxes/sandbox.js';
import type { SandboxSettings } from '../sandboxes/sandbox-settings.js';
import type { SandboxRegistry } from '../sandboxes/sandbox-registry.js';
import type { Warning } from '../journal/warnings.js';
import type { InjectReply, InjectRequest } from './inject-into.js';

/** The faults of a sandbox (contract section 7). */
export interface FaultsHandle {
  /**
   * Adds a fault.
   *
   * @throws FaultSpecError with everything that is wrong with it
   * @throws FaultBoundError if there are 100 already
   */
  add(fault: FaultSpec): FaultState;
  list(): FaultState[];
  get(id: string): FaultState | undefined;
  /** @returns whether there was one of this id */
  remove(id: string): boolean;
  clear(): void;
}

/** The journal of a sandbox: its last thousand requests, or as many as `journalSize` and `journalBytes` say. */
export interface RequestsHandle {
  /** The requests that match the query, or a page of them, the oldest first. Default: all. */
  find(query?: EntryPage): Entry[];
  count(query?: EntryQuery): number;
  /** A request with its reply; undefined if the journal has none with this id. */
  get(id: number): Promise<AnsweredRequest | undefined>;
  /**
   * Verifies that requests came as expected.
   *
   * @param expected one request, or several in `requests`
   * @returns the requests that came
   * @throws RequestsDifferError with a problem for each that did not; it names the nearest requests
   * @throws ControlError if the expected requests cannot be understood
   */
  verify(expected: ExpectedRequest | ExpectedRequests): MatchedRequests;
  clear(): void;
  /**
   * Calls `read` for each request that matches, until the sandbox is dropped.
   *
   * @returns stops it
   */
  follow(read: (entry: Entry) => void, query?: EntryQuery): () => void;
}

/**
 * A sandbox, for the program that runs the emulator. If it does not exist, or was dropped, it is made when it is used; this
 * fails with a ControlError if there are too many sandboxes and none is empty. After `close`, journal, warnings, settings,
 * faults and the counts of the data can still be read; what needs the data itself, or changes anything, fails with the
 * ControlError `EMULATOR_CLOSED`.
 */
export interface SandboxHandle {
  readonly name: string;
  /** The ESB's address for clients, without a closing slash. */
  readonly url: string;
  /** The data that it answers from: counts, digest, origin. */
  readonly data: SandboxData;
  /** How it answers. */
  readonly settings: SandboxSettings;
  readonly faults: FaultsHandle;
  readonly requests: RequestsHandle;
  /** Under `documented`: the calls that `cmdb-3.14` would refuse or answer differently, the first thousand. */
  warnings(): Warning[];
  clearWarnings(): void;
  /**
   * Replaces its data.
   *
   * @throws FixtureError with all problems; the data is as it was
   */
  load(fixture: FixtureInput): Promise<LoadedData>;
  /**
   * Adds rows to its data. A row with the id of another one replaces it.
   *
   * @throws FixtureError with all problems; the data is as it was
   */
  patch(fixture: FixtureInput): Promise<LoadedData>;
  /** Its data as a fixture. If it is loaded again, the replies are the same, byte for byte. */
  export(): Promise<Fixture>;
  /**
   * Lists rows of its data, in pages.
   *
   * @throws ControlError if a filter is not one of the kind, or has a wrong value
   */
  rows(kind: RowKind, query?: RowQuery): Promise<RowList>;
  /** Changes how it answers. */
  configure(settings: Partial<SandboxSettings>): void;
  /** Returns to the baseline: data, faults, journal, warnings and settings. Snapshots stay. */
  reset(): Promise<SandboxData>;
  /**
   * Saves data, faults and settings under a name.
   *
   * @throws ControlError if the name is not allowed, or there are 100 already
   */
  snapshot(name: string): Promise<void>;
  /** @throws ControlError if there is no snapshot of this name */
  restore(name: string): Promise<SandboxData>;
  /** The names of its snapshots. */
  snapshots(): string[];
  /** @throws ControlError if there is no snapshot of this name */
  dropSnapshot(name: string): Promise<void>;
  /** Sends a request without a connection, as `app.inject` of Fastify does. */
  inject(request: InjectRequest | string): Promise<InjectReply>;
}

/** A sandbox that can be dropped. */
export interface NamedSandbox extends SandboxHandle, AsyncDisposable {
  /** Drops the sandbox with its data, faults, journal and snapshots. */
  drop(): void;
}

type Inject = (request: InjectRequest) => Promise<InjectReply>;

/** Returns a sandbox. */
type Find = () => Sandbox;

/** @param open fails if the emulator is closed */
const faultsOf = (sandbox: Find, open: Find): FaultsHandle => ({
  add: (fault) => open().faults.add(readFault(fault)),
  list: () => sandbox().faults.list(),
  get: (id) => sandbox().faults.get(id),
  remove: (id) => open().faults.remove(id),
  clear: () => open().faults.clear(),
});

/** @param open fails if the emulator is closed */
const requestsOf = (sandbox: Find, open: Find): RequestsHandle => ({
  find: (query = {}) => findEntries(sandbox().journal, pageOf(query)),
  count: (query = {}) => countEntries(sandbox().journal, selectionOf(query)),
  get: async (id) => sandbox().journal.read(id),
  verify: (expected) => {
    const verification = new Verification(readExpected(expected, 'requests.verify'));
    for (const entry of findEntries(sandbox().journal, selectionOf({}))) verification.add(entry);
    return verification.finish();
  },
  clear: () => open().journal.clear(),
  follow: (read, query = {}) => {
    const { after, matches } = selectionOf(query);
    return open().journal.follow({
      read: (stored) => {
        const entry = stored.read();
        if (stored.id <= after || (matches !== undefined && !matches(entry))) return;
        // Later, so that an error of the reader does not fail the request.
        void Promise.resolve().then(() => read(entry));
      },
      emptied: () => undefined,
      end: () => undefined,
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
 * The in-process API of a sandbox.
 *
 * @param url the emulator's address
 */
export const createSandboxApi = (
  sandboxes: SandboxRegistry,
  name: string,
  url: string,
  inject: Inject,
): NamedSandbox => {
  const sandbox = () => sandboxes.getForControl(name);
  /** The sandbox, for what needs its data or changes it. After the end, it can only be read. */
  const open = (): Sandbox => {
    sandboxes.throwIfClosed();
    return sandbox();
  };
  const take = async (method: 'load' | 'patch', input: FixtureInput) => {
    sandboxes.throwIfClosed();
    // The reader of fixtures is loaded when it is needed, so that a start is fast.
    const { readInput } = await import('../fixtures/read/read-input.js');
    const problems: Problem[] = [];
    const files = await readInput(input, problems);
    return sandbox()[method](files, problems);
  };
  const drop = (): void => {
    sandboxes.throwIfClosed();
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
    faults: faultsOf(sandbox, open),
    requests: requestsOf(sandbox, open),
    warnings: () => [...sandbox().warnings.list()],
    clearWarnings: () => open().warnings.clear(),
    load: (fixture) => take('load', fixture),
    patch: (fixture) => take('patch', fixture),
    export: async () => exportOf(open()),
    rows: async (kind, query = {}) => open().rows(kind, query),
    configure: (settings) => open().configure(settings),
    reset: async () => open().reset(),
    snapshot: async (snapshot) => open().saveSnapshot(snapshot),
    restore: async (snapshot) => open().restoreSnapshot(snapshot),
    snapshots: () => sandbox().snapshots,
    dropSnapshot: async (snapshot) => open().dropSnapshot(snapshot),
    inject: async (request) => {
      sandboxes.throwIfClosed();
      const options = typeof request === 'string' ? { url: request } : request;
      return inject({ ...options, headers: { ...options.headers, [SANDBOX_HEADER]: name } });
    },
    drop,
    [Symbol.asyncDispose]: async () => {
      // At the end of a block, the emulator may have been closed before.
      if (sandboxes.isClosed) return;
      // The default sandbox cannot be dropped.
      if (name === DEFAULT_SANDBOX) await sandbox().reset();
      else drop();
    },
  };
};
