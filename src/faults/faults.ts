import { createRandom, type Random } from '../demo/random.js';
import type { Params } from '../esb/component.js';
import type { Stage, DueFault, FaultedCall, Effect } from '../esb/call/due-fault.js';
import type { Failure } from './catalogue/catalogue.js';
import { customFailure } from './catalogue/custom-failure.js';
import type { FaultSpec, FaultState } from './spec/fault-spec.js';
import { samplerOf, type Sampler } from './latency-sampler.js';
import { matches } from '../util/matches.js';

/** Most faults of a sandbox. Every call is compared with each of them. */
export const MOST_FAULTS = 100;

/** The sandbox has the most faults that it may have. */
export class FaultBoundError extends Error {
  override readonly name = 'FaultBoundError';
  constructor() {
    super(`there are ${MOST_FAULTS} faults, and no more fit into a sandbox; remove one that is no longer needed`);
  }
}

/** A fault and its counts. These also determine its further random choices, which depend on the seed and on `seen` alone. */
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

/** A fault of a sandbox, with its counts and its random choices. */
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

  /** The fault as due for the last seen call; undefined if it is not due. */
  due(): DueFault<Backend> | undefined {
    const { skip = 0, probability = 1 } = this.spec;
    if (this.seen <= skip || this.left === 0) return undefined;
    // The random numbers of a call depend on its number alone, not on the fate of other calls.
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

/** The faults of a sandbox (contract section 7). */
export class Faults<Backend> {
  readonly #catalogue: readonly Failure<Backend>[];
  /** The faults by id, in the order of their addition. */
  readonly #faults = new Map<string, Fault<Backend>>();
  /** The number of the last added fault. */
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
   * Adds a fault after the others. Its id is the next of f1, f2, …; ids are used again only after `clear` or `restore`.
   *
   * @param spec a fault from `readFault`
   * @throws FaultBoundError if there are 100 faults
   */
  add(spec: FaultSpec): FaultState {
    if (this.size >= MOST_FAULTS) throw new FaultBoundError();
    this.#last += 1;
    return this.#put({ number: this.#last, spec, seen: 0, struck: 0 }).state();
  }

  /** All faults, in the order of their addition. */
  list(): FaultState[] {
    return Array.from(this.#faults.values(), (fault) => fault.state());
  }

  /** @returns undefined if there is no fault with this id */
  get(id: string): FaultState | undefined {
    return this.#faults.get(id)?.state();
  }

  /** @returns true if there was a fault with this id */
  remove(id: string): boolean {
    return this.#faults.delete(id);
  }

  /** Removes all faults. The next is f1 again. */
  clear(): void {
    this.#faults.clear();
    this.#last = 0;
  }

  /**
   * Finds the fault for a call: the first that matches and is due. All faults that match count the call as seen. The due one
   * counts it as struck when its effect is made.
   *
   * @param app the app code; empty if the call has none
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

  /** The current faults with their counts. A snapshot never changes, and any sandbox can restore it. */
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
   * Replaces the faults by those of a snapshot. Ids, counts and random choices continue as they did after the snapshot.
   */
  restore({ last, records }: FaultsSnapshot): void {
    this.#faults.clear();
    this.#last = last;
    for (const record of records) this.#put(record);
  }
}
