import { totalmem } from 'node:os';
import { constrainedMemory } from 'node:process';

/**
 * The memory that this process may use, in bytes: the limit of its control group, as in a container, or all memory of the
 * machine.
 *
 * @param limit of the control group. Without one, Node.js gives 0, undefined, or a number far above any memory
 */
export const usableMemory = (limit: number | undefined = constrainedMemory()): number =>
  Math.min(limit || Infinity, totalmem());
