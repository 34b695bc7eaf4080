import type { FastifyInstance } from 'fastify';
import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { buildApp } from '../server/app.js';
import { completeSettings } from '../settings/complete-settings.js';
import { DEFAULT_SETTINGS, type Settings } from '../settings/settings.js';
import { DEFAULT_SANDBOX } from '../sandboxes/sandbox-name.js';
import { handleOf, type NamedSandbox, type SandboxHandle } from './sandbox-api.js';
import { isLoopback } from '../control/access.js';
import { CheckingThread } from '../fixtures/worker/checking-thread.js';
import type { FixtureInput } from '../fixtures/read/input.js';
import { packagedDatabase } from './initial-data/packaged.js';
import { originOf } from './initial-data/origin.js';
import type { Readiness } from '../server/health.js';
import { Loader } from './loader.js';
import type { Log } from '../util/log.js';
import { createLog } from './logger.js';
import { readFaults, Sandboxing } from './sandboxing.js';
import { Store } from '../store/datasets/store.js';

/** Settings of an emulator, all of them optional. See `Settings` for each, its unit and its default. */
export interface EmulatorOptions extends Partial<Omit<Settings, 'fixtures'>> {
  /** What it answers from, and what `reset` returns to. Default: the documentation's examples and demo data. */
  fixtures?: FixtureInput | undefined;
}

/** A running emulator. What it has of a sandbox is the default one's, which requests are for that name none. */
export interface Emulator extends SandboxHandle, AsyncDisposable {
  /** Parameters for `list_process_instance` that give processes; undefined where the data has none. */
  readonly example: { bk_biz_id: number; service_instance_id: number } | undefined;
  /** What requests below `/__emulator` have to show; undefined where nothing is wanted. */
  readonly controlToken: string | undefined;
  /**
   * A sandbox of its own: data, faults, journal, contract, auth mode. It comes into being when it is first used.
   *
   * @param name letters, digits, `.`, `_` and `-`, beginning with a letter or a digit; 64 at most
   * @throws ControlError where that is no name
   */
  sandbox(name: string): NamedSandbox;
  /** The names of all sandboxes, `default` first. */
  sandboxes(): string[];
  /**
   * Stops it: requests in flight are answered first. Called again, it takes the shorter of the times.
   *
   * @param graceMs milliseconds after which connections are closed although a request is in flight. Default 8000
   */
  close(graceMs?: number): Promise<void>;
}

const GRACE_MS = 8000;
const SWEEP_MS = 20;

const readVersion = (): string => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
};

/** The version of this package. */
export const VERSION = readVersion();

const urlOf = (app: FastifyInstance): string => {
  const { address, family, port } = app.server.address() as AddressInfo;
  // Listening everywhere is no address to call.
  const host = address === '::' || address === '0.0.0.0' ? '127.0.0.1' : family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
};

/** Connections that have not sent anything yet, which Node does not count among the idle ones. */
const silentConnections = (app: FastifyInstance): (() => void) => {
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  };
};

/** What an emulator is made of. */
interface Parts {
  app: FastifyInstance;
  store: Store;
  loader: Loader;
  sandboxing: Sandboxing;
  closing: AbortController;
  closeSilent: () => void;
  log: Log;
}

const stop = async ({ app, store, loader, sandboxing, closing, closeSilent }: Parts): Promise<void> => {
  closing.abort();
  // A keep-alive connection with a request in flight is idle, and in the way, once that is answered.
  const sweep = setInterval(() => {
    app.server.closeIdleConnections();
    closeSilent();
  }, SWEEP_MS);
  await Promise.all([app.close(), loader.stop()]);
  clearInterval(sweep);
  sandboxing.close();
  store.close();
};

/** Something that is promised, and the means to keep the promise. */
const deferred = <T>() => {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((keep, give) => {
    resolve = keep;
    reject = give;
  });
  return { promise, resolve, reject };
};

/** Where others can reach it, nobody is to control it who was not told how. */
const controlTokenOf = ({ controlToken, host }: Settings): string | undefined =>
  controlToken ?? (isLoopback(host) ? undefined : randomBytes(18).toString('base64url'));

const assemble = async (
  settings: Settings,
  ready: Promise<unknown>,
  status: () => Readiness['status'],
  token: string | undefined,
): Promise<Parts> => {
  const faults = await readFaults(settings.faults);
  const log = createLog(settings);
  const store = Store.open(settings.db ?? packagedDatabase(settings));
  const thread = new CheckingThread();
  const closing = new AbortController();
  // Every reply that is held back, and every stream, listens.
  setMaxListeners(0, closing.signal);
  const { contract, auth, cors, bodyLimit, host } = settings;
  const app = buildApp({
    sandboxes: () => sandboxing.sandboxes,
    contract,
    ready,
    closing: closing.signal,
    access: { token, host },
    readiness: () => ({
      status: status(),
      contract,
      auth,
      seed: (store.summary ?? originOf(settings)).seed,
      data: store.summary ?? null,
      refused: loader.refusal,
    }),
    cors,
    bodyLimit,
    log,
    version: VERSION,
  });
  const sandboxing = new Sandboxing(settings, { store, thread, faults, log });
  const loader = new Loader(store, settings, thread, log);
  return { app, store, loader, sandboxing, closing, closeSilent: silentConnections(app), log };
};

/**
 * Starts an emulator and waits until it has loaded its data. Several can run in one process.
 *
 * @throws UsageError where an option is unknown, or its value is none of its choices
 * @throws StoreError where the database cannot be used
 * @throws FixtureError where the fixtures, or the faults to begin with, cannot be loaded
 * @throws the error of `listen`, such as `EADDRINUSE`, where the port cannot be had
 */
export const createEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const { fixtures = [], ...others } = options;
  const given: Partial<Settings> = { ...others, fixtures: [fixtures].flat() };
  const settings = completeSettings(given, { ...DEFAULT_SETTINGS, port: 0, logLevel: 'silent' });
  const ready = deferred<unknown>();
  const controlToken = controlTokenOf(settings);
  let status: Readiness['status'] = 'loading';
  const parts = await assemble(settings, ready.promise, () => status, controlToken);
  const { app, store, loader, sandboxing, log } = parts;
  let closing: Promise<void> | undefined;
  const close = (graceMs = GRACE_MS): Promise<void> => {
    status = 'stopping';
    closing ??= stop(parts);
    const impatience = setTimeout(() => app.server.closeAllConnections(), graceMs);
    return closing.finally(() => clearTimeout(impatience));
  };
  try {
    await app.listen({ host: settings.host, port: settings.port });
    if (store.current === undefined) log.info({ url: urlOf(app) }, 'listens, and loads its data');
    ready.resolve(await loader.start());
  } catch (error) {
    ready.reject(error);
    await close(0);
    throw error;
  }
  status = 'ready';

  const url = urlOf(app);
  const { sandboxes } = sandboxing;
  const handle = (name: string): NamedSandbox => handleOf(sandboxes, name, url, (request) => app.inject(request));
  return Object.defineProperties(
    handle(DEFAULT_SANDBOX),
    Object.getOwnPropertyDescriptors({
      get example() {
        return store.data.processes.firstOwner();
      },
      controlToken,
      sandbox: handle,
      sandboxes: () => sandboxes.list().map(({ name }) => name),
      close,
      [Symbol.asyncDispose]: () => close(),
    }),
  ) as unknown as Emulator;
};
