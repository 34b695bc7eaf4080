import type { FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { buildApp } from './app.js';
import { completeSettings, defaults, type Settings } from './config.js';
import type { World } from './esb/gateway.js';
import type { CmdbData } from './cmdb/data.js';
import { originOf } from './fixtures/resolve.js';
import type { Readiness } from './health.js';
import { Loader } from './loading.js';
import { loggerOptions } from './logger.js';
import { Store } from './store/store.js';
import type { Summary } from './store/write.js';

/** Settings of an emulator, all of them optional. See `Settings` for each, its unit and its default. */
export type EmulatorOptions = Partial<Settings>;

/** A running emulator. */
export interface Emulator extends AsyncDisposable {
  /** Where it listens, without a closing slash: `http://127.0.0.1:41234`. */
  readonly url: string;
  /** What it answers from. */
  readonly data: Summary;
  /** Parameters for `list_process_instance` that give processes; undefined where the data has none. */
  readonly example: { bk_biz_id: number; service_instance_id: number } | undefined;
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
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
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

const stop = async (app: FastifyInstance, loader: Loader, store: Store, closeSilent: () => void): Promise<void> => {
  // A keep-alive connection with a request in flight is idle, and in the way, once that is answered.
  const sweep = setInterval(() => {
    app.server.closeIdleConnections();
    closeSilent();
  }, SWEEP_MS);
  await Promise.all([app.close(), loader.stop()]);
  clearInterval(sweep);
  store.close();
};

/**
 * Starts an emulator and waits until it has loaded its data. Several can run in one process.
 *
 * @throws UsageError where an option is unknown, or its value is none of its choices
 * @throws StoreError where the database cannot be used
 * @throws FixtureError where the fixtures cannot be loaded
 * @throws the error of `listen`, such as `EADDRINUSE`, where the port cannot be had
 */
export const createEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const settings = completeSettings(options, { ...defaults, port: 0, logLevel: 'silent' });
  const store = Store.open(settings.db);
  let loaded!: (summary: Summary) => void;
  let failed!: (error: unknown) => void;
  const ready = new Promise<Summary>((resolve, reject) => {
    loaded = resolve;
    failed = reject;
  });
  let status: Readiness['status'] = 'loading';

  const world: World<CmdbData> = {
    contract: settings.contract,
    auth: settings.auth,
    get accounts() {
      return store.data;
    },
    get backend() {
      return store.data;
    },
  };
  const app = buildApp({
    world,
    ready,
    readiness: () => ({
      status,
      contract: settings.contract,
      auth: settings.auth,
      seed: (store.summary ?? originOf(settings)).seed,
      data: store.summary ?? null,
      refused: loader.refusal,
    }),
    cors: settings.cors,
    bodyLimit: settings.bodyLimit,
    logger: await loggerOptions(settings),
    version: VERSION,
  });
  const loader = new Loader(store, settings, app.log);
  const closeSilent = silentConnections(app);
  let closing: Promise<void> | undefined;
  const close = (graceMs = GRACE_MS): Promise<void> => {
    status = 'stopping';
    closing ??= stop(app, loader, store, closeSilent);
    const impatience = setTimeout(() => app.server.closeAllConnections(), graceMs);
    return closing.finally(() => clearTimeout(impatience));
  };
  try {
    await app.listen({ host: settings.host, port: settings.port });
    loaded(await loader.start());
  } catch (error) {
    failed(error);
    await close(0);
    throw error;
  }
  status = 'ready';

  return {
    url: urlOf(app),
    get data() {
      return store.summary as Summary;
    },
    get example() {
      return store.data.someServiceInstance();
    },
    close,
    [Symbol.asyncDispose]: () => close(),
  };
};
