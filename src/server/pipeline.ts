import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Most requests of one connection that are answered at a time, beside the one whose reply has its turn. */
export const MOST_AHEAD = 100;

/** The requests of one connection that have come before the replies to earlier ones were sent. */
export class Pipeline {
  readonly #socket: Socket;
  /** How many requests are being answered, or have a reply that waits for its turn. */
  #ahead = 0;
  /** Requests that wait for one of these to have its turn. */
  readonly #held: (() => void)[] = [];

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /**
   * Lets a request be answered, or holds it back. While one is held back, the connection is not read.
   *
   * @param response has no socket yet: Node gives it the socket when it is its turn
   * @param answer begins to answer the request
   */
  add(response: ServerResponse, answer: () => void): void {
    response.once('socket', () => this.#advance());
    if (this.#ahead < MOST_AHEAD) {
      this.#ahead += 1;
      answer();
    } else if (this.#held.push(answer) === 1) {
      // At the end of a request Node resumes reading. All requests that were read together are parsed before this.
      void Promise.resolve().then(() => this.#socket.pause());
    }
  }

  /** A reply has its turn, so another request may be answered. */
  #advance(): void {
    const next = this.#held.shift();
    if (next === undefined) {
      this.#ahead -= 1;
      return;
    }
    next();
    if (this.#held.length === 0) this.#socket.resume();
  }
}
