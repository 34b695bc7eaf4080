import type { FastifyPluginCallback } from 'fastify';
import type { AuthMode, Contract } from '../model/contract.js';
import type { Problem } from '../util/problem.js';
import type { Summary } from '../store/datasets/summary.js';

/** Why changed fixtures were not loaded. The data from before is served on. */
export interface LoadRefusal {
  /** When, as ISO 8601. */
  at: string;
  message: string;
  /** The first hundred; empty if the fixtures are not the reason. */
  problems: readonly Problem[];
}

/** Damage in the database file. */
export interface DatabaseDamage {
  /** When it was met, as ISO 8601. */
  at: string;
  /** Names the file and the way out. */
  message: string;
}

/** The state of a running emulator, as `/readyz` shows it. */
export interface Readiness {
  /**
   * `loading` until the fixtures are loaded and checked, `stopping` while it closes, `damaged` if a query has met damage in
   * the database file.
   */
  status: 'loading' | 'ready' | 'damaged' | 'stopping';
  contract: Contract;
  auth: AuthMode;
  /** Seed of the generated data; null if the data comes from fixtures alone. */
  seed: number | null;
  /** Rows by kind, the origin of the data, and a digest of it; null while loading. */
  data: Summary | null;
  /** Why watched fixtures that have changed were not loaded; null if there is nothing wrong. */
  refused: LoadRefusal | null;
  /** When a query met damage in the database file, and the way out; null if none did. */
  damage: DatabaseDamage | null;
}

/** `GET /healthz`: 200 while the process is up. `GET /readyz`: 200 when the data is loaded, 503 otherwise. */
export const health =
  (readiness: () => Readiness): FastifyPluginCallback =>
  (app, _options, done) => {
    const method = ['GET', 'HEAD'];
    app.route({ method, url: '/healthz', handler: () => ({ status: 'up' }) });
    app.route({
      method,
      url: '/readyz',
      handler: (_request, reply) => {
        const state = readiness();
        return reply.code(state.status === 'ready' ? 200 : 503).send(state);
      },
    });
    done();
  };
