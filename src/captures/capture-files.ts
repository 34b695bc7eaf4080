import type { FileKind } from '../fixtures/read/files/list-files.js';

/** Any file of a folder may be a capture: what it holds decides. */
export const CAPTURES: FileKind = {
  pattern: /./,
  endings: ['.json', '.har', '.jsonl', '.ndjson', '.chlsj', '.log', '.txt', '.yaml'],
};

/** A file in a folder that has such an ending, and is no capture, is broken. Any other is skipped. */
const SURELY = /\.(json|har|jsonl|ndjson|chlsj)$/i;

/**
 * Tells which files are skipped if they are no captures.
 *
 * @param paths as the user named them
 */
export const mayBeOther =
  (paths: readonly string[]) =>
  (file: string): boolean =>
    !paths.includes(file) && !SURELY.test(file);
