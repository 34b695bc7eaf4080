import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** A page may load its own files alone, and nobody may put it into a frame. */
const PAGE_POLICY = {
  useDefaults: false,
  directives: {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  },
};

/**
 * Sends the headers that keep browsers from misusing the pages and replies of `app`. Only apps that are loaded late use it,
 * because loading the plugin takes time. `server/plain-headers.ts` has the headers of the others.
 */
export const sendSecurityHeaders = async (app: FastifyInstance): Promise<void> => {
  await app.register(helmet, {
    contentSecurityPolicy: PAGE_POLICY,
    xFrameOptions: { action: 'deny' },
    // A page that sends no referrer at all may send "Origin: null", which control refuses.
    referrerPolicy: { policy: 'same-origin' },
    // The emulator speaks plain HTTP.
    strictTransportSecurity: false,
  });
};
