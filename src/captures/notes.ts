import type { Problem } from '../util/problem.js';
import { textOf, type Message } from '../messages/message.js';
import type { Captured } from './read/captured.js';

/** Most similar notes that are listed one by one. A capture can give ten thousand. */
const MOST_ALIKE = 20;
interface Tally {
  at: Captured;
  count: number;
  names: Set<string>;
  say: (count: number, names: string[]) => Message;
}

/** The notes of an import that succeeds: what was passed over, contradicts, is incomplete or was made up. */
export class Notes {
  readonly #tallies = new Map<string, Tally>();
  readonly #single: Problem[] = [];
  readonly #alike = new Map<string, { count: number; at: Captured; say: () => Message }>();

  /** Counts notes of one kind. They become one note, at the place of the first. */
  tally(kind: string, at: Captured, say: Tally['say'], names: Iterable<string> = []): void {
    let tally = this.#tallies.get(kind);
    if (tally === undefined) this.#tallies.set(kind, (tally = { at, count: 0, names: new Set(), say }));
    tally.count += 1;
    for (const name of names) tally.names.add(name);
  }

  /** Adds a note of its own, unless there are many of its kind already. */
  each(kind: Message['code'], at: Captured, say: () => Message): void {
    const count = (this.#alike.get(kind)?.count ?? 0) + 1;
    this.#alike.set(kind, { count, at, say });
    if (count <= MOST_ALIKE) this.#single.push(at.problem(say()));
  }

  /**
   * All notes, by file and place.
   *
   * @param files in the order in which they were given
   */
  list(files: readonly string[]): Problem[] {
    const tallied = [...this.#tallies.values()].map(({ at, count, names, say }) => at.problem(say(count, [...names])));
    const rest = [...this.#alike.values()]
      .filter(({ count }) => count > MOST_ALIKE)
      .map(({ count, at, say }) => {
        const last = say();
        const said = { en: textOf(last, 'en'), zh: textOf(last, 'zh') };
        return at.problem({ code: 'CAPTURE_MORE_ALIKE', count: count - MOST_ALIKE, said });
      });
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
