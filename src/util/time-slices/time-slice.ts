import { setImmediate as nextTurn } from 'node:timers/promises';
import { monotonicNow } from '../clock.js';

/** How long one turn of the event loop may take, in milliseconds. */
const SLICE_MS = 10;

/**
 * Divides long work into turns of the event loop, so that a server answers other requests meanwhile. Ask `isOver` at each
 * step, and await `next` if it is.
 */
export class TimeSlice {
  #end = monotonicNow() + SLICE_MS;

  get isOver(): boolean {
    return monotonicNow() > this.#end;
  }

  async next(): Promise<void> {
    await nextTurn();
    this.#end = monotonicNow() + SLICE_MS;
  }
}
