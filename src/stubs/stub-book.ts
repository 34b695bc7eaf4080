import type { Params } from '../calls/component.js';
import type { Stub } from '../model/stub.js';
import { isNumber } from '../util/json/is-number.js';
import { pathOfStub, readPath, type StubPath } from './stub-path.js';
import type { PlacedStub } from './stub-component.js';

/** A text that is equal for equal values; undefined for lists, maps and null. */
const keyOfValue = (value: unknown): string | undefined => {
  if (!isNumber(value) && typeof value !== 'string' && typeof value !== 'boolean') return undefined;
  const text = String(value);
  const number = Number(text);
  return Number.isNaN(number) ? text : String(number);
};

/** The stubs of one path. Many have a condition on the same parameter, so that they are found by its value. */
class PathStubs {
  readonly all: PlacedStub[] = [];
  /** By the name of a parameter, and the value that it must have. */
  readonly #byValue = new Map<string, Map<string, PlacedStub[]>>();
  /** Those without such a condition. */
  readonly #others: PlacedStub[] = [];

  add(placed: PlacedStub): void {
    this.all.push(placed);
    for (const [name, value] of Object.entries(placed.stub.when ?? {})) {
      const key = keyOfValue(value);
      if (key === undefined) continue;
      const values = this.#byValue.get(name) ?? new Map<string, PlacedStub[]>();
      const alike = values.get(key) ?? [];
      alike.push(placed);
      this.#byValue.set(name, values.set(key, alike));
      return;
    }
    this.#others.push(placed);
  }

  /** The stubs that may match parameters, in their order. */
  for(params: Params): PlacedStub[] {
    const found = [...this.#others];
    for (const [name, values] of this.#byValue) {
      const key = keyOfValue(params[name]);
      if (key !== undefined) found.push(...(values.get(key) ?? []));
    }
    return found.sort((one, other) => one.position - other.position);
  }
}

/** The stubs of a data set, by their paths. */
export class StubBook {
  readonly #byPath = new Map<string, PathStubs>();

  /** @param stubs as a store holds them, which were checked */
  constructor(stubs: Iterable<Stub>) {
    let position = 0;
    for (const stub of stubs) {
      position += 1;
      const address = readPath(pathOfStub(stub.path) as string) as StubPath;
      const known = this.#byPath.get(address.path) ?? new PathStubs();
      this.#byPath.set(address.path, known);
      known.add({ stub, position, address });
    }
  }

  get paths(): readonly string[] {
    return [...this.#byPath.keys()];
  }

  /** All stubs, path by path. */
  get all(): PlacedStub[] {
    return [...this.#byPath.values()].flatMap(({ all }) => all);
  }

  /** All stubs of a path, in their order. */
  at(path: string): readonly PlacedStub[] {
    return this.#byPath.get(path)?.all ?? [];
  }

  /** The stubs of a path, which has some, that may match parameters, in their order. */
  candidates(path: string, params: Params): readonly PlacedStub[] {
    return (this.#byPath.get(path) as PathStubs).for(params);
  }
}
