import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Pipeline } from './pipeline.js';

/** Enough for the cookies of a browser that has visited many BlueKing apps. Node's own limit is 16 KiB. */
const MAX_HEADER_BYTES = 64 * 1024;
/**
 * Longer than clients keep an idle connection in their pools (Java's HTTP client: 20 minutes), so that none sends a request
 * over a connection that is just being closed.
 */
const KEEP_ALIVE_MS = 30 * 60 * 1000;
/** How often Node looks for requests that take too long to arrive, in milliseconds. */
const LOOK_MS = 1000;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers pipelined requests a bounded number at a time. Any other request is answered at once. */
const inPipelines = (answer: Listener): Listener => {
  const pipelines = new WeakMap<Socket, Pipeline>();
  const pipelineOf = (socket: Socket): Pipeline => {
    const pipeline = pipelines.get(socket) ?? new Pipeline(socket);
    pipelines.set(socket, pipeline);
    return pipeline;
  };
  return (request, response) => {
    if (response.socket !== null) answer(request, response);
    else pipelineOf(request.socket).add(response, () => answer(request, response));
  };
};

/** Answers `Expect: 100-continue` in the turn of the request. Node itself would write it into the replies before. */
const withContinue =
  (answer: Listener): Listener =>
  (request, response) => {
    const proceed = () => {
      response.writeContinue();
      answer(request, response);
    };
    if (response.socket !== null) proceed();
    else response.once('socket', proceed);
  };

/**
 * Makes the HTTP server of an emulator.
 *
 * @param answer Fastify's listener to requests
 * @param requestTimeout seconds in which a request must have arrived whole; 0 for any time
 */
export const createHttpServer = (answer: Listener, requestTimeout: number): Server => {
  const server = http.createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      requestTimeout: requestTimeout * 1000,
      headersTimeout: requestTimeout * 1000,
      connectionsCheckingInterval: LOOK_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    inPipelines(answer),
  );
  server.on('checkContinue', inPipelines(withContinue(answer)));
  // By default Node keeps about a thousand headers, and drops the others silently, even Content-Length.
  server.maxHeadersCount = 0;
  return server;
};
