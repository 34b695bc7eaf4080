import type { FastifyPluginCallback, RouteHandler } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type { AuthMode, Contract } from '../model/contract.js';
import type { ShownProblem } from '../util/problem.js';
import { allowOrigins } from '../util/cors.js';
import type { Summary } from '../store/datasets/summary.js';
import { PLAIN_HEADERS } from './plain-headers.js';

/** Why changed fixtures were not loaded. The data from before is served on. */
export interface LoadRefusal {
  /** When, as ISO 8601. */
  at: string;
  message: string;
  /** The message in Chinese. */
  message_zh: string;
  /** The first hundred; empty if the fixtures are not the reason. */
  problems: readonly ShownProblem[];
}

/** Damage in the database file. */
export interface DatabaseDamage {
  /** When it was met, as ISO 8601. */
  at: string;
  /** Names the file and the way out. */
  message: string;
  /** The message in Chinese. */
  message_zh: string;
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

/**
 * `GET /healthz`: 200 while the process is up. `GET /readyz`: 200 when the data is loaded, 503 otherwise. Anybody is told the
 * status, because health checks come under any name and without a token. The rest names files of this machine.
 *
 * @param cors the origin of pages that may ask; `*` for any
 * @param mayKnow true if a request with these headers may know the whole state
 */
export const health =
  (
    readiness: () => Readiness,
    cors: string,
    mayKnow: (headers: IncomingHttpHeaders) => boolean,
  ): FastifyPluginCallback =>
  (app, _options, done) => {
    app.addHook('onRequest', (_request, reply, next) => {
      void reply.headers(PLAIN_HEADERS);
      next();
    });
    const serve = (prefix: string, handler: RouteHandler): void => {
      // A scope for each, because the plugin routes all OPTIONS below its prefix.
      void app.register(
        async (scope) => {
          await allowOrigins(scope, cors);
          scope.route({ method: ['GET', 'HEAD'], url: '/', handler });
        },
        { prefix },
      );
    };
    serve('/healthz', () => ({ status: 'up' }));
    serve('/readyz', ({ headers }, reply) => {
      const state = readiness();
      const { status } = state;
      return reply.code(status === 'ready' ? 200 : 503).send(mayKnow(headers) ? state : { status });
    });
    done();
  };
