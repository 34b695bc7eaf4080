import { distance } from 'fastest-levenshtein';
import { LONGEST_COMPARED } from '../util/suggest.js';

/** `bkBizId` and `bk_biz_id` are the same but for the way of writing. */
const lettersOf = (name: string): string => name.replace(/[^a-z0-9]/gi, '').toLowerCase();

/** A third of the letters may be wrong, and one of a short name. */
const mostEdits = (letters: string): number => Math.max(1, letters.length / 3);

/** The last part of a name says most: `module_id` means `bk_module_id`. */
const LEAST_LETTERS = 4;

/** How far a name is from what was written; undefined if it is not meant. */
const distanceTo = (written: string, name: string): number | undefined => {
  const [one, other] = [lettersOf(written), lettersOf(name)];
  const edits = distance(one, other);
  const isEnd = one.length >= LEAST_LETTERS && other.endsWith(one);
  return isEnd || edits <= mostEdits(one) ? edits : undefined;
};

/** The name that was probably meant by what was written; undefined if none is near. */
export const nearestName = (written: string, names: readonly string[]): string | undefined => {
  if (written.length > LONGEST_COMPARED) return undefined;
  const near = names
    .map((name) => ({ name, edits: distanceTo(written, name) }))
    .filter((one): one is { name: string; edits: number } => one.edits !== undefined)
    .sort((one, other) => one.edits - other.edits);
  return near[0]?.name;
};
