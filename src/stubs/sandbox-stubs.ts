import type { Text } from '../model/language.js';
import type { Params } from '../calls/component.js';
import type { StoredDataset } from '../store/datasets/stored-dataset.js';
import { matches } from '../util/json/matches.js';
import { listAll } from '../util/words.js';
import { describeMismatch } from './mismatch.js';
import { StubBook } from './stub-book.js';
import { nameOf, StubComponent, type PlacedStub } from './stub-component.js';

/** The stubs of data sets that were used. Sandboxes share them. */
const BOOKS = new WeakMap<StoredDataset, StubBook>();

const bookOf = (dataset: StoredDataset): StubBook => {
  const known = BOOKS.get(dataset);
  if (known !== undefined) return known;
  const book = new StubBook(dataset.contents.stubs);
  BOOKS.set(dataset, book);
  return book;
};

/** The methods of a stub that names none. */
const USUAL_METHODS = ['GET', 'POST'];

const methodsOf = ({ stub }: PlacedStub): string[] => (stub.method === undefined ? USUAL_METHODS : [stub.method]);

const fitsMethod = (placed: PlacedStub, method: string): boolean => methodsOf(placed).includes(method);

const USED_UP: Text = { en: 'all answers are used up', zh: '其返回已全部用完' };

/** Most stubs that are compared to find the nearest. */
const MOST_COMPARED = 200;

/** How far parameters are from the condition of a stub: a parameter that is missing counts more than one with another value. */
const distanceOf = ({ stub: { when = {} } }: PlacedStub, params: Params): number =>
  Object.entries(when).reduce((sum, [key, value]) => {
    if (!Object.hasOwn(params, key)) return sum + 2;
    return matches(value, params[key]) ? sum : sum + 1;
  }, 0);

/** The stubs of a sandbox, and how often they were used there. */
export class SandboxStubs {
  readonly #current: () => StoredDataset;
  readonly #now: () => string;
  /** The data set whose stubs were used. */
  #dataset: StoredDataset | undefined;
  #used = new Map<PlacedStub, StubComponent>();

  /**
   * @param current the data set of the sandbox
   * @param now the time of its clock, as ISO 8601
   */
  constructor(current: () => StoredDataset, now: () => string) {
    this.#current = current;
    this.#now = now;
  }

  get #book(): StubBook {
    const current = this.#current();
    if (this.#dataset !== current) this.restart();
    this.#dataset = current;
    return bookOf(current);
  }

  /** Forgets how often stubs were used. */
  restart(): void {
    this.#used = new Map();
  }

  get paths(): readonly string[] {
    return this.#book.paths;
  }

  get all(): readonly PlacedStub[] {
    return this.#book.all;
  }

  #component(placed: PlacedStub): StubComponent {
    const known = this.#used.get(placed);
    if (known !== undefined) return known;
    const component = new StubComponent(placed, this.#now);
    this.#used.set(placed, component);
    return component;
  }

  /** True if a path has a stub, whatever its method. */
  has(path: string): boolean {
    return this.#book.at(path).length > 0;
  }

  /** The first stub of a path and a method, whatever its condition; undefined if there is none. */
  first(path: string, method: string): StubComponent | undefined {
    const found = this.#book.at(path).find((placed) => fitsMethod(placed, method));
    return found && this.#component(found);
  }

  /** The stub that answers a call; undefined if none does. */
  find(path: string, method: string, params: Params): StubComponent | undefined {
    for (const placed of this.#book.candidates(path, params)) {
      const { when } = placed.stub;
      if (!fitsMethod(placed, method) || (when !== undefined && !matches(when, params))) continue;
      const component = this.#component(placed);
      if (!component.isUsedUp) return component;
    }
    return undefined;
  }

  /** Says for which methods a path has stubs, if it has none for that of a call. */
  explainMethod(path: string, method: string): Text {
    const methods = [...new Set(this.#book.at(path).flatMap(methodsOf))].sort();
    return {
      en: `no stub of ${path} is for ${method}, only for ${listAll(methods)}`,
      zh: `${path} 没有用于 ${method} 的桩，只有用于 ${methods.join('、')} 的`,
    };
  }

  /** Says why no stub of a path answers a call: which is nearest, and which condition fails. */
  explain(path: string, method: string, params: Params): Text {
    const [nearest] = this.#book
      .at(path)
      .filter((placed) => fitsMethod(placed, method))
      .slice(0, MOST_COMPARED)
      .map((placed) => ({ placed, failed: describeMismatch(placed.stub.when ?? {}, params) }))
      .sort((one, other) => distanceOf(one.placed, params) - distanceOf(other.placed, params));
    const { placed, failed } = nearest as { placed: PlacedStub; failed: Text | undefined };
    const { en, zh } = failed ?? USED_UP;
    return {
      en: `no stub of ${path} matches: of the nearest, ${nameOf(placed)}, ${en}`,
      zh: `${path} 的桩都不匹配：最接近的是 ${nameOf(placed)}，${failed === undefined ? '' : '其 '}${zh}`,
    };
  }
}
