/** A promise holds its result, and a load's is all its rows. */
const forget = (): void => undefined;

/** Runs tasks that must not overlap, in the order in which they come. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs a task after those before it, whether they succeeded or failed. */
  runExclusive<T>(task: () => T | Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.then(forget, forget);
    return result;
  }
}
