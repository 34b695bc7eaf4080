import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import { fileURLToPath } from 'node:url';
import { sendNotFound } from '../esb/http/fixed-replies.js';
import { sendSecurityHeaders } from '../util/security-headers.js';

/** The built files of the page. The sources of `page` are built into this folder. */
const FILES = fileURLToPath(new URL('../../dist/console/page', import.meta.url));

/**
 * The app of the console: the page at `/console/`, and its files. Whoever reaches the emulator gets them; they hold no data. The
 * page asks the control API for all that it shows.
 */
export const consoleApp = async (): Promise<FastifyInstance> => {
  const app = Fastify({
    // Fastify takes the timer from the globals, which fake timers of a test replace.
    pluginTimeout: 0,
    routerOptions: { ignoreDuplicateSlashes: true },
    exposeHeadRoutes: true,
  });
  app.setNotFoundHandler((_request, reply) => sendNotFound(reply));
  await sendSecurityHeaders(app);
  // The addresses in the page are relative, so that it works below a sandbox's name and below a proxy's path.
  app.get('/console', (_request, reply) => reply.redirect('console/'));
  await app.register(fastifyStatic, {
    root: FILES,
    prefix: '/console/',
    cacheControl: false,
    setHeaders: (reply, path) => {
      // The names of all other files change with their contents.
      const isPage = path.endsWith('.html');
      void reply.header('cache-control', isPage ? 'no-cache' : 'public, max-age=31536000, immutable');
    },
  });
  await app.ready();
  return app;
};
