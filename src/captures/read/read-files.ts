import type { FixtureFile } from '../../fixtures/read/source.js';
import type { Problem } from '../../util/problem.js';
import type { Notes } from '../notes.js';
import { skippedFile } from '../skipped-file.js';
import { readCaptured } from './files/read-captured.js';
import { findReplies, type FoundReplies } from './find-replies.js';

/** The replies in captured files. */
export interface ReadFiles extends FoundReplies {
  /** The notes on files that are no captures. */
  skipped: Problem[];
  /** The captures without a reply. */
  empty: string[];
}

/**
 * Reads captured files.
 *
 * @param mayBeOther true for a file that is skipped if it is no capture
 * @param notes gets what is passed over
 * @param problems gets the reasons why other files cannot be read
 */
export const readFiles = (
  files: readonly FixtureFile[],
  mayBeOther: (file: string) => boolean,
  notes: Notes,
  problems: Problem[],
): ReadFiles => {
  const read: ReadFiles = { replies: [], passedOver: 0, skipped: [], empty: [] };
  for (const from of files) {
    const wrong: Problem[] = [];
    const { replies, passedOver } = findReplies(readCaptured(from, notes, wrong), notes, wrong);
    const [first] = wrong;
    if (first !== undefined && replies.length === 0 && mayBeOther(from.file)) {
      read.skipped.push(skippedFile(first));
      continue;
    }
    // A file may have more of them than a call takes arguments.
    for (const problem of wrong) problems.push(problem);
    for (const reply of replies) read.replies.push(reply);
    read.passedOver += passedOver;
    if (replies.length === 0) read.empty.push(from.file);
  }
  return read;
};
