import { inspect } from 'node:util';
import type { Settings } from './config.js';
import { FixtureError } from './fixtures/problem.js';
import { StoreError } from './store/connection.js';

/** What to tell a person when the port cannot be had, by the code of the error. */
const LISTENING: Record<string, (at: Pick<Settings, 'host' | 'port'>) => string> = {
  EADDRINUSE: ({ host, port }) => `port ${port} on ${host} is in use; choose another one with --port, or 0 for any`,
  EACCES: ({ host, port }) => `port ${port} on ${host} may not be used; choose another one with --port`,
  EADDRNOTAVAIL: ({ host }) => `${host} is no address of this machine; see --host`,
  ENOTFOUND: ({ host }) => `${host} is no address of this machine; see --host`,
};

/** Why an emulator did not start, for people: what is wrong, where, and the way out. */
export const explainFailure = (error: unknown, settings: Pick<Settings, 'host' | 'port'>): string => {
  if (error instanceof StoreError || error instanceof FixtureError) return error.message;
  const { code = '' } = error as { code?: string };
  // What nobody thought of is a mistake of the emulator's, and its stack helps to mend it.
  return LISTENING[code]?.(settings) ?? inspect(error);
};
