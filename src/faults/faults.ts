import { createRandom, type Random } from '../demo/random.js';
import type { Params } from '../esb/component.js';
import type { Stage, DueFault, FaultedCall, Effect } from '../esb/call/due-fault.js';
import type { Failure } from './catalogue/catalogue.js';
import { customFailure } from './catalogue/custom-failure.js';
import type { FaultSpec, FaultState } from './spec/fault-spec.js';
import { samplerOf, type Sampler } from './latency-sampler.js';
import { matches } from '../util/matches.js';

/** How many faults a sandbox has at a time: every call is held against each of them. */
export const MOST_FAULTS = 100;

/** There is no room for another fault. */
export class FaultBoundError extends Error {
  override readonly name = 'FaultBoundError';
  constructor() {
    super(`there are ${MOST_FAULTS} faults, and no more fit into a sandbox; remove one that is no longer needed`);
  }
}

/** A fault and what came of it so far. The chance it is subject to hangs on its seed and on `seen`, and so is in here too. */
interface FaultRecord {
  readonly number: number;
  readonly spec: FaultSpec;
  readonly seen: number;
  readonly struck: number;
}

/** The faults of a sandbox at one moment, for `Faults.restore`. */
export interface FaultsSnapshot {
  readonly last: number;
  readonly records: readonly FaultRecord[];
}

/** A fault, ready to strike. */
class Fault<Backend> {
  readonly spec: FaultSpec;
  readonly number: number;
  readonly stage: Stage;
  seen: number;
  struck: number;
  readonly #effect: (call: FaultedCall<Backend>, fault: FaultSpec) => Effect;
  readonly #delay: Sampler;
  readonly #random: Random;

  constructor({ number, spec, seen, struck }: FaultRecord, catalogue: readonly Failure<Backend>[]) {
    this.number = number;
    this.spec = spec;
    this.seen = seen;
    this.struck = struck;
    const listed = catalogue.find(({ name }) => name === spec.name);
    const failure: Pick<Failure<Backend>, 'stage' | 'effect' | 'latency'> = listed ?? customFailure(spec);
    this.stage = failure.stage;
    this.#effect = failure.effect;
    this.#delay = samplerOf(spec.latency ?? failure.latency);
    this.#random = createRandom(spec.seed ?? number);
  }

  get id(): string {
    return `f${this.number}`;
  }

  get left(): number | null {
    return this.spec.times === undefined ? null : this.spec.times - this.struck;
  }

  state(): FaultState {
    return { id: this.id, ...this.spec, seen: this.seen, struck: this.struck, left: this.left };
  }

  concerns(component: string, app: string, params: Params): boolean {
    const { spec } = this;
    return (
      (spec.component ?? component) === component &&
      (spec.app ?? app) === app &&
      (spec.parameters === undefined || matches(spec.parameters, params))
    );
  }

  /** What strikes the call that was seen last, if it is due. */
  due(): DueFault<Backend> | undefined {
    const { skip = 0, probability = 1 } = this.spec;
    if (this.seen <= skip || this.left === 0) return undefined;
    // Each call has numbers of its own: whether other calls were struck, or by what, makes no difference.
    this.#random.at('strike', this.seen);
    if (this.#random.next() >= probability) return undefined;
    return {
      fault: { id: this.id, name: this.spec.name },
      stage: this.stage,
      delayMs: this.#delay(() => this.#random.next()),
      effect: (call) => {
        this.struck += 1;
        return this.#effect(call, this.spec);
      },
    };
  }
}

/** The failures on demand of a sandbox (contract section 7). */
export class Faults<Backend> {
  readonly #catalogue: readonly Failure<Backend>[];
  /** By id, in the order in which they were added. */
  readonly #faults = new Map<string, Fault<Backend>>();
  /** The number of the fault that was added last. */
  #last = 0;

  constructor(catalogue: readonly Failure<Backend>[]) {
    this.#catalogue = catalogue;
  }

  get size(): number {
    return this.#faults.size;
  }

  #put(record: FaultRecord): Fault<Backend> {
    const fault = new Fault(record, this.#catalogue);
    this.#faults.set(fault.id, fault);
    return fault;
  }

  /**
   * Adds a fault, behind those that are there. Its id is the next of f1, f2, …: none comes twice until `clear` or `restore`.
   *
   * @param spec as `readFault` gave it
   * @throws FaultBoundError where there are 100 already
   */
  add(spec: FaultSpec): FaultState {
    if (this.size >= MOST_FAULTS) throw new FaultBoundError();
    this.#last += 1;
    return this.#put({ number: this.#last, spec, seen: 0, struck: 0 }).state();
  }

  /** All faults, in the order in which they were added. */
  list(): FaultState[] {
    return Array.from(this.#faults.values(), (fault) => fault.state());
  }

  /** @returns undefined where there is no fault of this id */
  get(id: string): FaultState | undefined {
    return this.#faults.get(id)?.state();
  }

  /** @returns whether there was a fault of this id */
  remove(id: string): boolean {
    return this.#faults.delete(id);
  }

  /** Removes all faults. The next is f1 again. */
  clear(): void {
    this.#faults.clear();
    this.#last = 0;
  }

  /**
   * What strikes a call: the first fault that matches it and is due. All that match count it as seen; the one that strikes
   * counts it as struck once its effect is asked.
   *
   * @param app the app's code; empty where the call names none
   */
  due(component: { name: string }, app: string, params: Params): DueFault<Backend> | undefined {
    let due: DueFault<Backend> | undefined;
    for (const fault of this.#faults.values()) {
      if (!fault.concerns(component.name, app, params)) continue;
      fault.seen += 1;
      due ??= fault.due();
    }
    return due;
  }

  /** The faults as they are now, what they have counted included. It never changes, and fits any sandbox. */
  snapshot(): FaultsSnapshot {
    const records = Array.from(this.#faults.values(), ({ number, spec, seen, struck }) => ({
      number,
      spec,
      seen,
      struck,
    }));
    return { last: this.#last, records };
  }

  /**
   * Puts the faults of a snapshot in place of those that are there. All goes on as it did then: ids, counts, and which calls
   * chance picks.
   */
  restore({ last, records }: FaultsSnapshot): void {
    this.#faults.clear();
    this.#last = last;
    for (const record of records) this.#put(record);
  }
}
