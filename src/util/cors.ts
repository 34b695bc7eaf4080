import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** One day. Without it, browsers send a preflight request for each page load. */
const PREFLIGHT_MAX_AGE_S = 86_400;

/**
 * True if pages of an origin may call.
 *
 * @param allowed an origin such as `http://localhost:3000`, or `*` for any
 */
export const isAllowed = (origin: string, allowed: string): boolean => allowed === '*' || origin === allowed;

/**
 * Lets pages of other origins call the routes of `app`, also with cookies. It changes nothing for requests without an
 * `Origin`, because these do not come from a page.
 *
 * @param allowed an origin such as `http://localhost:3000`, or `*` for any
 * @param methods the allowed methods
 */
export const allowOrigins = async (
  app: FastifyInstance,
  allowed: string,
  methods: readonly string[] = ['GET', 'POST'],
): Promise<void> => {
  await app.register(cors, {
    // Browsers send cookies only if the reply names the origin itself, not `*`.
    origin: (origin, callback) => callback(null, origin !== undefined && isAllowed(origin, allowed)),
    credentials: true,
    methods: [...methods],
    maxAge: PREFLIGHT_MAX_AGE_S,
    strictPreflight: false,
  });
};
