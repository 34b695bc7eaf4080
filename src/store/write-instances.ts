import { finishProcesses, finishServiceInstance, type FinishedList, type FinishedServiceInstance } from './finish.js';
import { unpack, type Packed } from './packed.js';
import { hasPlace } from './places.js';
import type { Process } from '../model/rows.js';
import type { Filling } from './filling.js';
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

/** Counts the service instances of each set template in each business: a position for each, from 0. */
class Places {
  readonly #counts = new Map<number, Map<number, number>>();

  next(bizId: number, templateId: number): number {
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

type Tables = Record<'service_instances' | 'set_template_counts' | 'process_lists' | 'divided_process_lists', Table>;

/** What the writing of service instances waits for: what it is handed when it goes on. */
export type Arrival = IteratorResult<Packed, unknown>;

/** Each step is a row, or waits for some. */
export type Writing<T> = Generator<Promise<Arrival> | undefined, T, Arrival | undefined>;

/** Writes service instances and processes, both by service instance, and yields after each row. */
class Writer {
  processes = 0;
  readonly #tables: Tables;
  readonly #places = new Places();
  readonly #apart: Iterator<Group, undefined>;
  #next: Group | undefined;

  /** @param apart processes that no service instance brings */
  constructor(tables: Tables, apart: Iterable<Process>) {
    this.#tables = tables;
    this.#apart = groupsOf(apart);
    this.#next = this.#apart.next().value;
  }

  *#writeLists(serviceInstanceId: number, lists: readonly FinishedList[]): Writing<void> {
    const { process_lists, divided_process_lists } = this.#tables;
    const isPlaced = lists.length === 1 && hasPlace(serviceInstanceId);
    for (const { bk_biz_id, data, elsewhere } of lists) {
      if (isPlaced) process_lists.addWith([serviceInstanceId, bk_biz_id, data]);
      else divided_process_lists.addWith([serviceInstanceId, bk_biz_id, data], elsewhere);
      yield;
    }
  }

  /** Writes the processes apart of those that come before a service instance. */
  *#writeBefore(id: number): Writing<void> {
    for (; this.#next !== undefined && this.#next.serviceInstanceId < id; this.#next = this.#apart.next().value) {
      const { serviceInstanceId, processes } = this.#next;
      this.processes += processes.length;
      yield* this.#writeLists(serviceInstanceId, finishProcesses(processes));
    }
  }

  *write({ bk_biz_id, set_template_id, id, document, processes, lists }: FinishedServiceInstance): Writing<void> {
    yield* this.#writeBefore(id);
    const position = this.#places.next(bk_biz_id, set_template_id);
    this.#tables.service_instances.addWith([bk_biz_id, set_template_id, position, document], id);
    yield;
    this.processes += processes;
    yield* this.#writeLists(id, lists);
  }

  *end(): Writing<void> {
    yield* this.#writeBefore(Infinity);
    yield* this.#places.write(this.#tables.set_template_counts);
  }
}

/**
 * Writes service instances and processes in one pass.
 *
 * @returns how many processes there are
 */
export function* writeInstances(
  tables: Tables,
  { service_instances, packed_instances, processes }: Filling,
): Writing<number> {
  const writer = new Writer(tables, processes);
  for (const placed of service_instances) yield* writer.write(finishServiceInstance(placed));
  const packed = packed_instances?.[Symbol.asyncIterator]();
  for (let wait = packed?.next(); wait !== undefined; wait = packed?.next()) {
    const arrival = (yield wait) as Arrival;
    if (arrival.done === true) break;
    for (const instance of unpack(arrival.value)) yield* writer.write(instance);
  }
  yield* writer.end();
  return writer.processes;
}
