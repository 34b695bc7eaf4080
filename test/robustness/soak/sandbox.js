/** A sandbox of a soak: what it holds, and whether an answer is right. */
import { countOf, isPageOf, isProcessesOf } from './generation.js';
import { Timeline } from './timeline.js';

/** A sandbox without data of its own answers from the baseline. */
export const BASELINE = 'baseline';

/**
 * @typedef {object} State
 * @property {number | 'baseline'} base a generation
 * @property {Map<number, number>} patches the generations of service instances that were patched
 */

export class SoakedSandbox {
  /** How often each failure was asked for, and seen. */
  asked = {};
  seen = {};

  /** @param {string} name @param {Timeline} baseline of generations */
  constructor(name, baseline) {
    this.name = name;
    this.baseline = baseline;
    this.timeline = new Timeline({ base: BASELINE, patches: new Map() });
  }

  get prefix() {
    return `/@${this.name}`;
  }

  see(failure) {
    this.seen[failure] = (this.seen[failure] ?? 0) + 1;
  }

  ask(failure, times) {
    this.asked[failure] = (this.asked[failure] ?? 0) + times;
  }

  /** The data sets that it may have answered from: their size, and the generation of each service instance. */
  #possible(from, until) {
    return this.timeline.between(from, until).flatMap(({ base, patches }) => {
      const bases = base === BASELINE ? this.baseline.between(from, until) : [base];
      return bases.map((generation) => ({
        count: countOf(generation),
        generationOf: (id) => patches.get(id) ?? generation,
      }));
    });
  }

  /** True if a reply to a request is that of one data set that it held meanwhile. */
  isRight(request, data, from, until) {
    const { service_instance_id: id } = request;
    return this.#possible(from, until).some(({ count, generationOf }) =>
      id === undefined ? isPageOf(data, count, generationOf, request) : isProcessesOf(data, generationOf(id), id),
    );
  }
}
