import { closest, distance } from 'fastest-levenshtein';

/** Half of a name may be wrong, and the whole of a short one. */
const mostEdits = (written: string): number => Math.max(2, written.length / 2);

/**
 * Suggests the known name that is nearest to what was written.
 *
 * @param most how many letters may differ. Default: half of them, at least 2
 * @returns `; did you mean NAME?`, or an empty string if no known name is near
 */
export const didYouMean = (written: string, known: readonly string[], most = mostEdits(written)): string => {
  if (known.length === 0) return '';
  const nearest = closest(written, known);
  return distance(written, nearest) <= most ? `; did you mean ${nearest}?` : '';
};
