import { fileProblem } from '../fixtures/read/file-problem.js';
import { textOf } from '../messages/message.js';
import type { Problem } from '../util/problem.js';

/** The note on a file of a folder that is no capture, from the problem that it would have as one. */
export const skippedFile = ({ file, message }: Problem): Problem => {
  // The forms of captures would be named for each such file.
  const said =
    message.code === 'CAPTURE_UNKNOWN_FORM' ? null : { en: textOf(message, 'en'), zh: textOf(message, 'zh') };
  return fileProblem(file, { code: 'CAPTURE_FILE_SKIPPED', said });
};
