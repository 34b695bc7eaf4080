import type { Message } from '../../messages/message.js';
import { pathText, type Path, type Problem } from '../../util/problem.js';
import type { Source } from '../../fixtures/read/source.js';

/** The file of a captured value, and the positions in it. */
type Place = Pick<Source, 'file' | 'locate'>;

/** Ids of CMDB count from 1. */
export const isId = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/** A value in a captured file, and its place there. */
export class Captured {
  readonly value: unknown;
  readonly #place: Place;
  readonly #path: Path;

  constructor(value: unknown, place: Place, path: Path = []) {
    this.value = value;
    this.#place = place;
    this.#path = path;
  }

  /** The file that it was captured in. */
  get file(): string {
    return this.#place.file;
  }

  /** The value under a key or an index; undefined if there is none. */
  at(key: string | number): Captured {
    const { value } = this;
    const has = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    const child = has ? (value as Record<string | number, unknown>)[key] : undefined;
    return new Captured(child, this.#place, [...this.#path, key]);
  }

  /** The items of this list. */
  items(): Captured[] {
    return (this.value as unknown[]).map((_, index) => this.at(index));
  }

  /** A value that was parsed from this string. All of it has the position of the string. */
  inside(value: unknown): Captured {
    const locate = () => this.#place.locate(this.#path);
    return new Captured(value, { file: this.#place.file, locate }, this.#path);
  }

  /** The position, in the form that editors and terminals make a link of. */
  where(): string {
    const { line, column } = this.#place.locate(this.#path);
    return line === 0 ? this.#place.file : `${this.#place.file}:${line}:${column}`;
  }

  problem(message: Message, inner: Path = []): Problem {
    const { file, locate } = this.#place;
    const path = [...this.#path, ...inner];
    return { file, ...locate(path), path: pathText(path), message };
  }
}
