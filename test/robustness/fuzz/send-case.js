/** Sends a case and checks the replies. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '../lib/connection.js';
import { checkReply } from './check-reply.js';

/** A reply that takes longer never comes. A check of a fixture is given up after some 30 s. */
const TIMEOUT_MS = 60_000;
/** How long a client that goes away stays. */
const STAY_MS = 20;
/** After this time, a client whose request may be incomplete ends its side of the connection. */
const END_MS = 50;
/** The same for a request to which something has come, which may be `100 Continue` alone. */
const LATEST_END_MS = 5000;

/** Closed before the reply; or in the middle of it, because the client has ended its side. */
const isClosed = ({ message }, hasClientEnded) =>
  message.startsWith('closed') ||
  (hasClientEnded && /^(a reply that breaks|chunks that break|a body of)/.test(message));

/** Connections to send cases on, one after another. */
export class Client {
  #port;
  #kept = undefined;

  constructor(port) {
    this.#port = port;
  }

  /** The connection of the case before, if it can be used again. */
  #connection() {
    const kept = this.#kept;
    this.#kept = undefined;
    if (kept?.isUsable) return kept;
    kept?.close();
    return new Connection(this.#port);
  }

  /**
   * @param {import('./cases.js').Case} sent
   * @returns {Promise<{ replies: number, ms: number }>}
   * @throws MalformedReply or NoReply
   */
  async send({ kind, parts, requests, replies: expected }) {
    // What may close the connection has one of its own.
    const isShared = expected === 'all';
    const connection = isShared ? this.#connection() : new Connection(this.#port);
    const started = performance.now();
    let replies = 0;
    const receive = async (request) => {
      const reply = await connection.receive({ isHead: request.method === 'HEAD', timeoutMs: TIMEOUT_MS });
      checkReply(reply, request, kind === 'call');
      replies += 1;
      return reply;
    };
    try {
      await connection.send(...parts);
      if (expected === 'none') await sleep(STAY_MS);
      if (expected === 'some') {
        // Some bytes are the beginning of a request. Node drops such a request when the client ends its side.
        const { socket } = connection;
        const timers = [
          setTimeout(() => socket.bytesRead > 0 || socket.end(), END_MS),
          setTimeout(() => socket.end(), LATEST_END_MS),
        ];
        await receive(requests[0]).catch((error) => {
          if (!isClosed(error, socket.writableEnded)) throw error;
        });
        timers.forEach(clearTimeout);
      }
      if (isShared) {
        let closes = false;
        for (const request of requests) closes = (await receive(request)).closes;
        connection.checkRest();
        if (!closes) this.#kept = connection;
      }
      return { replies, ms: performance.now() - started };
    } finally {
      if (this.#kept !== connection) connection.close();
    }
  }

  close() {
    this.#kept?.close();
    this.#kept = undefined;
  }
}
