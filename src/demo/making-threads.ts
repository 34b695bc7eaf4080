import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Packed } from '../store/packed.js';
import type { Share } from './packing.js';

/** How many packs of a thread may wait to be taken: some megabytes each. */
const AHEAD = 2;

const ENTRY = new URL('./making-thread-entry.js', import.meta.url);

type Answers = AsyncIterator<[Packed | undefined], undefined>;

class MakingThread {
  readonly #worker: Worker;
  readonly #answers: Answers;

  constructor(share: Share) {
    this.#worker = new Worker(ENTRY, { workerData: share });
    this.#answers = on(this.#worker, 'message', { close: ['exit'] }) as Answers;
    for (let asked = 0; asked < AHEAD; asked += 1) this.#worker.postMessage('next');
  }

  /** @returns nothing at the end */
  async next(): Promise<Packed | undefined> {
    const { done, value } = await this.#answers.next();
    if (done === true) throw new Error('a thread that makes service instances has stopped');
    this.#worker.postMessage('next');
    return value[0];
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}

/**
 * Makes the service instances of a generated set in threads of their own, while those that are made are written: to make
 * one takes twice as long as to write it.
 */
export class MakingThreads {
  readonly #threads: readonly MakingThread[];

  constructor(order: Omit<Share, 'share' | 'shares'>, shares: number) {
    this.#threads = Array.from({ length: shares }, (_, share) => new MakingThread({ ...order, share, shares }));
  }

  /** What they make, in order, once. */
  async *packs(): AsyncGenerator<Packed> {
    const next = (turn: number) => (this.#threads[turn % this.#threads.length] as MakingThread).next();
    let turn = 0;
    for (let packed = await next(turn); packed !== undefined; packed = await next(turn)) {
      yield packed;
      turn += 1;
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }
}
