import type { Path } from '../../util/problem.js';
import type { Notes } from '../notes.js';
import type { Captured } from './captured.js';
import { InexactNumber } from './parse-json.js';

/** Calls back for each number in a value that a fixture cannot hold exactly, and puts null in its place. */
const replace = (value: unknown, path: Path, found: (path: Path, number: InexactNumber) => void): void => {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    if (child instanceof InexactNumber) {
      found(place, child);
      // An assignment to `__proto__` would set the prototype.
      Reflect.defineProperty(value, key, { value: null, enumerable: true, configurable: true, writable: true });
    } else replace(child, place, found);
  }
};

/** The attribute that a number belongs to. It may stand in a list. */
const attributeAt = (path: Path): string => path.findLast((key) => typeof key === 'string') ?? 'data';

/**
 * Puts null in the place of numbers that a fixture cannot hold exactly.
 *
 * @param notes gets them, by their attributes
 */
export const dropInexact = (data: Captured, notes: Notes): void => {
  replace(data.value, [], (path, { text }) => {
    const attribute = attributeAt(path);
    notes.tally(
      `inexact ${attribute}`,
      path.reduce((at, key) => at.at(key), data),
      (count, names) => ({ code: 'CAPTURE_INEXACT_NUMBER', attribute, count, names }),
      [text.slice(0, 40)],
    );
  });
};
