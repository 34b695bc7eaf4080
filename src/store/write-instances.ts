import type { DataSet, PlacedServiceInstance, Process } from './rows.js';
import type { Table } from './table.js';

/** The processes of one service instance. */
interface Group {
  serviceInstanceId: number;
  processes: readonly Process[];
}

function* groupsOf(rows: Iterable<Process>): Generator<Group, undefined> {
  let group: Process[] = [];
  let current: number | undefined;
  for (const row of rows) {
    const next = row.relation.service_instance_id;
    if (current !== undefined && current !== next) {
      yield { serviceInstanceId: current, processes: group };
      group = [];
    }
    current = next;
    group.push(row);
  }
  if (current !== undefined) yield { serviceInstanceId: current, processes: group };
}

/**
 * The processes of one service instance: a row for each business among them, and, where there are several businesses,
 * one more under business 0 with all of them, for requests that name no business.
 */
const writeProcessList = (table: Table, { serviceInstanceId, processes }: Group): void => {
  const lists = new Map<number, string[]>();
  const all: string[] = [];
  for (const process of processes) {
    const text = JSON.stringify({ property: process.property, relation: process.relation });
    const bizId = process.relation.bk_biz_id;
    const list = lists.get(bizId);
    if (list === undefined) lists.set(bizId, [text]);
    else list.push(text);
    all.push(text);
  }
  if (lists.size > 1) lists.set(0, all);
  for (const [bizId, list] of lists) {
    table.addWith([serviceInstanceId, bizId, `[${list.join(',')}]`], all.length - list.length);
  }
};

/** Counts the service instances of each set template in each business: a position for each, from 0. */
class Places {
  readonly #counts = new Map<number, Map<number, number>>();

  next({ row: { bk_biz_id: bizId }, set_template_id: templateId }: PlacedServiceInstance): number {
    let counts = this.#counts.get(bizId);
    if (counts === undefined) this.#counts.set(bizId, (counts = new Map<number, number>()));
    const position = counts.get(templateId) ?? 0;
    counts.set(templateId, position + 1);
    return position;
  }

  *write(table: Table): Generator<undefined> {
    for (const [bizId, counts] of this.#counts) {
      for (const [templateId, count] of counts) {
        table.add(bizId, templateId, count);
        yield;
      }
    }
  }
}

/** All processes that there are, by service instance, and yields after each list. */
class Lists {
  total = 0;
  readonly #table: Table;
  readonly #apart: Iterator<Group, undefined>;
  #next: Group | undefined;

  /** @param apart processes that no service instance brings */
  constructor(table: Table, apart: Iterable<Process>) {
    this.#table = table;
    this.#apart = groupsOf(apart);
    this.#next = this.#apart.next().value;
  }

  *write(group: Group): Generator<undefined> {
    if (group.processes.length === 0) return;
    writeProcessList(this.#table, group);
    this.total += group.processes.length;
    yield;
  }

  /** Writes those apart that come before a service instance. */
  *writeBefore(serviceInstanceId: number): Generator<undefined> {
    while (this.#next !== undefined && this.#next.serviceInstanceId < serviceInstanceId) {
      yield* this.write(this.#next);
      this.#next = this.#apart.next().value;
    }
  }
}

/**
 * Writes service instances and processes in one pass, both by service instance, and yields after each row.
 *
 * @returns how many processes there are
 */
export function* writeInstances(
  tables: Record<'service_instances' | 'set_template_counts' | 'process_lists', Table>,
  data: Pick<DataSet, 'service_instances' | 'processes'>,
): Generator<undefined, number> {
  const places = new Places();
  const lists = new Lists(tables.process_lists, data.processes);
  for (const placed of data.service_instances) {
    const { row, set_template_id, processes = [] } = placed;
    yield* lists.writeBefore(row.id);
    const position = places.next(placed);
    tables.service_instances.addWith([row.bk_biz_id, set_template_id, position, JSON.stringify(row)], row.id);
    yield;
    yield* lists.write({ serviceInstanceId: row.id, processes });
  }
  yield* lists.writeBefore(Infinity);
  yield* places.write(tables.set_template_counts);
  return lists.total;
}
