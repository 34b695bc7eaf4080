import type { DueFault } from '../calls/fault/due-fault.js';
import type { Params } from '../calls/component.js';
import { ControlError } from '../util/control-error.js';
import { MemoryBudget } from '../util/memory/memory-budget.js';
import type { Failure } from './catalogue/catalogue.js';
import { bytesOfFault } from './fault-bytes.js';
import { Fault, type FaultRecord } from './fault.js';
import type { FaultSpec, FaultState } from './spec/fault-spec.js';

/** Most faults of a sandbox. Every call is compared with each of them. */
export const MOST_FAULTS = 100;

/** The sandbox has the most faults that it may have. */
export class FaultBoundError extends ControlError {
  override readonly name = 'FaultBoundError';
  constructor() {
    super(409, { code: 'FAULT_TOO_MANY', most: MOST_FAULTS });
  }
}

/** Counts faults in memory. Sandboxes and snapshots share a spec, which counts once. */
export const holdFaults = (memory: MemoryBudget, specs: readonly FaultSpec[]): void => {
  for (const spec of specs) memory.hold(spec, bytesOfFault);
};

export const releaseFaults = (memory: MemoryBudget, specs: readonly FaultSpec[]): void => {
  for (const spec of specs) memory.release(spec);
};

/** The faults of a sandbox at one moment, for `Faults.restore`. */
export interface FaultsSnapshot {
  readonly last: number;
  readonly records: readonly FaultRecord[];
}

/** The faults of a sandbox (contract section 7). */
export class Faults<Backend> {
  readonly #catalogue: readonly Failure<Backend>[];
  readonly #memory: MemoryBudget;
  /** The faults by id, in the order of their addition. */
  readonly #faults = new Map<string, Fault<Backend>>();
  /** The number of the last added fault. */
  #last = 0;

  /** @param memory counts their bytes. Default: no bound */
  constructor(catalogue: readonly Failure<Backend>[], memory = new MemoryBudget()) {
    this.#catalogue = catalogue;
    this.#memory = memory;
  }

  get size(): number {
    return this.#faults.size;
  }

  /** The specs of all faults, in the order of their addition. */
  get specs(): FaultSpec[] {
    return Array.from(this.#faults.values(), ({ spec }) => spec);
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
   * @throws ControlError 507 if there is no room in memory
   */
  add(spec: FaultSpec): FaultState {
    if (this.size >= MOST_FAULTS) throw new FaultBoundError();
    holdFaults(this.#memory, [spec]);
    this.#last += 1;
    return this.#put({ number: this.#last, spec, seen: 0, struck: 0 }).state();
  }

  /** All faults, in the order of their addition. */
  list(): FaultState[] {
    return Array.from(this.#faults.values(), (fault) => fault.state());
  }

  /** True if its faults are those of these specs, whatever their counts. */
  areMadeFrom(specs: readonly FaultSpec[]): boolean {
    return this.size === specs.length && this.specs.every((spec, index) => spec === specs[index]);
  }

  /** @returns undefined if there is no fault with this id */
  get(id: string): FaultState | undefined {
    return this.#faults.get(id)?.state();
  }

  /** @returns true if there was a fault with this id */
  remove(id: string): boolean {
    const found = this.#faults.get(id);
    if (found !== undefined) releaseFaults(this.#memory, [found.spec]);
    return this.#faults.delete(id);
  }

  /** Removes all faults. The next is f1 again. */
  clear(): void {
    releaseFaults(this.#memory, this.specs);
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
      if (!fault.appliesTo(component.name, app, params)) continue;
      fault.seen += 1;
      due ??= fault.due();
    }
    return due;
  }

  /** The current faults with their counts. A snapshot never changes, and any sandbox can restore it. */
  snapshot(): FaultsSnapshot {
    return { last: this.#last, records: Array.from(this.#faults.values(), (fault) => fault.record()) };
  }

  /**
   * Replaces the faults by those of a snapshot. Ids, counts and random choices continue as they did after the snapshot.
   */
  restore({ last, records }: FaultsSnapshot): void {
    const specs = records.map(({ spec }) => spec);
    holdFaults(this.#memory, specs);
    this.clear();
    this.#last = last;
    for (const record of records) this.#put(record);
  }
}
