import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { withRealTicks } from '../util/async/with-real-ticks.js';

/**
 * A handler that passes requests, with their bodies, to a second app. The app is loaded at the first request, because
 * most runs never need it and loading it takes long (figures in decisions/0013).
 */
export const lateApp = (app: FastifyInstance, load: () => Promise<FastifyInstance>) => {
  let loaded: Promise<FastifyInstance> | undefined;
  app.addHook('onClose', async () => {
    const late = await loaded?.catch(() => undefined);
    await late?.close();
  });
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const late = await (loaded ??= withRealTicks(load));
    // After the loading, so that the request gets an error if that fails.
    reply.hijack();
    late.routing(request.raw, reply.raw);
  };
};
