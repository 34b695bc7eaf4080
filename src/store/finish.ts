import type { PlacedServiceInstance, Process } from '../model/rows.js';

/** JSON, or the bytes of it. */
export type Text = string | Uint8Array;

/** Processes of a service instance, as they are stored. */
export interface FinishedList {
  /** 0 for those of all businesses, where there are several. */
  bk_biz_id: number;
  data: Text;
  elsewhere: number;
}

/** A service instance and its processes, as they are stored. */
export interface FinishedServiceInstance {
  bk_biz_id: number;
  set_template_id: number;
  id: number;
  document: Text;
  /** How many processes it brings. */
  processes: number;
  lists: readonly FinishedList[];
}

/**
 * The processes of one service instance: a list for each business among them, and, where there are several businesses,
 * one more under business 0 with all of them, for requests that name no business.
 */
export const finishProcesses = (processes: readonly Process[]): FinishedList[] => {
  const lists = new Map<number, Process[]>();
  for (const process of processes) {
    const bizId = process.relation.bk_biz_id;
    const list = lists.get(bizId);
    if (list === undefined) lists.set(bizId, [process]);
    else list.push(process);
  }
  if (lists.size > 1) lists.set(0, [...processes]);
  return Array.from(lists, ([bk_biz_id, list]) => ({
    bk_biz_id,
    data: JSON.stringify(list.map(({ property, relation }) => ({ property, relation }))),
    elsewhere: processes.length - list.length,
  }));
};

export const finishServiceInstance = ({
  row,
  set_template_id,
  processes = [],
}: PlacedServiceInstance): FinishedServiceInstance => ({
  bk_biz_id: row.bk_biz_id,
  set_template_id,
  id: row.id,
  document: JSON.stringify(row),
  processes: processes.length,
  lists: finishProcesses(processes),
});
