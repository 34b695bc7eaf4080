/** What a sandbox may have answered from at a time. */
export class Timeline {
  #states = [];

  constructor(state) {
    this.#states.push({ state, from: 0, until: Infinity });
  }

  /** The state after the last change. */
  get current() {
    return this.#states.at(-1).state;
  }

  /**
   * A change that is under way: until it is done, both the state before and the next may be seen.
   *
   * @param {(() => Promise<T>)} make
   * @returns {Promise<T>}
   * @template T
   */
  async change(state, make) {
    const next = { state, from: performance.now(), until: Infinity };
    this.#states.push(next);
    const result = await make();
    const now = performance.now();
    for (const other of this.#states) if (other !== next && other.until === Infinity) other.until = now;
    // Requests that are under way are not much older than this.
    if (this.#states.length > 200) this.#states.splice(0, 100);
    return result;
  }

  /** The states that could be seen between two times. */
  between(from, until) {
    return this.#states.filter((one) => one.from <= until && one.until >= from).map(({ state }) => state);
  }
}
