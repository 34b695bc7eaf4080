/** Lets pieces of work that must not overlap come one after the other. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  /** Does a piece of work once those before it are done, whether they went well or not. */
  runExclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
