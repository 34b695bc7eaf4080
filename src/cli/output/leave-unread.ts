import { clearInterval, setInterval } from 'node:timers';
import { EXIT_STATUS, type CliProcess } from '../cli-process.js';

/** How long a reader may stand still, in milliseconds. */
const PATIENCE_MS = 1000;

/**
 * Called when all work is done. Output that waits for a reader keeps a process alive; this ends the process if nobody has
 * read any of it for a second.
 */
export const leaveUnread = (
  { stdout, stderr, exit }: Pick<CliProcess, 'stdout' | 'stderr' | 'exit'>,
  patienceMs = PATIENCE_MS,
): void => {
  const waitingNow = (): number => stdout.writableLength + stderr.writableLength;
  let before = waitingNow();
  const watch = setInterval(() => {
    const waiting = waitingNow();
    if (waiting === 0) clearInterval(watch);
    else if (waiting === before) exit(EXIT_STATUS.ok);
    before = waiting;
  }, patienceMs);
  watch.unref();
};
