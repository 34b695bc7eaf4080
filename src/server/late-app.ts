import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { withRealTicks } from '../util/async/with-real-ticks.js';

/**
 * A handler that passes requests, with their bodies, to a second app. The app is loaded at the first request, because
 * most runs never need it and loading it takes long (figures in decisions/0013).
 */
export const lateApp = (app: FastifyInstance, load: () => Promise<FastifyInstance>) => {
  let loaded: Promise<FastifyInstance> | undefined;
  app.addHook('onClose', async () => (await loaded)?.close());
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.hijack();
    const late = await (loaded ??= withRealTicks(load));
    late.routing(request.raw, reply.raw);
  };
};
