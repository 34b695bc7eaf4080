import type { FastifyInstance } from 'fastify';
import { setMaxListeners } from 'node:events';
import { CheckingThread } from '../fixtures/worker/checking-thread.js';
import { buildApp } from '../server/app.js';
import { Connections } from '../server/connections.js';
import type { DatabaseDamage, Readiness } from '../server/health.js';
import type { Settings } from '../settings/settings.js';
import { Store } from '../store/datasets/store.js';
import type { Log } from '../util/log.js';
import { hideSecrets } from '../util/secrets/hide-secrets.js';
import { createLog } from './create-log.js';
import { EmulatorSandboxes, readFaults } from './emulator-sandboxes.js';
import { originOf } from './initial-data/origin.js';
import { packagedDatabase } from './initial-data/packaged.js';
import { Loader } from './loader.js';
import { openUpstream } from '../upstream/open-upstream.js';
import { maskedNames } from '../settings/check-upstream.js';
import { VERSION } from './version.js';

/** The parts of an emulator. */
export interface EmulatorParts {
  app: FastifyInstance;
  store: Store;
  loader: Loader;
  sandboxes: EmulatorSandboxes;
  /** Aborted when the emulator closes. */
  closing: AbortController;
  connections: Connections;
  /** Closes the servers that listen beside that of the app. */
  closeBeside: () => Promise<unknown>;
  /** Closes the connections to the upstream. */
  closeUpstream: () => Promise<void>;
  log: Log;
}

/**
 * Makes the parts of an emulator. Nothing listens yet, and no data is loaded.
 *
 * @param ready resolves when the data is loaded
 * @param controlToken what requests must show to control the emulator; undefined for nothing
 * @throws FixtureError if the faults to begin with cannot be loaded
 * @throws StoreError if the database cannot be used
 */
export const assemble = async (
  settings: Settings,
  ready: Promise<unknown>,
  status: () => Readiness['status'],
  controlToken: string | undefined,
): Promise<EmulatorParts> => {
  const { contract, auth, cors, bodyLimit, requestTimeout, host } = settings;
  const faults = await readFaults(settings.faults);
  const log = createLog(settings);
  const store = Store.open(settings.db ?? packagedDatabase(settings));
  const thread = new CheckingThread();
  const sandboxes = new EmulatorSandboxes(settings, { store, thread, faults, log });
  const loader = new Loader(store, settings, thread, log);
  const upstream = await openUpstream({ ...settings, masked: maskedNames(settings.mask) }, log);
  const closing = new AbortController();
  // Every reply that is held back listens, and so does every stream.
  setMaxListeners(0, closing.signal);
  let damage: DatabaseDamage | null = null;
  store.onDamage = (error) => {
    const [message, message_zh] = [error.message, error.summary('zh')].map(hideSecrets) as [string, string];
    damage = { at: new Date().toISOString(), message, message_zh };
    // If it is met during the start, the start fails with this message.
    if (status() === 'ready') log.error({}, error.message);
  };
  const app = buildApp({
    sandboxes: sandboxes.registry,
    contract,
    ready,
    closing: closing.signal,
    access: { token: controlToken, host },
    readiness: () => ({
      status: damage !== null && status() === 'ready' ? 'damaged' : status(),
      contract,
      auth,
      seed: (store.summary ?? originOf(settings)).seed,
      data: store.summary ?? null,
      refused: loader.refusal,
      damage,
    }),
    cors,
    bodyLimit,
    requestTimeout,
    upstream: upstream && { answers: upstream.answers, mode: settings.upstreamMode },
    log,
    version: VERSION,
  });
  return {
    app,
    store,
    loader,
    sandboxes,
    closing,
    connections: new Connections(app.server),
    closeBeside: () => Promise.resolve(),
    closeUpstream: () => upstream?.close() ?? Promise.resolve(),
    log,
  };
};
