import type { FastifyInstance } from 'fastify';
import type { AuthMode, Contract } from '../model/contract.js';
import type { Problem } from '../util/problem.js';
import type { Summary } from '../store/write.js';

/** Why fixtures that have changed were not loaded; what was loaded before is served on. */
export interface Refusal {
  /** When, as ISO 8601. */
  at: string;
  message: string;
  /** The first hundred; empty where the fixtures themselves are not to blame. */
  problems: readonly Problem[];
}

/** What `/readyz` tells of a running emulator. */
export interface Readiness {
  /** `loading` until the fixtures are loaded and checked, `stopping` once it was told to stop. */
  status: 'loading' | 'ready' | 'stopping';
  contract: Contract;
  auth: AuthMode;
  /** Seed of the generated data; null where the data is fixtures alone. */
  seed: number | null;
  /** Rows by kind, where they come from, and a digest of them; null while loading. */
  data: Summary | null;
  /** Why fixtures that are watched have changed and were not loaded; null where nothing is wrong. */
  refused: Refusal | null;
}

/** `GET /healthz`: the process is up. `GET /readyz`: 200 once there is data to answer from, 503 otherwise. */
export const healthRoutes = (app: FastifyInstance, readiness: () => Readiness): void => {
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
};
