import { checkValues } from '../fixtures/validate/check-values.js';
import { pathText, type Path, type Problem } from '../util/problem.js';
import type { Source } from '../fixtures/read/source.js';

type Origin = Pick<Source, 'file' | 'locate'>;

/** Ids of CMDB count from 1. */
export const isId = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/** A value in a captured file, and where it stands there. */
export class Captured {
  readonly value: unknown;
  readonly #origin: Origin;
  readonly #path: Path;

  constructor(value: unknown, origin: Origin, path: Path = []) {
    this.value = value;
    this.#origin = origin;
    this.#path = path;
  }

  /** What is under a key or an index; its value is undefined where there is nothing. */
  at(key: string | number): Captured {
    const { value } = this;
    const has = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    const child = has ? (value as Record<string | number, unknown>)[key] : undefined;
    return new Captured(child, this.#origin, [...this.#path, key]);
  }

  /** The items of this list. */
  items(): Captured[] {
    return (this.value as unknown[]).map((_, index) => this.at(index));
  }

  /** What was read out of a string. All of it stands where the string does. */
  inside(value: unknown): Captured {
    const locate = () => this.#origin.locate(this.#path);
    return new Captured(value, { file: this.#origin.file, locate }, this.#path);
  }

  /** As editors and terminals make a link of it. */
  where(): string {
    const { line, column } = this.#origin.locate(this.#path);
    return `${this.#origin.file}:${line}:${column}`;
  }

  problem(message: string, inner: Path = []): Problem {
    const { file, locate } = this.#origin;
    const path = [...this.#path, ...inner];
    return { file, ...locate(path), path: pathText(path), message };
  }

  /** What in this list or map cannot be served as it is, such as a number that is not exact. */
  faults(): Problem[] {
    const source = { ...this.#origin, value: this.value };
    return checkValues(source).map(({ path, message }) => this.problem(message, path));
  }
}
