import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import { withRealTicks } from '../util/async/with-real-ticks.js';

/** A request that is sent without a connection. */
export interface InjectRequest {
  /** Default: GET. */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  /** Path and query. */
  url: string;
  headers?: Record<string, string | string[] | undefined>;
  /** Parameters to add to the query. */
  query?: Record<string, string | string[]>;
  /** The body: text, bytes, streams and forms as they are, anything else as JSON. */
  payload?: string | Uint8Array | object;
  /** Another name of `payload`. */
  body?: string | Uint8Array | object;
}

/** The reply to a request without a connection. */
export interface InjectReply {
  statusCode: number;
  headers: Record<string, string | string[] | number | undefined>;
  body: string;
  /** Another name of `body`. */
  payload: string;
  /** The body as bytes. */
  rawPayload: Uint8Array;
  /** The body read as JSON; the caller knows its type. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as Fastify has it
  json<Body = unknown>(): Body;
}

const isText = (payload: unknown): payload is string | Uint8Array =>
  typeof payload === 'string' || payload instanceof Uint8Array;

const isStream = (payload: object): boolean => 'resume' in payload || payload instanceof FormData;

/**
 * Gives the body of a request as a stream. light-my-request sends any other body with the global `setImmediate`, which fake
 * timers of a test replace.
 */
const withStream = (request: InjectRequest) => {
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
  (request: InjectRequest): Promise<InjectReply> =>
    withRealTicks(() => app.inject(withStream(request)));
