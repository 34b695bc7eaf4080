import { totalmem } from 'node:os';
import { constrainedMemory } from 'node:process';

/**
 * The memory that this process may use, in bytes: the limit of its control group, as in a container, or all memory of the
 * machine.
 */
export const usableMemory = (): number => {
  const limit = constrainedMemory();
  // Without a limit, Node.js answers 0, undefined, or a number far above any memory.
  return Math.min(limit || Infinity, totalmem());
};
