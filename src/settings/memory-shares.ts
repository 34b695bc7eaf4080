import { usableMemory } from '../util/memory/usable-memory.js';

const MIB = 2 ** 20;

/** Without a setting, the sandboxes may take this part of the memory that the process may use. */
const PART_OF_MEMORY = 1 / 4;
/** The least and the most bound without a setting, in bytes. */
const [LEAST, MOST] = [64 * MIB, 1024 * MIB];

/** The part of the bound for all journals. The rest is for data sets, snapshots and faults. */
const PART_OF_JOURNALS = 1 / 4;

/** Bounds of what the sandboxes hold in memory, in bytes. */
export interface MemoryShares {
  /** For everything that they hold. */
  total: number;
  /** For the journals and warnings of all sandboxes together. */
  journals: number;
  /** For the data sets, snapshots and faults of all sandboxes together. */
  data: number;
}

/**
 * Divides the bound of the memory of sandboxes into its shares.
 *
 * @param maxMemory the setting, in MiB. Without it, a quarter of the usable memory, from 64 MiB to 1 GiB
 * @param usable memory that the process may use, in bytes
 */
export const memoryShares = (maxMemory: number | undefined, usable = usableMemory()): MemoryShares => {
  const total =
    maxMemory === undefined ? Math.floor(Math.min(MOST, Math.max(LEAST, usable * PART_OF_MEMORY))) : maxMemory * MIB;
  const journals = Math.floor(total * PART_OF_JOURNALS);
  return { total, journals, data: total - journals };
};
