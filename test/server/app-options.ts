import { createLog } from '../../src/emulator/create-log.js';
import type { SandboxRegistry } from '../../src/sandboxes/sandbox-registry.js';
import type { AppOptions } from '../../src/server/app.js';
import type { Readiness } from '../../src/server/health.js';

/** The options of an app with these sandboxes that is in order otherwise. */
export const appOptions = (
  sandboxes: SandboxRegistry,
  { status = 'ready', ...options }: Partial<AppOptions> & { status?: Readiness['status'] } = {},
): AppOptions => ({
  sandboxes,
  contract: 'documented',
  access: { token: undefined, host: '127.0.0.1' },
  closing: new AbortController().signal,
  ready: Promise.resolve(),
  readiness: () => ({
    status,
    contract: 'documented',
    auth: 'off',
    seed: 1,
    data: null,
    refused: null,
    damage: null,
  }),
  cors: '*',
  bodyLimit: 1000,
  requestTimeout: 60,
  log: createLog({ logLevel: 'silent', pretty: false }),
  upstream: undefined,
  version: '0',
  ...options,
});
