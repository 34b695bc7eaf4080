import type { FastifyInstance } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
// Imports, so that fake timers of a test in the same process do not stop the server.
import { clearTimeout, setTimeout } from 'node:timers';
import { isLoopback } from '../control/access.js';
import type { FixtureInput } from '../fixtures/read/read-input.js';
import { DEFAULT_SANDBOX } from '../sandboxes/sandbox-name.js';
import type { Readiness } from '../server/health.js';
import { listen } from '../server/listen.js';
import { completeSettings } from '../settings/complete-settings.js';
import { DEFAULT_SETTINGS, type Settings } from '../settings/settings.js';
import { deferred } from '../util/async/deferred.js';
import { withRealTicks } from '../util/async/with-real-ticks.js';
import { writeAddress } from './address-file.js';
import { assemble } from './assemble.js';
import { injectInto } from './inject-into.js';
import { createSandboxApi, type NamedSandbox, type SandboxHandle } from './sandbox-api.js';
import { shutDown } from './shut-down.js';

/** Settings of an emulator, all of them optional. See `Settings` for each, its unit and its default. */
export interface EmulatorOptions extends Partial<Omit<Settings, 'fixtures'>> {
  /** The data to answer from, to which `reset` returns. Default: the documentation's examples and demo data. */
  fixtures?: FixtureInput | undefined;
}

/** A running emulator. Its properties of a sandbox are those of the default one, which answers requests that name none. */
export interface Emulator extends SandboxHandle, AsyncDisposable {
  /** Parameters for `list_process_instance` that find processes; undefined if the data has none. */
  readonly example: { bk_biz_id: number; service_instance_id: number } | undefined;
  /** How the database differed at the start from the fixtures that were given; undefined if it did not. */
  readonly difference: string | undefined;
  /** The token that requests below `/__emulator` must show; undefined if none is needed. */
  readonly controlToken: string | undefined;
  /**
   * A sandbox with its own data, faults, journal, contract and auth mode. It is made when it is first used.
   *
   * @param name letters, digits, `.`, `_` and `-`, beginning with a letter or a digit; 64 at most
   * @throws ControlError if the name is not allowed, or there are too many sandboxes and none is empty
   */
  sandbox(name: string): NamedSandbox;
  /** The names of all sandboxes, `default` first. */
  sandboxes(): string[];
  /**
   * Stops the emulator. Requests in flight are answered first. If it is called again, the shorter time counts.
   *
   * @param graceMs milliseconds after which connections with a request in flight are closed, too. Default 8000
   */
  close(graceMs?: number): Promise<void>;
}

const GRACE_MS = 8000;

const urlOf = (app: FastifyInstance): string => {
  const { address, family, port } = app.server.address() as AddressInfo;
  // A server that listens on all addresses is called on one of them.
  const host = address === '::' || address === '0.0.0.0' ? '127.0.0.1' : family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
};

/** Beyond loopback, a token is required. If none is set, one is generated. */
const controlTokenOf = ({ controlToken, host }: Settings): string | undefined =>
  controlToken ?? (isLoopback(host) ? undefined : randomBytes(18).toString('base64url'));

const startEmulator = async (options: EmulatorOptions): Promise<Emulator> => {
  const { fixtures = [], ...others } = options;
  const given: Partial<Settings> = { ...others, fixtures: [fixtures].flat() };
  const settings = completeSettings(given, { ...DEFAULT_SETTINGS, port: 0, logLevel: 'silent' });
  const ready = deferred<unknown>();
  const controlToken = controlTokenOf(settings);
  let status: Readiness['status'] = 'loading';
  const parts = await assemble(settings, ready.promise, () => status, controlToken);
  const { app, store, loader, sandboxes, log } = parts;
  let closed: Promise<void> | undefined;
  let removeAddress = (): void => undefined;
  const close = (graceMs = GRACE_MS): Promise<void> => {
    status = 'stopping';
    removeAddress();
    closed ??= shutDown(parts);
    const impatience = setTimeout(() => app.server.closeAllConnections(), graceMs);
    return closed.finally(() => clearTimeout(impatience));
  };
  try {
    parts.closeBeside = await listen(app, settings);
    if (store.current === undefined) log.info({ url: urlOf(app) }, 'listens, and loads its data');
    const summary = await loader.start();
    // A first query, so that a start fails if it meets damage in the database file.
    store.data.processes.firstOwner();
    ready.resolve(summary);
  } catch (error) {
    ready.reject(error);
    await close(0);
    throw error;
  }
  status = 'ready';

  const url = urlOf(app);
  if (settings.addressFile !== undefined) removeAddress = writeAddress(settings.addressFile, url, log);
  const sandbox = (name: string): NamedSandbox => createSandboxApi(sandboxes.registry, name, url, injectInto(app));
  const main = sandbox(DEFAULT_SANDBOX);
  return {
    ...main,
    get data() {
      return main.data;
    },
    get settings() {
      return main.settings;
    },
    get example() {
      sandboxes.registry.throwIfClosed();
      return store.data.processes.firstOwner();
    },
    difference: loader.difference,
    controlToken,
    sandbox,
    sandboxes: () => sandboxes.registry.list().map(({ name }) => name),
    close,
    [Symbol.asyncDispose]: () => close(),
  };
};

/**
 * Starts an emulator and waits until its data is loaded. Several can run in one process.
 *
 * @throws UsageError if an option is unknown, or its value is not allowed
 * @throws StoreError if the database cannot be used
 * @throws FixtureError if the fixtures, or the faults to begin with, cannot be loaded
 * @throws ListenError if it cannot listen at its address, such as `LISTEN_PORT_IN_USE`
 */
export const createEmulator = (options: EmulatorOptions = {}): Promise<Emulator> =>
  withRealTicks(() => startEmulator(options));
