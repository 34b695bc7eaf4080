import type { RowChunk } from '../fixtures/patch/stored-rows.js';
import type { TakeRows } from '../fixtures/worker/checking-thread.js';
import type { DataSet } from '../model/dataset.js';
import type { PlacedServiceInstance } from '../model/rows.js';
import { Reservation, type MemoryBudget } from '../util/memory/memory-budget.js';

/** Bytes that a row takes in a store at least: a service instance, a process, and any other row. */
const [SERVICE_INSTANCE, PROCESS, OTHER_ROW] = [500, 800, 100];

const leastBytesOf = ({ collection, rows }: RowChunk): number => {
  if (collection === 'processes') return PROCESS * rows.length;
  if (collection !== 'service_instances') return OTHER_ROW * rows.length;
  return (rows as PlacedServiceInstance[]).reduce(
    (sum, { processes }) => sum + SERVICE_INSTANCE + PROCESS * processes.length,
    0,
  );
};

/**
 * Counts rows while they come from a thread. A small fixture may have millions of rows, which would fill the memory of the
 * process before any is written.
 *
 * @throws ControlError 507 if there is no room for them in the store
 */
export const holdRows = async (memory: MemoryBudget, load: (take: TakeRows) => Promise<DataSet>): Promise<DataSet> => {
  const held = new Reservation(memory);
  try {
    return await load((chunk) => held.add(leastBytesOf(chunk)));
  } finally {
    held.release();
  }
};
