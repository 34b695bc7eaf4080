import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { MOST_FIXTURE, MOST_JSON } from '../operation.js';
import { encodingOf } from './decompress.js';

/** Bodies up to this size, in bytes, do not wait for larger ones. */
const MOST_SMALL = 256 * 1024;
/** Bytes of small bodies that are in memory at a time. */
const ROOM_FOR_SMALL = 32 * 2 ** 20;
/** Bytes of other bodies that are in memory at a time: a largest one, or some others. */
const ROOM_FOR_LARGE = Math.max(MOST_FIXTURE, MOST_JSON);

/** Bodies that share some room, in the order of their arrival. */
class Queue {
  #room: number;
  readonly #waiting: { bytes: number; enter: () => void }[] = [];

  /** @param room bytes. No body needs more */
  constructor(room: number) {
    this.#room = room;
  }

  /** Resolves when there is room. */
  enter(bytes: number): Promise<void> {
    return new Promise((enter) => {
      this.#waiting.push({ bytes, enter });
      this.#letIn();
    });
  }

  leave(bytes: number): void {
    this.#room += bytes;
    this.#letIn();
  }

  #letIn(): void {
    for (let next = this.#waiting[0]; next !== undefined && next.bytes <= this.#room; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#room -= next.bytes;
      next.enter();
    }
  }
}

/**
 * Bounds the bytes of bodies that are in memory. A request waits with its body unread while there is no room, so that no
 * client fails because many load fixtures at once.
 */
export class BodyGate {
  readonly #small = new Queue(ROOM_FOR_SMALL);
  readonly #large = new Queue(ROOM_FOR_LARGE);

  /**
   * Waits until the body of a request has room, and gives the room back when the response is sent or its client is gone.
   *
   * @param limit the most bytes that are read of the body
   */
  async enter(
    { 'content-length': length, 'content-encoding': encoding }: IncomingHttpHeaders,
    limit: number,
    response: ServerResponse,
  ): Promise<void> {
    // A body of unknown length may have as many as are read, and so may a compressed one.
    const isKnown = length !== undefined && encodingOf(encoding) === '';
    const bytes = Math.min(isKnown ? Number(length) : limit, limit);
    const queue = bytes <= MOST_SMALL ? this.#small : this.#large;
    await queue.enter(bytes);
    if (response.closed) queue.leave(bytes);
    else response.once('close', () => queue.leave(bytes));
  }
}
