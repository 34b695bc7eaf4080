import { createRandom, type Random } from '../util/random.js';
import type { DueFault, Effect, FaultedCall, Stage } from '../calls/fault/due-fault.js';
import type { Params } from '../calls/component.js';
import { recordedName } from '../model/component-names.js';
import { matches } from '../util/json/matches.js';
import type { Failure } from './catalogue/catalogue.js';
import { customFailure } from './catalogue/custom-failure.js';
import { samplerOf, type Sampler } from './latency-sampler.js';
import type { FaultSpec, FaultState } from './spec/fault-spec.js';

/** A fault and its counts. These also determine its further random choices, which depend on the seed and on `seen` alone. */
export interface FaultRecord {
  readonly number: number;
  readonly spec: FaultSpec;
  readonly seen: number;
  readonly struck: number;
}

/** A fault of a sandbox, with its counts and its random choices. */
export class Fault<Backend> {
  readonly spec: FaultSpec;
  readonly number: number;
  readonly stage: Stage;
  seen: number;
  struck: number;
  readonly #effect: (call: FaultedCall<Backend>, fault: FaultSpec) => Effect;
  readonly #component: string | undefined;
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
    this.#component = spec.component === undefined ? undefined : recordedName(spec.component);
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

  /** Its present counts, from which an equal fault can be made. */
  record(): FaultRecord {
    const { number, spec, seen, struck } = this;
    return { number, spec, seen, struck };
  }

  /** True if a call is within the scope of the fault. */
  appliesTo(component: string, app: string, params: Params): boolean {
    const { spec } = this;
    return (
      (this.#component ?? component) === component &&
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
