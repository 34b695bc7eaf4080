import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { Readable } from 'node:stream';
import { withRealTicks } from '../util/async/with-real-ticks.js';

const isText = (payload: unknown): payload is string | Buffer =>
  typeof payload === 'string' || Buffer.isBuffer(payload);

const isStream = (payload: object): boolean => 'resume' in payload || payload instanceof FormData;

/**
 * Gives the body of a request as a stream. light-my-request sends any other body with the global `setImmediate`, which fake
 * timers of a test replace.
 */
const withStream = (request: InjectOptions): InjectOptions => {
  const { payload = request.body, headers } = request;
  if (payload === undefined || (!isText(payload) && isStream(payload))) return request;
  const bytes = Buffer.from(isText(payload) ? payload : JSON.stringify(payload));
  return {
    ...request,
    headers: {
      ...(isText(payload) ? {} : { 'content-type': 'application/json' }),
      'content-length': bytes.length,
      ...headers,
    },
    payload: Readable.from([bytes]),
  };
};

/** Sends requests to an app without a connection, also while fake timers of a test run. */
export const injectInto =
  (app: FastifyInstance) =>
  (request: InjectOptions): Promise<LightMyRequestResponse> =>
    withRealTicks(() => app.inject(withStream(request)));
