import { closest, distance } from 'fastest-levenshtein';

/** Longer texts are compared with no names, because that takes long. */
export const LONGEST_COMPARED = 200;

/** Half of a name may be wrong, and the whole of a short one. */
const mostEdits = (written: string): number => Math.max(2, written.length / 2);

/**
 * Finds the known name that is nearest to what was written.
 *
 * @param most how many letters may differ. Default: half of them, at least 2
 * @returns null if no known name is near
 */
export const nearest = (written: string, known: readonly string[], most = mostEdits(written)): string | null => {
  if (known.length === 0 || written.length > LONGEST_COMPARED) return null;
  const found = closest(written, known);
  return distance(written, found) <= most ? found : null;
};

/** `; did you mean NAME?` with the nearest known name, or an empty string if none is near. */
export const didYouMean = (written: string, known: readonly string[], most = mostEdits(written)): string => {
  const found = nearest(written, known, most);
  return found === null ? '' : `; did you mean ${found}?`;
};
