import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
// Imports, so that fake timers of a test in the same process do not stop the client.
import { clearTimeout, setTimeout } from 'node:timers';
import { Pool } from 'undici';
import { pathBeforeApi } from '../target/path-before-api.js';
import { replyHeaders, requestHeaders } from './headers.js';

/** Most connections to the upstream at a time. More requests wait for one. */
const MOST_CONNECTIONS = 256;

/** A request as it goes on. */
export interface ForwardedRequest {
  method: string;
  /** Path and query, as they came. */
  target: string;
  /** Names and values in turn, as they came. */
  rawHeaders: readonly string[];
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Aborted if nobody waits for the reply any more. */
  signal: AbortSignal;
}

/** The reply of an upstream, whose body still comes. */
export interface UpstreamReply {
  status: number;
  headers: Record<string, string | string[]>;
  body: Readable;
}

/** The time in which an upstream must begin to answer, and may then be silent, is over. */
export class UpstreamTimeout extends Error {}

/** The address of an upstream. */
export interface UpstreamAddress {
  origin: string;
  host: string;
  port: number;
  /** Comes before the path of each request; empty if there is none. */
  prefix: string;
}

/** @param url as the setting `upstream` allows it */
export const addressOf = (url: string): UpstreamAddress => {
  const { origin, protocol, hostname, port, pathname } = new URL(url);
  const usual = protocol === 'https:' ? 443 : 80;
  return { origin, host: hostname, port: port === '' ? usual : Number(port), prefix: pathBeforeApi(pathname) };
};

/** Sends requests to the live ESB behind the emulator. */
export class UpstreamClient {
  readonly address: UpstreamAddress;
  /** Seconds. */
  readonly timeout: number;
  readonly #pool: Pool;

  constructor(url: string, timeout: number) {
    this.address = addressOf(url);
    this.timeout = timeout;
    this.#pool = new Pool(this.address.origin, {
      connections: MOST_CONNECTIONS,
      // Each request has a connection of its own, as those of the ESB have, so that none meets one that is just closed.
      pipelining: 0,
      bodyTimeout: timeout * 1000,
      // The timer below has the whole time, that of waiting for a connection included.
      headersTimeout: 0,
      connectTimeout: 0,
    });
  }

  /**
   * Sends a request. Follows no redirect, and never sends it twice.
   *
   * @param look reads what it needs of the reply, for which the time counts, too
   * @throws UpstreamTimeout if that takes longer than the timeout
   * @throws the error of the HTTP library
   */
  async send<T>(request: ForwardedRequest, look: (reply: UpstreamReply) => Promise<T>): Promise<T> {
    const over = new AbortController();
    const timer = setTimeout(
      () => over.abort(new UpstreamTimeout(`no answer within ${this.timeout} seconds`)),
      this.timeout * 1000,
    );
    return this.#send(request, look, over.signal).finally(() => clearTimeout(timer));
  }

  async #send<T>(
    { method, target, rawHeaders, body, signal }: ForwardedRequest,
    look: (reply: UpstreamReply) => Promise<T>,
    timeout: AbortSignal,
  ): Promise<T> {
    try {
      const reply = await this.#pool.request({
        method,
        path: this.address.prefix + target,
        headers: requestHeaders(rawHeaders),
        body: body.length === 0 ? null : body,
        signal: AbortSignal.any([timeout, signal]),
      });
      // An error of the body is met where it is read. Without a listener it would end the process.
      reply.body.on('error', () => undefined);
      const headers = replyHeaders(reply.headers);
      return await look({ status: reply.statusCode, headers, body: reply.body });
    } catch (error) {
      throw timeout.aborted ? (timeout.reason as Error) : error;
    }
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}
