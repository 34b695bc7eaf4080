import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** A day: browsers ask again for each page load otherwise. */
const PREFLIGHT_GOOD_FOR_S = 86_400;

/**
 * Lets pages of other origins call what is registered on `app`, with cookies too. Requests without an `Origin`, which
 * come from no page, see nothing of it.
 *
 * @param allowed an origin such as `http://localhost:3000`, or `*` for any
 * @param methods what they may call with
 */
export const allowOrigins = async (
  app: FastifyInstance,
  allowed: string,
  methods: string[] = ['GET', 'POST'],
): Promise<void> => {
  await app.register(cors, {
    // Answering with the origin itself and not with `*` is what lets a page send its cookies along.
    origin: (origin, callback) => callback(null, origin !== undefined && (allowed === '*' || origin === allowed)),
    credentials: true,
    methods,
    maxAge: PREFLIGHT_GOOD_FOR_S,
    strictPreflight: false,
  });
};
