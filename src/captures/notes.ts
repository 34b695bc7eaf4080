import type { Problem } from '../util/problem.js';
import type { Message } from '../messages/message.js';
import { list } from '../util/words.js';
import type { Captured } from './read/captured.js';

const note = (said: string): Message => ({ code: 'CAPTURE_NOTE', said });

/** Most similar notes that are listed one by one. A capture can give ten thousand. */
const MOST_ALIKE = 20;
/** How many names of fields a note lists. */
const MOST_NAMES = 12;

export const listNames = (names: readonly string[]): string =>
  names.length <= MOST_NAMES ? names.join(', ') : list(names, MOST_NAMES);

interface Tally {
  at: Captured;
  count: number;
  names: Set<string>;
  say: (count: number, names: string) => string;
}

/** The notes of an import that succeeds: what was passed over, contradicts, is incomplete or was made up. */
export class Notes {
  readonly #tallies = new Map<string, Tally>();
  readonly #single: Problem[] = [];
  readonly #alike = new Map<string, { count: number; at: Captured }>();

  /** Counts notes of one kind. They become one note, at the place of the first. */
  tally(kind: string, at: Captured, say: Tally['say'], names: Iterable<string> = []): void {
    let tally = this.#tallies.get(kind);
    if (tally === undefined) this.#tallies.set(kind, (tally = { at, count: 0, names: new Set(), say }));
    tally.count += 1;
    for (const name of names) tally.names.add(name);
  }

  /** Adds a note of its own, unless there are many of its kind already. */
  each(kind: string, at: Captured, say: () => string): void {
    const count = (this.#alike.get(kind)?.count ?? 0) + 1;
    this.#alike.set(kind, { count, at });
    if (count <= MOST_ALIKE) this.#single.push(at.problem(note(say())));
  }

  /**
   * All notes, by file and place.
   *
   * @param files in the order in which they were given
   */
  list(files: readonly string[]): Problem[] {
    const tallied = [...this.#tallies.values()].map(({ at, count, names, say }) =>
      at.problem(note(say(count, listNames([...names])))),
    );
    const rest = [...this.#alike]
      .filter(([, { count }]) => count > MOST_ALIKE)
      .map(([kind, { count, at }]) =>
        at.problem(note(`and ${count - MOST_ALIKE} more ${kind}, of which this is the last`)),
      );
    return [...this.#single, ...tallied, ...rest].sort(byPlace(files));
  }
}

/**
 * Orders problems by file and place.
 *
 * @param files in the order in which they were given
 */
export const byPlace = (files: readonly string[]): ((a: Problem, b: Problem) => number) => {
  const order = new Map(files.map((file, index) => [file, index]));
  const of = ({ file }: Problem) => order.get(file) as number;
  return (a, b) => of(a) - of(b) || a.line - b.line || a.column - b.column;
};
