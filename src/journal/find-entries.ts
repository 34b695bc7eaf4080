import { TimeSlice } from '../util/time-slices/time-slice.js';
import type { EntrySelection } from './entry-filter.js';
import type { Entry } from './entry.js';
import type { Journal } from './journal.js';
import type { StoredEntry } from './stored-entry.js';

/** Finds entries at once, oldest first. */
export const findEntries = (journal: Journal, { after, limit, matches }: EntrySelection): Entry[] => {
  const found: Entry[] = [];
  for (const stored of journal.after(after)) {
    const entry = stored.read();
    if (matches !== undefined && !matches(entry)) continue;
    found.push(entry);
    if (found.length === limit) break;
  }
  return found;
};

/** Counts entries at once. */
export const countEntries = (journal: Journal, { after, matches }: EntrySelection): number => {
  let count = 0;
  for (const stored of journal.after(after)) {
    if (matches === undefined || matches(stored.read())) count += 1;
  }
  return count;
};

/**
 * Finds entries in several turns of the event loop, oldest first: those that have come by now, without those that are
 * dropped before it is their turn.
 */
export async function* entriesInSlices(journal: Journal, selection: EntrySelection): AsyncGenerator<StoredEntry> {
  const { after, limit, matches } = selection;
  const { lastId } = journal;
  const slice = new TimeSlice();
  let left = limit;
  for (const stored of journal.after(after)) {
    if (stored.id > lastId) return;
    if (matches === undefined || matches(stored.read())) {
      yield stored;
      left -= 1;
      if (left === 0) return;
    }
    if (slice.isOver) await slice.next();
  }
}
